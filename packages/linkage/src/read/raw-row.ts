/** A row as the file has it, before titles and header are told apart from data. */
export interface RawRow {
  /** 1-based number of the record or sheet row */
  line: number;
  cells: string[];
  /** per cell whether a spreadsheet held it as a number; empty for text files */
  numeric: boolean[];
}

export const isBlank = (row: RawRow): boolean => row.cells.every((cell) => cell.trim() === '');
