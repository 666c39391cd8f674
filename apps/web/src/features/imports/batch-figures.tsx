import type { BatchCounts, BatchDetail } from '@qiaomen/domain/import-batch/query';
import { useText } from '../../language/use-text.tsx';
import { Figure } from '../../ui/figure.tsx';
import type { Tone } from '../../ui/theme.ts';
import classes from './batch-page.module.css';

const tones: Record<keyof BatchCounts, Tone> = {
  rows: 'calm',
  valid: 'done',
  invalid: 'overdue',
  warnings: 'due',
  unchanged: 'offline',
  newPersons: 'calm',
  matched: 'calm',
  review: 'deferred',
  doses: 'calm',
  changed: 'calm',
  gone: 'due',
  unplaced: 'due',
};
const order = [
  'rows',
  'valid',
  'invalid',
  'warnings',
  'unchanged',
  'newPersons',
  'matched',
  'changed',
  'gone',
  'unplaced',
  'review',
  'doses',
] as const;

/** What the import would do, or did, in figures. A figure of nought raises no alarm. */
export const BatchFigures = ({ counts, kind, whole }: Pick<BatchDetail, 'counts' | 'kind' | 'whole'>) => {
  const { say } = useText();
  return (
    <div className={classes['figures']}>
      {order
        .filter((name) => name !== 'doses' || kind === 'vaccination')
        .filter((name) => name !== 'gone' || whole)
        .map((name) => (
          <Figure
            key={name}
            tone={counts[name] === 0 ? 'offline' : tones[name]}
            label={
              name === 'changed' || name === 'gone' || name === 'unplaced'
                ? say(`imports:count.${name}`)
                : say(`admin:imports.count.${name}`)
            }
            value={counts[name]}
          />
        ))}
    </div>
  );
};
