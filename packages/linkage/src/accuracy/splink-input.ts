import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { normalisePhone } from '@qiaomen/domain/person/phone';
import { type AppendValue, quoted, WorkDatabase } from '../engine/work-database.ts';
import { openOfficeFiles, writeRecords } from '../general/prefecture-records.ts';
import type { LinkRecord } from '../prefecture/link-register.ts';
import { standardNumber } from '../prefecture/standard-number.ts';
import { nameKeys } from '../standardise/name-keys.ts';

const columns = 'unique_id INTEGER, source VARCHAR, "row" INTEGER, plain VARCHAR, variant VARCHAR, sound VARCHAR, hangul VARCHAR, surname VARCHAR, dob8 VARCHAR, sx VARCHAR, digits VARCHAR, is_valid BOOLEAN, valid_number VARCHAR, tel VARCHAR, ac VARCHAR'; // prettier-ignore

const standardRow = (record: LinkRecord, uniqueId: number, names: readonly string[]): AppendValue[] => {
  const [file = '', row = ''] = record.id.split(':');
  const keys = record.name === null || record.name === '' ? null : nameKeys(record.name);
  const number = record.idNumber === null ? null : standardNumber(record.idNumber);
  const born = record.birthDate ?? (number?.isValid === true ? number.birthDate : null);
  return [
    uniqueId, names[Number(file)] ?? '', Number(row),
    keys?.plain ?? null, keys?.variant ?? null, keys?.sound ?? null, keys?.hangul ?? null, keys?.surname ?? null,
    born?.replaceAll('-', '') ?? null, record.sex === 'unknown' ? null : record.sex,
    number?.digits ?? null, number?.isValid ?? false, number?.isValid === true ? number.digits : null,
    record.phone === null ? null : normalisePhone(record.phone), record.areaCode,
  ]; // prettier-ignore
};

/**
 * The standardised records of some files as one Parquet table for another program: it then need not know the encodings,
 * the spellings of names and the damage of numbers.
 */
export const writeStandardised = async (paths: readonly string[], out: string, today: string): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'qiaomen-standardised-'));
  const db = await WorkDatabase.open(folder, '1500MB');
  try {
    const files = await openOfficeFiles(paths.map((path) => ({ path, kind: null })));
    const recordsFile = join(folder, 'records.ndjson');
    await writeRecords(files, recordsFile, today);
    await db.run(`CREATE TABLE record (${columns})`);
    const names = files.map(({ name }) => name);
    let rows: AppendValue[][] = [];
    let count = 0;
    for await (const line of createInterface({ input: createReadStream(recordsFile) })) {
      rows.push(standardRow(JSON.parse(line) as LinkRecord, count, names));
      count += 1;
      if (rows.length < 20_000) continue;
      await db.appendRows('record', rows);
      rows = [];
    }
    await db.appendRows('record', rows);
    await db.expectRows('record', count);
    await db.run(`COPY record TO ${quoted(out)} (FORMAT parquet)`);
  } finally {
    await db.close();
    await rm(folder, { recursive: true, force: true });
  }
};
