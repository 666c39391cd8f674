import { columnOf } from './cell-value.ts';
import type { Limits } from './limits.ts';
import type { RawRow } from './raw-row.ts';
import { TableFault } from './table-fault.ts';

interface Region {
  first: number;
  column: number;
  last: number;
}

const startOf = Buffer.from('mergeCell ');
const overlap = 512;

/**
 * The list of merged cells comes after the rows in the file, hence a pass of its own over the bytes, which looks for one
 * word and decodes nothing else. Only cells merged downwards count: the value stands in the first row and means all of
 * them. (Merging to the right is left alone: it makes titles.)
 */
export const findMergedRegions = async (chunks: AsyncIterable<Buffer>, limits: Limits): Promise<Region[]> => {
  const regions: Region[] = [];
  let tail = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = tail.length === 0 ? chunk : Buffer.concat([tail, chunk]);
    let seen = 0;
    for (let at = bytes.indexOf(startOf); at !== -1; at = bytes.indexOf(startOf, seen)) {
      const end = bytes.indexOf('>', at);
      if (end === -1) break;
      seen = end + 1;
      const [, from = '', to = ''] = /ref="([A-Z]+\d+):([A-Z]+\d+)"/.exec(bytes.toString('latin1', at, end)) ?? [];
      const first = Number(from.replace(/^\D+/, ''));
      const last = Number(to.replace(/^\D+/, ''));
      if (last <= first) continue;
      if (regions.length >= limits.mergedRegions) throw new TableFault({ code: 'file_damaged' });
      regions.push({ first, column: columnOf(from), last });
    }
    tail = Buffer.from(bytes.subarray(Math.max(seen, bytes.length - overlap)));
  }
  return regions;
};

/** Fills the rows of one pass over a sheet. */
export class MergedCells {
  private readonly startingAt: Map<number, Region[]>;
  private open: (Region & { value: string; isNumeric: boolean })[] = [];

  constructor(regions: readonly Region[]) {
    this.startingAt = Map.groupBy(regions, ({ first }) => first);
  }

  /** Fills the cells of a row that lie under a merged one. Rows arrive in order. */
  fill(row: RawRow): void {
    if (this.startingAt.size === 0) return;
    for (const region of this.open) {
      if (region.last < row.line || (row.cells[region.column] ?? '') !== '') continue;
      while (row.cells.length <= region.column) {
        row.cells.push('');
        row.numeric.push(false);
      }
      row.cells[region.column] = region.value;
      row.numeric[region.column] = region.isNumeric;
    }
    if (this.open.length > 0) this.open = this.open.filter((region) => region.last > row.line);
    for (const region of this.startingAt.get(row.line) ?? []) {
      const value = row.cells[region.column] ?? '';
      if (value !== '') this.open.push({ ...region, value, isNumeric: row.numeric[region.column] ?? false });
    }
  }
}
