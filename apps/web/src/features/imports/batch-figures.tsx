import type { BatchCounts } from '@qiaomen/domain/import-batch/query';
import type { SourceKind } from '@qiaomen/domain/register/query';
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
};
const order = [
  'rows',
  'valid',
  'invalid',
  'warnings',
  'unchanged',
  'newPersons',
  'matched',
  'review',
  'doses',
] as const;

/** What the import would do, or did, in figures. A figure of nought raises no alarm. */
export const BatchFigures = ({ counts, kind }: { counts: BatchCounts; kind: SourceKind }) => {
  const { say } = useText();
  return (
    <div className={classes['figures']}>
      {order
        .filter((name) => name !== 'doses' || kind === 'vaccination')
        .map((name) => (
          <Figure
            key={name}
            tone={counts[name] === 0 ? 'offline' : tones[name]}
            label={say(`admin:imports.count.${name}`)}
            value={counts[name]}
          />
        ))}
    </div>
  );
};
