import { isBlank, type RawRow } from './raw-row.ts';

const filled = (row: RawRow): string[] => row.cells.map((cell) => cell.trim()).filter((cell) => cell !== '');

/** Numbers, dates and long texts are data; a column's name is a short word. */
const looksLikeData = (cell: string): boolean =>
  cell.length > 40 || /^[+-]?\d+(?:[.,]\d+)?[xX]?$/.test(cell) || /^\d{2,4}[-/.年]\d{1,2}[-/.月]\d{1,4}日?/.test(cell);

/** An ID number or a mobile phone: no column is called that. */
const isSomebodys = (cell: string): boolean => /^(?:\d{15}|\d{17}[\dX]|1\d{10})$/i.test(cell.trim());

/** A table that begins with its first person: its columns have no names. Line 0 is above every row. */
const noHeader = (first: RawRow): RawRow => ({ line: 0, cells: first.cells.map(() => ''), numeric: [] });

/**
 * The header among the first rows: the first one that is as wide as the table and holds words only. Titles ("Form 3",
 * "filled in by …") above it fill a cell or two. In a header of two rows the lower, wider one names the columns.
 * Undefined when every row is blank.
 */
export const findHeader = (head: readonly RawRow[]): RawRow | undefined => {
  const rows = head.filter((row) => !isBlank(row));
  const width = Math.max(0, ...rows.map((row) => filled(row).length));
  const isWide = (row: RawRow): boolean => filled(row).length >= Math.max(Math.min(2, width), width * 0.6);
  const isWords = (row: RawRow): boolean => !filled(row).some(looksLikeData);
  const start = rows.findIndex((row) => isWide(row) && isWords(row));
  if (start === -1) {
    const first = rows.find(isWide);
    return first !== undefined && first.cells.some(isSomebodys) ? noHeader(first) : first;
  }
  let header = rows[start];
  for (const next of rows.slice(start + 1)) {
    if (header === undefined || !isWords(next) || filled(next).length <= filled(header).length) break;
    header = next;
  }
  return header;
};
