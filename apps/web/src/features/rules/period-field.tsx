import { NumberInput, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from '../../language/use-text.tsx';
import classes from './rules.module.css';

const units = ['day', 'week', 'month', 'year'] as const;
type Unit = (typeof units)[number];

export interface Length {
  amount: number | null;
  unit: Unit;
}

/** "3 weeks - 4 days" has more than one part and is changed in a file. */
export const lengthOf = (period: string | undefined): Length => {
  const match = /^\s*(\d+)\s*(day|week|month|year)s?\s*$/.exec(period ?? '');
  const unit = units.find((one) => one === match?.[2]);
  return unit === undefined ? { amount: null, unit: 'month' } : { amount: Number(match?.[1]), unit };
};

export const periodOf = ({ amount, unit }: Length): string | null =>
  amount === null ? null : `${amount} ${unit}${amount === 1 ? '' : 's'}`;

interface PeriodFieldProps {
  label: ReactNode;
  value: Length;
  onChange: (value: Length) => void;
}

export const PeriodField = ({ label, value, onChange }: PeriodFieldProps) => {
  const { plain } = useText();
  return (
    <div className={classes['pair']}>
      <NumberInput
        label={label}
        size="md"
        min={0}
        max={9999}
        allowDecimal={false}
        value={value.amount ?? ''}
        onChange={(amount) => onChange({ ...value, amount: typeof amount === 'number' ? amount : null })}
      />
      <Select
        aria-label={plain('rules:unit')}
        size="md"
        allowDeselect={false}
        data={units.map((unit) => ({ value: unit, label: plain(`rules:units.${unit}`) }))}
        value={value.unit}
        onChange={(unit) => onChange({ ...value, unit: units.find((one) => one === unit) ?? value.unit })}
      />
    </div>
  );
};
