import { columnOf, plainDigits, serialToDate } from './cell-value.ts';
import type { Limits } from './limits.ts';
import { findMergedRegions, MergedCells } from './merged-cells.ts';
import { isBlank, type RawRow } from './raw-row.ts';
import { TableFault } from './table-fault.ts';
import { RichText, type Sheet, type Workbook } from './xlsx-book.ts';
import { xmlEvents, type Attributes } from './xml-scanner.ts';
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

  open(name: string, attributes: Attributes): void {
    if (name === 'c') {
      const column = columnOf(attributes.get('r') ?? '');
      this.column = column === -1 ? this.column + 1 : column;
      // formatted but empty cells reach to the last column of the sheet: only cells with a value count
      this.type = attributes.get('t') ?? 'n';
      this.style = Number(attributes.get('s') ?? -1);
      this.value = '';
    } else if (name === 'v') this.inValue = true;
    else if (name === 'row') {
      this.row = { line: Number(attributes.get('r') ?? this.row.line + 1), cells: [], numeric: [] };
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

  cell(content: string): void {
    if (this.type === 'inlineStr') this.keep(content);
    else {
      this.value = content;
      this.keep(this.cellText());
    }
  }

  private closeCell(): void {
    const inline = this.rich.take();
    this.keep(this.type === 'inlineStr' ? inline : this.cellText());
  }

  private keep(text: string): void {
    if (text === '') return;
    if (this.column >= this.limits.columns * 4) throw new TableFault({ code: 'file_damaged' });
    while (this.row.cells.length < this.column) {
      this.row.cells.push('');
      this.row.numeric.push(false);
    }
    const cut = text.length > this.limits.cellLength ? text.slice(0, this.limits.cellLength) : text;
    this.row.cells[this.column] = cut.includes('\0') ? cut.replaceAll('\0', '\uFFFD') : cut;
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

/**
 * The rows of one sheet, batch by batch. The number of rows a sheet claims to have (`dimension`) is not believed. Where
 * cells were merged is looked up once for all passes over the sheet.
 */
export const sheetReader = (
  book: Workbook,
  sheet: Sheet,
  limits: Limits,
): ((zip: ZipPackage) => AsyncGenerator<RawRow[]>) => {
  let regions: ReturnType<typeof findMergedRegions> | undefined;
  return async function* (zip) {
    const merged = new MergedCells(await (regions ??= findMergedRegions(zip.bytes(sheet.part), limits)));
    const handler = new SheetHandler(book, limits);
    for await (const _ of xmlEvents(zip.text(sheet.part), handler)) {
      const rows = handler.take();
      for (const row of rows) if (!isBlank(row)) merged.fill(row);
      if (rows.length > 0) yield rows;
    }
  };
};
