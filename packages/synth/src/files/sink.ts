/** Where the rows of one file go. */
export type Cell = string | { number: string; style: 'date' | 'integer' };

export interface Sink {
  row(cells: readonly Cell[]): void;
  blank(): void;
  /** resolves when what was written so far has left memory */
  drained(): Promise<void>;
  close(): Promise<void>;
}

export const cellText = (cell: Cell): string => (typeof cell === 'string' ? cell : cell.number);
