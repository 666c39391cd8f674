/** The file itself: a line that says whose copy it is, heads, people, and their figures. */
import type { Readable } from 'node:stream';
import type { ExportFormat } from '@qiaomen/domain/register-export/query';
import { csvStream } from '../../spreadsheet/write-csv.ts';
import { maxSheetRows, xlsxStream, type CellLook, type Sheet, type SheetCell } from '../../spreadsheet/write-xlsx.ts';
import { exportWidths, headerCells, rowCells, type CellContext } from './export-cells.ts';
import { totalRows, type ExportTotals } from './export-totals.ts';
import type { ExportedRow } from './export-rows.ts';

export interface FileContent {
  context: CellContext;
  watermark: string;
  author: string;
  at: Date;
  /** about how many rows will come: decides the number of sheets */
  expected: number;
  rows: AsyncGenerator<ExportedRow>;
  /** complete once the rows are written */
  totals: ExportTotals;
}

const look = (texts: readonly string[], as: CellLook = 'plain'): SheetCell[] =>
  texts.map((text) => ({ text, look: as }));

const totalsHead = ({ words }: CellContext): string[] => [
  words('registerExport:file.figure'),
  words('registerExport:file.amount'),
];

const headRows = 2;
const perSheet = maxSheetRows - headRows;

/** A sheet takes what fits; the last one takes the rest. */
async function* sheetRows(content: FileContent, isLast: boolean): AsyncGenerator<SheetCell[]> {
  const { context, watermark, rows } = content;
  yield look([watermark], 'remark');
  yield look(headerCells(context.words), 'header');
  for (let written = 0; isLast || written < perSheet; written += 1) {
    const next = await rows.next();
    if (next.done === true) return;
    yield look(rowCells(next.value, context));
  }
}

async function* totalsSheet({ context, watermark, totals }: FileContent): AsyncGenerator<SheetCell[]> {
  yield look([watermark], 'remark');
  yield look(totalsHead(context), 'header');
  await Promise.resolve();
  for (const row of totalRows(totals, context.words)) yield look(row);
}

const toWorkbook = (content: FileContent): Readable => {
  const { watermark: footer, author, at, expected } = content;
  const { words } = content.context;
  const name = words('registerExport:file.sheet');
  const count = Math.max(1, Math.ceil(expected / perSheet));
  const sheets = Array.from({ length: count }, (_, number): Sheet => ({
    name: number === 0 ? name : `${name} ${number + 1}`,
    widths: exportWidths,
    frozenRows: headRows,
    footer,
    rows: sheetRows(content, number === count - 1),
  }));
  const totals: Sheet = {
    name: words('registerExport:file.totals'),
    widths: [28, 14],
    frozenRows: headRows,
    footer,
    rows: totalsSheet(content),
  };
  const properties = { title: words('registerExport:file.name'), author, remark: footer, at };
  return xlsxStream({ sheets: [...sheets, totals], properties });
};

async function* csvRows(content: FileContent): AsyncGenerator<string[]> {
  const { context, watermark, rows, totals } = content;
  yield [watermark];
  yield headerCells(context.words);
  for await (const row of rows) yield rowCells(row, context);
  yield [];
  yield totalsHead(context);
  yield* totalRows(totals, context.words);
  yield [watermark];
}

export const exportStream = (format: ExportFormat, content: FileContent): Readable =>
  format === 'xlsx' ? toWorkbook(content) : csvStream(csvRows(content));
