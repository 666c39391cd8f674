/** Cells of a file that are shown beside its columns name people: they are kept sealed like every row of it. */
import { open, seal, type FieldKeys } from '@qiaomen/prisma/field-crypto';

const mark = 'sealed:';
const context = (batchId: string): string => `import_batch.cell|${batchId}`;

const sealCell = (keys: FieldKeys, batchId: string, cell: string): string =>
  mark + Buffer.from(seal(keys, context(batchId), cell)).toString('base64');

/** Batches of before keep their cells as they were until somebody discards them. */
const openCell = (keys: FieldKeys, batchId: string, cell: string): string =>
  cell.startsWith(mark) ? open(keys, context(batchId), Buffer.from(cell.slice(mark.length), 'base64')) : cell;

type Way = typeof sealCell;

const columnsBy =
  (way: Way) =>
  <Column extends { samples: string[] }>(keys: FieldKeys, batchId: string, columns: readonly Column[]): Column[] =>
    columns.map((column) => ({ ...column, samples: column.samples.map((cell) => way(keys, batchId, cell)) }));

const linesBy =
  (way: Way) =>
  <Line extends { cells: string[] }>(keys: FieldKeys, batchId: string, lines: readonly Line[]): Line[] =>
    lines.map((line) => ({ ...line, cells: line.cells.map((cell) => way(keys, batchId, cell)) }));

export const sealColumns = columnsBy(sealCell);
export const openColumns = columnsBy(openCell);
export const sealLines = linesBy(sealCell);
export const openLines = linesBy(openCell);
