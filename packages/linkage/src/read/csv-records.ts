import type { Limits } from './limits.ts';
import { TableFault } from './table-fault.ts';

const quote = 34;
const lineFeed = 10;
const carriageReturn = 13;

/** A quoted cell of an office's file holds a line break or two; one with more is a quote that was never closed. */
const maxLineBreaksInCell = 20;

type QuotedCell = { text: string; end: number } | 'unclosed' | 'need_more';

/**
 * Splits CSV text into records. Own code rather than a library for one reason: after a quote that is never closed the
 * rest of the file must still be read (the opening quote then counts as a letter), where parsers stop or swallow it.
 */
export class CsvSplitter {
  private text = '';
  private readonly delimiter: number;
  private readonly delimiterText: string;
  private readonly limits: Limits;

  constructor(delimiter: string, limits: Limits) {
    this.delimiter = delimiter.charCodeAt(0);
    this.delimiterText = delimiter;
    this.limits = limits;
  }

  /** The records that are complete with this chunk; `last` closes the final one. */
  take(chunk: string, last: boolean): string[][] {
    this.text += chunk;
    const records: string[][] = [];
    let start = 0;
    while (start < this.text.length) {
      const record: string[] = [];
      const end = this.readRecord(start, record, last);
      if (end === undefined) break;
      records.push(record);
      start = end;
    }
    this.text = this.text.slice(start);
    if (this.text.length > this.limits.recordLength * 2) throw new TableFault({ code: 'file_damaged' });
    return records;
  }

  /** Position after the record's line end, or undefined while the record may go on in the next chunk. */
  private readRecord(start: number, record: string[], last: boolean): number | undefined {
    let at = start;
    for (;;) {
      let prefix = '';
      if (this.text.charCodeAt(at) === quote) {
        const cell = this.readQuoted(at, last);
        if (cell === 'need_more') return undefined;
        if (cell !== 'unclosed') {
          prefix = cell.text;
          at = cell.end;
        }
      }
      const end = this.plainEnd(at);
      if (end === this.text.length && !last) return undefined;
      record.push(this.clean(end === at ? prefix : prefix + this.text.slice(at, end)));
      if (record.length > this.limits.columns * 4) throw new TableFault({ code: 'file_damaged' });
      const stop = this.text.charCodeAt(end);
      if (stop === this.delimiter) {
        at = end + 1;
        continue;
      }
      if (stop !== carriageReturn) return end + 1;
      if (end + 1 === this.text.length && !last) return undefined;
      return this.text.charCodeAt(end + 1) === lineFeed ? end + 2 : end + 1;
    }
  }

  private plainEnd(start: number): number {
    const { text, delimiter } = this;
    let at = start;
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === delimiter || code === lineFeed || code === carriageReturn) break;
    }
    return at;
  }

  private readQuoted(start: number, last: boolean): QuotedCell {
    let at = start + 1;
    for (;;) {
      const close = this.text.indexOf('"', at);
      const inside = close === -1 ? this.text.length : close;
      if (this.isTooLong(start + 1, inside)) return 'unclosed';
      if (close === -1) return last ? 'unclosed' : 'need_more';
      if (close + 1 === this.text.length && !last) return 'need_more';
      if (this.text.charCodeAt(close + 1) === quote) {
        at = close + 2;
        continue;
      }
      const text = this.text.slice(start + 1, close).replaceAll('""', '"');
      const next = this.text[close + 1];
      const closesCell = next === undefined || next === this.delimiterText || next === '\n' || next === '\r';
      // text straight after the "closing" quote of a cell with line breaks: it was the opening quote of a later cell
      if (!closesCell && text.includes('\n')) return 'unclosed';
      return { text, end: close + 1 };
    }
  }

  private isTooLong(from: number, to: number): boolean {
    if (to - from > this.limits.cellLength) return true;
    let breaks = 0;
    for (let at = this.text.indexOf('\n', from); at !== -1 && at < to; at = this.text.indexOf('\n', at + 1))
      breaks += 1;
    return breaks > maxLineBreaksInCell;
  }

  /** PostgreSQL text cannot hold NUL: it becomes U+FFFD, which every field reader reports as strange. */
  private clean(cell: string): string {
    const cut = cell.length > this.limits.cellLength ? cell.slice(0, this.limits.cellLength) : cell;
    return cut.includes('\0') ? cut.replaceAll('\0', '\uFFFD') : cut;
  }
}

/** The separator that the first lines agree on: comma, semicolon (European Excel) or tab. */
export const findDelimiter = (head: string): string => {
  const lines = head.replaceAll(/"[^"]*"/g, '').split(/\r\n|\r|\n/, 40);
  let best = ',';
  let bestCount = 0;
  for (const candidate of [',', '\t', ';']) {
    const count = Math.max(0, ...lines.map((line) => line.split(candidate).length - 1));
    if (count > bestCount) {
      best = candidate;
      bestCount = count;
    }
  }
  return best;
};
