import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RuleTable, Series } from '@qiaomen/domain/forecast/rule-table';
import { shanghaiDay } from '@qiaomen/domain/register/day';
import { changeInterval, IntervalChange } from '@qiaomen/domain/rule-version/change-table';
import { useText } from '../../language/use-text.tsx';
import { Confirm } from '../../office/confirm.tsx';
import { DayField } from '../../office/day-field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { lengthOf, PeriodField, periodOf } from './period-field.tsx';
import classes from './rules.module.css';
import { useRuleWords } from './use-rule-words.tsx';

interface ChangeIntervalDialogProps {
  table: RuleTable;
  series: Series;
  dose: number;
  onClose: () => void;
  onDone: (table: RuleTable) => void;
}

/** From a day on another interval; the old row ends the day before. */
export const ChangeIntervalDialog = ({ table, series, dose, onClose, onDone }: ChangeIntervalDialogProps) => {
  const { say, plain, sayError } = useText();
  const words = useRuleWords();
  const intervals = series.doses[dose]?.intervals ?? [];
  const [index, setIndex] = useState(0);
  const [minimum, setMinimum] = useState(lengthOf(intervals[0]?.minimum));
  const [absolute, setAbsolute] = useState(lengthOf(intervals[0]?.absoluteMinimum));
  const [latest, setLatest] = useState(lengthOf(intervals[0]?.latest));
  const [from, setFrom] = useState(() => shanghaiDay(new Date()));
  const [newId, setNewId] = useState(`${series.id}-${from.slice(2, 7)}`);
  const [source, setSource] = useState('');
  const change = IntervalChange.safeParse({
    rowId: series.id,
    dose,
    interval: index,
    minimum: periodOf(minimum) ?? '',
    absoluteMinimum: periodOf(absolute) ?? periodOf(minimum) ?? '',
    latest: periodOf(latest),
    from,
    newId,
    source,
  });
  const result = change.success ? changeInterval(table, change.data) : null;
  const choose = (at: number): void => {
    setIndex(at);
    setMinimum(lengthOf(intervals[at]?.minimum));
    setAbsolute(lengthOf(intervals[at]?.absoluteMinimum));
    setLatest(lengthOf(intervals[at]?.latest));
  };
  return (
    <Confirm
      opened
      title={say('rules:changeTitle', { rule: series.id })}
      act={say('rules:keepDraft')}
      disabled={result?.ok !== true}
      onClose={onClose}
      onConfirm={() => (result?.ok === true ? onDone(result.value) : undefined)}
    >
      <div className={classes['fields']}>
        {intervals.length < 2 ? null : (
          <Select
            label={say('rules:head.when')}
            size="md"
            allowDeselect={false}
            data={intervals.map(({ from: anchor, minimum: text }, at) => ({
              value: String(at),
              label: plain(`rules:anchor.${anchor}`, { period: words.period(text) }),
            }))}
            value={String(index)}
            onChange={(at) => choose(Number(at ?? '0'))}
          />
        )}
        <PeriodField label={say('rules:minimum')} value={minimum} onChange={setMinimum} />
        <PeriodField label={say('rules:absolute')} value={absolute} onChange={setAbsolute} />
        <PeriodField label={say('rules:latestField')} value={latest} onChange={setLatest} />
        <DayField required label={say('rules:effective')} value={from} onChange={setFrom} />
        <TextInput
          size="md"
          label={say('rules:newId')}
          required
          maxLength={40}
          value={newId}
          onChange={(event) => setNewId(event.currentTarget.value)}
        />
        <TextInput
          size="md"
          label={say('rules:sourceField')}
          required
          maxLength={400}
          value={source}
          onChange={(event) => setSource(event.currentTarget.value)}
        />
        {result !== null && !result.ok ? (
          <div className={classes['whole']}>
            <Notice tone="overdue">{sayError(result.error)}</Notice>
          </div>
        ) : null}
      </div>
    </Confirm>
  );
};
