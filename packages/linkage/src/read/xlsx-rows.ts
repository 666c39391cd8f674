import { columnOf, plainDigits, serialToDate } from './cell-value.ts';
import type { Limits } from './limits.ts';
import { MergedCells } from './merged-cells.ts';
import { isBlank, type RawRow } from './raw-row.ts';
import { TableFault } from './table-fault.ts';
import { RichText, type Sheet, type Workbook } from './xlsx-book.ts';
import { xmlEvents } from './xml-events.ts';
import type { ZipPackage } from './zip-package.ts';

/** Collects the rows of a sheet while it is being parsed. */
class SheetHandler {
  private finished: RawRow[] = [];
  private row: RawRow = { line: 0, cells: [], numeric: [] };
  private column = -1;
  private type = 'n';
  private style = -1;
  private value = '';
  private inValue = false;
  private readonly rich = new RichText();
  private readonly book: Workbook;
  private readonly limits: Limits;

  constructor(book: Workbook, limits: Limits) {
    this.book = book;
    this.limits = limits;
  }

  take(): RawRow[] {
    const rows = this.finished;
    this.finished = [];
    return rows;
  }

  open(name: string, attributes: Record<string, string>): void {
    if (name === 'c') {
      const column = columnOf(attributes['r'] ?? '');
      this.column = column === -1 ? this.column + 1 : column;
      // formatted but empty cells reach to the last column of the sheet: only cells with a value count
      this.type = attributes['t'] ?? 'n';
      this.style = Number(attributes['s'] ?? -1);
      this.value = '';
    } else if (name === 'v') this.inValue = true;
    else if (name === 'row') {
      this.row = { line: Number(attributes['r'] ?? this.row.line + 1), cells: [], numeric: [] };
      this.column = -1;
    } else this.rich.open(name);
  }

  text(text: string): void {
    if (this.inValue) this.value += text;
    else this.rich.text(text);
  }

  close(name: string): void {
    if (name === 'v') this.inValue = false;
    else if (name === 'c') this.closeCell();
    else if (name === 'row') this.finished.push(this.row);
    else this.rich.close(name);
  }

  private closeCell(): void {
    const inline = this.rich.take();
    const text = this.type === 'inlineStr' ? inline : this.cellText();
    if (text === '') return;
    if (this.column >= this.limits.columns * 4) throw new TableFault({ code: 'file_damaged' });
    while (this.row.cells.length < this.column) {
      this.row.cells.push('');
      this.row.numeric.push(false);
    }
    this.row.cells[this.column] = text.slice(0, this.limits.cellLength).replaceAll('\0', '\uFFFD');
    this.row.numeric[this.column] = this.type === 'n' && !this.book.dateStyles.has(this.style);
  }

  private cellText(): string {
    switch (this.type) {
      case 's':
        return this.book.strings[Number(this.value)] ?? '';
      case 'b':
        return this.value === '1' ? 'TRUE' : 'FALSE';
      case 'd':
        return this.value.slice(0, 10);
      case 'n': {
        if (this.value === '') return '';
        if (!this.book.dateStyles.has(this.style)) return plainDigits(this.value);
        return serialToDate(Number(this.value), this.book.date1904) ?? this.value;
      }
      default:
        return this.value;
    }
  }
}

/** The rows of one sheet. The number of rows a sheet claims to have (`dimension`) is not believed. */
export async function* xlsxRows(zip: ZipPackage, book: Workbook, sheet: Sheet, limits: Limits): AsyncGenerator<RawRow> {
  const merged = await MergedCells.find(zip.text(sheet.part), limits);
  const handler = new SheetHandler(book, limits);
  for await (const _ of xmlEvents(zip.text(sheet.part), handler)) {
    for (const row of handler.take()) {
      if (!isBlank(row)) merged.fill(row);
      yield row;
    }
  }
}
