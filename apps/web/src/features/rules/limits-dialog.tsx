import { NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { LocalThreshold } from '@qiaomen/domain/screening/questions';
import { useText } from '../../language/use-text.tsx';
import { Confirm } from '../../office/confirm.tsx';
import classes from './rules.module.css';

interface LimitsDialogProps {
  rows: LocalThreshold[];
  onClose: () => void;
  onDone: (rows: LocalThreshold[]) => void;
}

/** Values above which a dose waits here. They are of this place and shown so. */
export const LimitsDialog = ({ rows, onClose, onDone }: LimitsDialogProps) => {
  const { say } = useText();
  const [values, setValues] = useState<readonly (number | null)[]>(rows.map(({ above }) => above));
  const [source, setSource] = useState(rows[0]?.source ?? '');
  const changed = rows.map((row, at) => ({ ...row, above: values[at] ?? row.above, source: source.trim() }));
  return (
    <Confirm
      opened
      title={say('rules:editTitle')}
      act={say('rules:keepDraft')}
      disabled={source.trim() === '' || values.includes(null)}
      onClose={onClose}
      onConfirm={() => onDone(changed)}
    >
      <div className={classes['fields']}>
        {rows.map((row, at) => (
          <NumberInput
            key={row.id}
            size="md"
            label={
              <>
                {say(`rules:measure.${row.measure}`)} ({row.unit})
              </>
            }
            min={0}
            max={1000}
            decimalScale={1}
            value={values[at] ?? ''}
            onChange={(value) =>
              setValues(values.map((old, index) => (index === at ? (typeof value === 'number' ? value : null) : old)))
            }
          />
        ))}
        <TextInput
          size="md"
          label={say('rules:sourceField')}
          required
          maxLength={400}
          value={source}
          onChange={(event) => setSource(event.currentTarget.value)}
        />
      </div>
    </Confirm>
  );
};
