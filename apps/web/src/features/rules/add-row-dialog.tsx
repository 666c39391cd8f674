import { NumberInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RuleTable } from '@qiaomen/domain/forecast/rule-table';
import { shanghaiDay } from '@qiaomen/domain/register/day';
import { addRow, NewRow } from '@qiaomen/domain/rule-version/change-table';
import { useText } from '../../language/use-text.tsx';
import { Confirm } from '../../office/confirm.tsx';
import { DayField } from '../../office/day-field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PeriodField, periodOf, type Length } from './period-field.tsx';
import classes from './rules.module.css';
import { useRuleWords } from './use-rule-words.tsx';

const choices = ['PRIMARY', 'BOOSTER', 'SUPPLEMENTARY'] as const;

interface AddRowDialogProps {
  table: RuleTable;
  onClose: () => void;
  onDone: (table: RuleTable) => void;
}

/** A further dose from a day on: a third booster, a new product. Whatever has more parts comes from a file. */
export const AddRowDialog = ({ table, onClose, onDone }: AddRowDialogProps) => {
  const { say, plain, sayError } = useText();
  const last = Math.max(...table.series.map(({ step }) => step));
  const boosters = table.series.filter(({ series }) => series === 'BOOSTER').map(({ firstNumber }) => firstNumber);
  const [id, setId] = useState('');
  const [series, setSeries] = useState<string>('BOOSTER');
  const [step, setStep] = useState<number | null>(last + 1);
  const [number, setNumber] = useState<number | null>(Math.max(0, ...boosters) + 1);
  const { products } = useRuleWords();
  const [typed, setTyped] = useState(table.products.join(' '));
  const [age, setAge] = useState<number | null>(null);
  const [minimum, setMinimum] = useState<Length>({ amount: 6, unit: 'month' });
  const [from, setFrom] = useState(() => shanghaiDay(new Date()));
  const [source, setSource] = useState('');
  const codes = typed.split(/[\s,，、]+/).filter((code) => code !== '');
  const row = NewRow.safeParse({
    id,
    series,
    step,
    firstNumber: number,
    products: codes,
    fromAge: age,
    minimum: periodOf(minimum) ?? '',
    from,
    source,
  });
  const result = row.success ? addRow(table, row.data) : null;
  const whole = (value: string | number): number | null => (typeof value === 'number' ? value : null);
  return (
    <Confirm
      opened
      wide
      title={say('rules:addTitle')}
      act={say('rules:keepDraft')}
      disabled={result?.ok !== true}
      onClose={onClose}
      onConfirm={() => (result?.ok === true ? onDone(result.value) : undefined)}
    >
      <div className={classes['fields']}>
        <TextInput size="md" required label={say('rules:newId')} maxLength={40} value={id} onChange={(event) => setId(event.currentTarget.value)} />
        <Select
          size="md"
          label={say('rules:seriesField')}
          allowDeselect={false}
          data={choices.map((one) => ({ value: one, label: plain(`rules:seriesChoice.${one}`) }))}
          value={series}
          onChange={(value) => setSeries(value ?? 'BOOSTER')}
        />
        <NumberInput size="md" label={say('rules:step')} min={1} max={20} value={step ?? ''} onChange={(value) => setStep(whole(value))} />
        <NumberInput size="md" label={say('rules:number')} min={1} max={20} value={number ?? ''} onChange={(value) => setNumber(whole(value))} />
        <TextInput size="md" className={classes['whole'] ?? ''} required label={say('rules:productsField')} description={products(codes)} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
        <PeriodField label={say('rules:minimum')} value={minimum} onChange={setMinimum} />
        <NumberInput size="md" label={say('rules:ageField')} min={0} max={130} value={age ?? ''} onChange={(value) => setAge(whole(value))} />
        <DayField required label={say('rules:effective')} value={from} onChange={setFrom} />
        <TextInput size="md" required label={say('rules:sourceField')} maxLength={400} value={source} onChange={(event) => setSource(event.currentTarget.value)} />
        {result !== null && !result.ok ? <div className={classes['whole']}><Notice tone="overdue">{sayError(result.error)}</Notice></div> : null}
      </div>
    </Confirm>
  );
}; // prettier-ignore
