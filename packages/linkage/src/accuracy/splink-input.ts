import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quoted, WorkDatabase } from '../engine/work-database.ts';
import { openOfficeFiles, writeRecords } from '../general/prefecture-records.ts';
import { loadRecords } from '../prefecture/load-records.ts';

/**
 * The standardised records of some files as one Parquet table for another program: it then need not know the encodings,
 * the spellings of names and the damage of numbers.
 */
export const writeStandardised = async (paths: readonly string[], out: string, today: string): Promise<number> => {
  const folder = await mkdtemp(join(tmpdir(), 'qiaomen-standardised-'));
  const db = await WorkDatabase.open(folder, '1500MB');
  try {
    const files = await openOfficeFiles(paths.map((path) => ({ path, kind: null })));
    const recordsFile = join(folder, 'records.ndjson');
    const decisionsFile = join(folder, 'decisions.ndjson');
    await writeRecords(files, recordsFile, today);
    await writeFile(decisionsFile, '');
    await loadRecords(db, recordsFile, decisionsFile);
    const names = files.map(({ name }, index) => `WHEN ${index} THEN ${quoted(name)}`).join(' ');
    await db.run(
      `COPY (SELECT rid AS unique_id, CASE CAST(split_part(id, ':', 1) AS INTEGER) ${names} END AS source, CAST(split_part(id, ':', 2) AS INTEGER) AS "row",
         plain, variant, sound, hangul, surname, dob8, sx, digits, valid_number, is_valid, is_masked, tel, ac FROM rec) TO ${quoted(out)} (FORMAT parquet)`,
    );
    return await db.number('SELECT count(*) FROM rec');
  } finally {
    await db.close();
    await rm(folder, { recursive: true, force: true });
  }
};
