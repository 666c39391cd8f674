import { columnOf } from './cell-value.ts';
import type { Limits } from './limits.ts';
import type { RawRow } from './raw-row.ts';
import { TableFault } from './table-fault.ts';

interface Region {
  column: number;
  last: number;
}

/**
 * Cells merged downwards: the value stands in the first row only and counts for all of them. (Merging to the right is
 * left alone: it makes titles.) The list comes after the rows in the file, hence a pass of its own.
 */
export class MergedCells {
  private readonly startingAt: Map<number, Region[]>;
  private open: (Region & { value: string; isNumeric: boolean })[] = [];

  private constructor(startingAt: Map<number, Region[]>) {
    this.startingAt = startingAt;
  }

  static async find(chunks: AsyncIterable<string>, limits: Limits): Promise<MergedCells> {
    const startingAt = new Map<number, Region[]>();
    let tail = '';
    let count = 0;
    for await (const chunk of chunks) {
      const text = tail + chunk;
      for (const [, from = '', to = ''] of text.matchAll(/<(?:\w+:)?mergeCell [^>]*?ref="([A-Z]+\d+):([A-Z]+\d+)"/g)) {
        const first = Number(from.replace(/^\D+/, ''));
        const last = Number(to.replace(/^\D+/, ''));
        if (last <= first) continue;
        if ((count += 1) > limits.mergedRegions) throw new TableFault({ code: 'file_damaged' });
        const regions = startingAt.get(first) ?? [];
        startingAt.set(first, regions);
        regions.push({ column: columnOf(from), last });
      }
      const lastTag = text.lastIndexOf('<');
      tail = lastTag === -1 || text.length - lastTag > 500 ? '' : closedAt(text, lastTag) ? '' : text.slice(lastTag);
    }
    return new MergedCells(startingAt);
  }

  /** Fills the cells of a row that lie under a merged one. Rows arrive in order. */
  fill(row: RawRow): void {
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

const closedAt = (text: string, tag: number): boolean => text.indexOf('>', tag) !== -1;
