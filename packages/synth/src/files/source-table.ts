/**
 * The rows of one source in the order of its office: shuffled within a window, so that neighbours in one file are not
 * neighbours in the next, with duplicates some way apart. Writes the truth beside the rows. Row numbers count from 1
 * below the header; blank lines are not counted.
 */
import type { RowSlip, SourceFile } from '../errors/error-model.ts';
import type { Random } from '../random.ts';
import type { Cell, Sink } from './sink.ts';

const window = 4096;

interface Pending {
  cells: readonly Cell[];
  person: number;
  slip: RowSlip;
}

export interface SourceTable {
  /** `again`: how a duplicate is written the second time */
  add(cells: readonly Cell[], person: number, slip: RowSlip, again: readonly Cell[]): void;
  rows(): number;
  drained(): Promise<void>;
  close(): Promise<void>;
}

export const openSourceTable = (file: SourceFile, sink: Sink, truth: Sink, random: Random): SourceTable => {
  let waiting: Pending[] = [];
  let later: Pending[] = [];
  let rows = 0;

  const write = ({ cells, person, slip }: Pending): void => {
    rows += 1;
    sink.row(slip === 'short' ? cells.slice(0, random.between(2, cells.length - 2)) : cells);
    if (slip === 'blank') sink.blank();
    truth.row([file, String(rows), String(person)]);
  };
  const flush = (): void => {
    for (let index = waiting.length - 1; index > 0; index -= 1) {
      const other = random.below(index + 1);
      const moved = waiting[index];
      const swapped = waiting[other];
      if (moved === undefined || swapped === undefined) continue;
      waiting[index] = swapped;
      waiting[other] = moved;
    }
    waiting.forEach(write);
    waiting = later;
    later = [];
  };
  return {
    add: (cells, person, slip, again) => {
      waiting.push({ cells, person, slip });
      if (slip === 'duplicate') (random.chance(0.5) ? later : waiting).push({ cells: again, person, slip: 'none' });
      if (waiting.length >= window) flush();
    },
    rows: () => rows,
    drained: () => sink.drained(),
    close: async () => {
      flush();
      flush();
      await sink.close();
    },
  };
};
