/** The rows of a file that need a hand, as a spreadsheet: every cell as it was, and beside a wrong one the reason. */
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { Language } from '@qiaomen/domain/account/role';
import { openTable } from '@qiaomen/linkage/read/read-table';
import { refuse } from '../../errors.ts';
import { findBatch, type ImportBatch } from '../../jobs/import/batch.ts';
import { openSealed } from '../../jobs/import/sealed-file.ts';
import { writeFor } from '../../jobs/import/steps.ts';
import { withWorkFolder } from '../../jobs/import/work-folder.ts';
import { maxSheetRows, xlsxStream, type SheetCell } from '../../spreadsheet/write-xlsx.ts';
import type { GuardedContext } from '../../trpc.ts';
import { loadFaultWords, type FaultWords } from './fault-words.ts';
import { prefectureOf } from './prefecture.ts';

export interface FaultsAsked {
  batchId: string;
  language: Language;
  /** also rows that are imported, with a remark */
  warnings: boolean;
}

interface Fault {
  rowNo: number;
  column: string | null;
  code: string;
  severity: string;
  suggestion: unknown;
}

const pageSize = 5000;

type Source = Pick<GuardedContext, 'db'> & { area: ImportBatch['areaCode'] };

const severities = (warnings: boolean): string[] => (warnings ? ['error', 'warning'] : ['error']);

/** The faults of one row after the other. */
async function* faultyRows({ db, area }: Source, { batchId, warnings }: FaultsAsked): AsyncGenerator<Fault[]> {
  let after = { rowNo: 0, id: 0n };
  let current: Fault[] = [];
  for (;;) {
    const page = await db.read({ area }, (tx) =>
      tx.rowFault.findMany({
        where: {
          batchId,
          severity: { in: severities(warnings) },
          OR: [{ rowNo: { gt: after.rowNo } }, { rowNo: after.rowNo, id: { gt: after.id } }],
        },
        select: { id: true, rowNo: true, column: true, code: true, severity: true, suggestion: true },
        orderBy: [{ rowNo: 'asc' }, { id: 'asc' }],
        take: pageSize,
      }),
    );
    for (const fault of page) {
      if (current.length > 0 && current[0]?.rowNo !== fault.rowNo) {
        yield current;
        current = [];
      }
      current.push(fault);
      after = { rowNo: fault.rowNo, id: fault.id };
    }
    if (page.length < pageSize) break;
  }
  if (current.length > 0) yield current;
}

/** Columns with a fault in any row get a column of reasons to their right. */
const faultyColumns = async ({ db, area }: Source, batch: ImportBatch, asked: FaultsAsked): Promise<Set<number>> => {
  const found = await db.read({ area }, (tx) =>
    tx.rowFault.groupBy({ by: ['column'], where: { batchId: batch.id, severity: { in: severities(asked.warnings) } } }),
  );
  const columns = new Map<string, number>(Object.entries(batch.mapping));
  return new Set(found.flatMap(({ column }) => columns.get(column ?? '') ?? []));
};

const plain = (text: string): SheetCell => ({ text, look: 'plain' });
const header = (text: string): SheetCell => ({ text, look: 'header' });

interface Layout {
  headers: readonly string[];
  faulty: ReadonlySet<number>;
  columnOf: ReadonlyMap<string, number>;
  words: FaultWords;
}

const headerRow = ({ headers, faulty, words }: Layout): SheetCell[] => [
  header(words.rowNo),
  ...headers.flatMap((text, index) => [header(text), ...(faulty.has(index) ? [header(words.reasonOf(text))] : [])]),
  header(words.otherReasons),
  header(words.effect),
];

const dataRow = (layout: Layout, cells: readonly string[], faults: readonly Fault[]): SheetCell[] => {
  const { headers, faulty, columnOf, words } = layout;
  const placeOf = (fault: Fault): number => columnOf.get(fault.column ?? '') ?? -1;
  const reasons = (at: number): string =>
    [...new Set(faults.filter((fault) => placeOf(fault) === at).map((fault) => words.reason(fault)))].join('; ');
  const others = [
    ...new Set(faults.filter((fault) => !faulty.has(placeOf(fault))).map((fault) => words.reason(fault))),
  ].join('; ');
  const isOut = faults.some(({ severity }) => severity === 'error');
  return [
    plain(String(faults[0]?.rowNo ?? '')),
    ...headers.flatMap((_, index): SheetCell[] => {
      const text = cells[index] ?? '';
      if (!faulty.has(index)) return [plain(text)];
      const why = reasons(index);
      return [
        { text, look: why === '' ? 'plain' : 'marked' },
        { text: why, look: 'remark' },
      ];
    }),
    { text: others, look: 'remark' },
    plain(isOut ? words.notImported : words.imported),
  ];
};

async function* sheetRows(
  source: Source,
  asked: FaultsAsked,
  layout: Layout,
  rows: AsyncIterable<{ rowNo: number; cells: string[] }>,
): AsyncGenerator<SheetCell[]> {
  yield headerRow(layout);
  const faults = faultyRows(source, asked);
  let next = await faults.next();
  let written = 0;
  for await (const { rowNo, cells } of rows) {
    // a remark about the whole file belongs to no row
    while (next.done !== true && (next.value[0]?.rowNo ?? 0) < rowNo) next = await faults.next();
    if (next.done === true) break;
    if (rowNo !== next.value[0]?.rowNo) continue;
    yield dataRow(layout, cells, next.value);
    next = await faults.next();
    if ((written += 1) < maxSheetRows || next.done === true) continue;
    yield [{ text: layout.words.tooMany, look: 'remark' }];
    break;
  }
}

const getFile = async (ctx: GuardedContext, batchId: string): Promise<ImportBatch> => {
  const area = await prefectureOf(ctx);
  const batch = await ctx.db.read({ area }, (tx) => findBatch(tx, batchId));
  if (batch === undefined) return refuse({ code: 'not_found' });
  if (batch.blobKey === '') return refuse({ code: 'batch_wrong_state', state: batch.state });
  return batch;
};

/** The rows leave the house with their ID numbers, because they are to be corrected: that is written down first. */
export const sendFaults = async (ctx: GuardedContext, asked: FaultsAsked, res: Response): Promise<void> => {
  const batch = await getFile(ctx, asked.batchId);
  const source = { db: ctx.db, area: batch.areaCode };
  const words = await loadFaultWords(asked.language);
  await withWorkFolder(ctx.workDir, async (folder) => {
    const path = join(folder, 'upload');
    await openSealed(ctx.keys, ctx.dataDir, batch.blobKey, path);
    const said = batch.said === null ? {} : { said: batch.said };
    const table = await openTable(path, { fileName: batch.fileName, ...said });
    const faulty = await faultyColumns(source, batch, asked);
    const columnOf = new Map<string, number>(Object.entries(batch.mapping));
    const layout: Layout = { headers: table.headers, faulty, columnOf, words };
    await ctx.db.transact(writeFor(batch.areaCode, ctx.actor.userId, ctx.now()), ({ audit }) =>
      audit({
        action: 'import.downloadFaults',
        entity: 'import_batch',
        entityId: batch.id,
        detail: { warnings: asked.warnings },
      }),
    );
    const widths = headerRow(layout).map(({ look }, index) => (index === 0 ? 8 : look === 'header' ? 20 : 24));
    res.attachment(`${batch.fileName.replace(/\.[^.]*$/u, '')} ${words.sheet}.xlsx`);
    const rows = sheetRows(source, asked, layout, table.rows());
    await pipeline(xlsxStream({ sheets: [{ name: words.sheet, widths, rows }] }), res);
  });
};
