import { NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import { screeningResults } from '@qiaomen/domain/forecast/rule-table';
import { addDays, shanghaiDay } from '@qiaomen/domain/register/day';
import { faultsOfBody, RuleBody } from '@qiaomen/domain/rule-version/body';
import { followQuestions, newestSet } from '@qiaomen/domain/rule-version/follow-questions';
import type { QuestionSet, ScreeningQuestion } from '@qiaomen/domain/screening/questions';
import { useText } from '../../language/use-text.tsx';
import { Confirm } from '../../office/confirm.tsx';
import { DayField } from '../../office/day-field.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useRuleWords } from './use-rule-words.tsx';
import classes from './rules.module.css';

interface QuestionsDialogProps {
  sets: QuestionSet[];
  published: QuestionSet[];
  place: AreaCode;
  onClose: () => void;
  onDone: (sets: QuestionSet[]) => void;
}

type Typed = ScreeningQuestion & { key: number; isNew: boolean };

const later = (a: string, b: string): string => (a > b ? a : b);

/** Empty fields are absent; a new question stands for the condition of its own code. */
const written = ({ key: _key, isNew, text, teach, ...question }: Typed): ScreeningQuestion => ({
  ...question,
  ...(isNew ? { condition: question.id } : {}),
  ...(text === undefined || text.trim() === '' ? {} : { text }),
  ...(teach === undefined || teach.trim() === '' ? {} : { teach }),
});

/** Other questions from a day on; the present ones end the day before and stay for the answers given to them. */
export const QuestionsDialog = ({ sets, published, place, onClose, onDone }: QuestionsDialogProps) => {
  const { say, plain } = useText();
  const { condition } = useRuleWords();
  const last = newestSet(sets);
  const [rows, setRows] = useState<readonly Typed[]>((last?.questions ?? []).map((one, key) => ({ ...one, key, isNew: false })));
  const [from, setFrom] = useState(() => later(shanghaiDay(new Date()), addDays(newestSet(published)?.validFrom ?? '2021-01-01', 1)));
  const [source, setSource] = useState('');
  const [days, setDays] = useState(last?.recheckAfterDays ?? 7);
  const [hours, setHours] = useState(last?.consultWithinHours ?? 48);
  const change = { from, place, source: source.trim(), questions: rows.map(written), recheckAfterDays: days, consultWithinHours: hours };
  const followed = followQuestions(published, change);
  const body = RuleBody.safeParse({ kind: 'questions', sets: followed.ok ? followed.value : [] });
  const faults = body.success ? faultsOfBody(body.data) : [];
  const set = (key: number, more: Partial<ScreeningQuestion>) => setRows(rows.map((row) => (row.key === key ? { ...row, ...more } : row)));
  const mean = (key: number, result: string | null) =>
    setRows(
      rows.map(({ result: _result, ...row }) => {
        const said = screeningResults.find((one) => one === (row.key === key ? result : _result));
        return said === undefined ? row : { ...row, result: said };
      }),
    );
  return (
    <Confirm
      opened
      wide
      title={say('rules:ask.title')}
      act={say('rules:keepDraft')}
      disabled={!followed.ok || !body.success || faults.length > 0}
      onClose={onClose}
      onConfirm={() => (followed.ok ? onDone(followed.value) : undefined)}
    >
      <div className={classes['fields']}>
        {rows.map((row) => (
          <fieldset key={row.key} className={classes['asked']}>
            <legend>{row.isNew ? say('rules:ask.question') : row.text === undefined ? condition(row.condition) : row.id}</legend>
            {row.isNew ? (
              <TextInput size="md" required label={say('rules:ask.code')} maxLength={40} value={row.id} onChange={(event) => set(row.key, { id: event.currentTarget.value })} />
            ) : null}
            <Textarea size="md" autosize required={row.isNew} label={say(row.isNew ? 'rules:ask.newText' : 'rules:ask.text')} maxLength={300} value={row.text ?? ''} onChange={(event) => set(row.key, { text: event.currentTarget.value })} />
            <Select
              size="md"
              label={say('rules:ask.result')}
              allowDeselect={false}
              data={[
                ...(row.isNew ? [] : [{ value: 'table', label: plain('rules:ask.byTable') }]),
                ...screeningResults.map((value) => ({ value, label: plain(`care:screening.${value}`) })),
              ]}
              value={row.result ?? 'table'}
              onChange={(value) => mean(row.key, value)}
            />
            <Textarea size="md" autosize label={say('rules:ask.teach')} maxLength={600} value={row.teach ?? ''} onChange={(event) => set(row.key, { teach: event.currentTarget.value })} />
            <BigButton look="plain" icon={<IconTrash size={20} />} onClick={() => setRows(rows.filter(({ key }) => key !== row.key))}>
              {say('rules:ask.remove')}
            </BigButton>
          </fieldset>
        ))}
        <BigButton
          look="quiet"
          icon={<IconPlus size={20} />}
          onClick={() => setRows([...rows, { key: Math.max(-1, ...rows.map(({ key }) => key)) + 1, isNew: true, id: '', condition: '', notContraindicated: [], result: 'DEFER' }])}
        >
          {say('rules:ask.add')}
        </BigButton>
        <NumberInput size="md" label={say('rules:ask.recheck')} min={1} max={365} allowDecimal={false} value={days} onChange={(value) => setDays(Number(value))} />
        <NumberInput size="md" label={say('rules:ask.hours')} min={1} max={720} allowDecimal={false} value={hours} onChange={(value) => setHours(Number(value))} />
        <DayField required label={say('rules:effective')} value={from} onChange={setFrom} />
        <TextInput size="md" required label={say('rules:sourceField')} maxLength={400} value={source} onChange={(event) => setSource(event.currentTarget.value)} />
        {faults.length === 0 ? null : <div className={classes['whole']}><Notice tone="overdue">{say('rules:ask.fault', { places: faults.join(' · ') })}</Notice></div>}
      </div>
    </Confirm>
  );
}; // prettier-ignore
