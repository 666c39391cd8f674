/** Reads the file of a batch into the link store, 5,000 rows a transaction; a killed job goes on behind the last one. */
import { join } from 'node:path';
import { shanghaiDay } from '@qiaomen/domain/register/day';
import { readRow, type RowFault, type SourceRow } from '@qiaomen/linkage/prefecture/read-row';
import { openTable, type Table } from '@qiaomen/linkage/read/read-table';
import type { BulkWriter } from '@qiaomen/prisma/scoped';
import { loadTemp } from '../../entry/load-temp.ts';
import { newId } from '../../entry/new-id.ts';
import type { JobDeps } from '../job.ts';
import type { ImportBatch, StoredCounts } from './batch.ts';
import { openSealed } from './sealed-file.ts';
import { contentHashOf, sealBody } from './source-body.ts';
import { Stopped, writeFor, type Steps } from './steps.ts';

export const stageChunkSize = 5000;

interface StagedRow {
  rowNo: number;
  record: SourceRow;
  hash: Uint8Array;
  faults: RowFault[];
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
const isInvalid = (faults: readonly RowFault[]): boolean => faults.some((fault) => fault.severity === 'error');

interface Rows {
  /** content hashes of the rows of this file so far */
  seen: Set<string>;
  areas: ReadonlySet<string>;
}

const loadRows = (deps: JobDeps, batch: ImportBatch): Promise<Rows> =>
  deps.db.read({ area: batch.areaCode }, async (tx) => {
    const areas = await tx.area.findMany({
      where: { code: { startsWith: batch.areaCode.slice(0, 4) } },
      select: { code: true },
    });
    const staged = await tx.sourceRecord.findMany({ where: { batchId: batch.id }, select: { contentHash: true } });
    return { areas: new Set(areas.map(({ code }) => code)), seen: new Set(staged.map((row) => hex(row.contentHash))) };
  });

const writeRows = async (
  b: BulkWriter,
  deps: JobDeps,
  batch: ImportBatch,
  rows: readonly StagedRow[],
): Promise<void> => {
  await loadTemp(
    b,
    'staged_source',
    { id: 'uuid', row_no: 'int', content_hash: 'bytea', body_cipher: 'bytea' },
    rows.map(({ rowNo, hash, record }) => {
      const id = newId(b.at);
      return [id, rowNo, hash, sealBody(deps.keys, id, record)];
    }),
    { joined: false },
  );
  await b.query(
    `INSERT INTO link.source_record (id, area_code, batch_id, row_no, kind, content_hash, body_cipher)
     SELECT id, $1, $2, row_no, $3, content_hash, body_cipher FROM staged_source`,
    [batch.areaCode, batch.id, batch.kind],
  );
};

const writeFaults = async (b: BulkWriter, batch: ImportBatch, rows: readonly StagedRow[]): Promise<void> => {
  const faults = rows.flatMap(({ rowNo, faults }) =>
    faults.map((fault) => [
      rowNo,
      fault.column,
      fault.code,
      fault.severity,
      fault.suggestion === null ? null : { json: fault.suggestion },
    ]),
  );
  if (faults.length === 0) return;
  const columns = { row_no: 'int', column_name: 'text', code: 'text', severity: 'text', suggestion: 'jsonb' };
  await loadTemp(b, 'staged_fault', columns, faults, { joined: false });
  await b.query(
    `INSERT INTO link.row_fault (area_code, batch_id, row_no, "column", code, severity, suggestion)
     SELECT $1, $2, row_no, column_name, code, severity, suggestion FROM staged_fault`,
    [batch.areaCode, batch.id],
  );
};

/** Hashes of this chunk that a live row of the register's sources already has; that the file says them again is noted. */
const findKnown = async (b: BulkWriter, batch: ImportBatch, rows: readonly StagedRow[]): Promise<Set<string>> => {
  const known = await b.query<{ content_hash: Buffer }>(
    `WITH known AS (
       SELECT id, content_hash FROM link.source_record
        WHERE live AND area_code = $1 AND kind = $2 AND content_hash = ANY($3::bytea[])
     ), noted AS (
       INSERT INTO link.import_seen (batch_id, source_id, area_code) SELECT $4, id, $1 FROM known ON CONFLICT DO NOTHING
     ) SELECT content_hash FROM known`,
    [batch.areaCode, batch.kind, rows.map(({ hash }) => Buffer.from(hash)), batch.id],
  );
  return new Set(known.map((row) => hex(row.content_hash)));
};

const stageChunk = (
  deps: JobDeps,
  batch: ImportBatch,
  chunk: readonly StagedRow[],
  counts: StoredCounts,
): Promise<StoredCounts> =>
  deps.db.bulk(writeFor(batch.areaCode, batch.createdBy, deps.now()), async (b) => {
    const valid = chunk.filter((row) => !isInvalid(row.faults));
    const known = await findKnown(b, batch, valid);
    const repeated = valid.filter((row) => row.faults.some(({ code }) => code === 'row_duplicate'));
    const fresh = valid.filter((row) => !known.has(hex(row.hash)) && !repeated.includes(row));
    const next: StoredCounts = {
      ...counts,
      rows: counts.rows + chunk.length,
      valid: counts.valid + valid.length,
      invalid: counts.invalid + chunk.length - valid.length,
      warnings: counts.warnings + valid.filter((row) => row.faults.length > 0).length,
      unchanged: counts.unchanged + valid.filter((row) => known.has(hex(row.hash))).length,
      cursor: chunk.at(-1)?.rowNo ?? counts.cursor,
    };
    const moved = await b.query(
      `UPDATE link.import_batch SET counts = $2::jsonb WHERE id = $1 AND state = 'staging'
        AND coalesce((counts->>'cursor')::int, 0) = $3 RETURNING id`,
      [batch.id, JSON.stringify(next), counts.cursor],
    );
    // another process took the batch over, or it was stopped: what this one read is thrown away
    if (moved.length === 0) throw new Stopped('cancelled');
    await writeRows(b, deps, batch, fresh);
    await writeFaults(b, batch, chunk);
    await b.audit({
      action: 'import.stage',
      entity: 'import_batch',
      entityId: batch.id,
      detail: { rows: chunk.length, staged: fresh.length, upTo: next.cursor },
    });
    return next;
  });

/** Rows with their faults; a row that says the same as an earlier one of this file is marked. */
async function* readRows(
  deps: JobDeps,
  batch: ImportBatch,
  table: Table,
  { seen, areas }: Rows,
): AsyncGenerator<StagedRow> {
  const context = {
    today: shanghaiDay(deps.now()),
    prefecture: batch.areaCode,
    areaExists: (code: string): boolean => areas.has(code),
    columnCount: table.headers.length,
  };
  for await (const { rowNo, cells, numeric } of table.rows()) {
    if (rowNo <= batch.counts.cursor) continue;
    const { record, faults } = readRow(batch.kind, batch.mapping, cells, numeric, context);
    const hash = contentHashOf(deps.keys, batch.kind, record);
    if (!isInvalid(faults)) {
      const key = hex(hash);
      if (seen.has(key)) faults.push({ column: null, code: 'row_duplicate', severity: 'warning', suggestion: null });
      seen.add(key);
    }
    yield { rowNo, record, hash, faults };
  }
}

/** Throws TableFault for a file that cannot be read to its end, Stopped when told to; both leave whole chunks behind. */
export const stageRows = async (deps: JobDeps, batch: ImportBatch, folder: string, steps: Steps): Promise<void> => {
  const path = join(folder, batch.id);
  await openSealed(deps.keys, deps.dataDir, batch.blobKey, path);
  const table = await openTable(path, {
    fileName: batch.fileName,
    ...(batch.said === null ? {} : { said: batch.said }),
  });
  const rows = await loadRows(deps, batch);
  let counts = batch.counts;
  const write = async (chunk: readonly StagedRow[]): Promise<void> => {
    counts = await stageChunk(deps, batch, chunk, counts);
    await steps.report('staging', counts.cursor, counts.fileRows);
  };
  await steps.report('staging', counts.cursor, counts.fileRows);
  let chunk: StagedRow[] = [];
  // one chunk is written while the next is read
  let writing: Promise<Error | undefined> = Promise.resolve(undefined);
  const settle = async (): Promise<void> => {
    const error = await writing;
    if (error !== undefined) throw error;
  };
  const flush = async (): Promise<void> => {
    await settle();
    if (chunk.length === 0) return;
    writing = write(chunk).then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error : new Error('staging failed')),
    );
    chunk = [];
  };
  try {
    for await (const row of readRows(deps, batch, table, rows)) {
      chunk.push(row);
      if (chunk.length >= stageChunkSize) await flush();
    }
    await flush();
  } finally {
    // nothing may still be written when the caller hears how it ended
    await writing;
  }
  await settle();
};
