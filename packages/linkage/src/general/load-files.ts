import type { WorkDatabase } from '../engine/work-database.ts';
import { columnsOf } from './compare-fields.ts';
import type { FileSpec } from './file-spec.ts';
import { LinkRefusal } from './link-refusal.ts';
import type { OpenFile } from './open-files.ts';
import { type StandardValue, standardValue } from './standard-value.ts';

/** Standard forms are worked out once per distinct cell; most cells of a column occur often. */
const remembered = 200_000;

const nothing: StandardValue = { plain: '', ascii: null, sound: null };

/**
 * All rows of all files into `rec`, numbered in the order of the files' names and of their ids (or rows): the order on
 * the command line means nothing.
 */
export const loadFiles = async (db: WorkDatabase, spec: FileSpec, files: readonly OpenFile[]): Promise<number[]> => {
  const fields = spec.comparisons.flatMap((_, index) => Object.values(columnsOf(index)));
  await db.run(
    `CREATE TABLE raw (source INTEGER, row INTEGER, place VARCHAR, ${fields.map((field) => `${field} VARCHAR`).join(', ')})`,
  );
  const counts: number[] = [];
  const known = spec.comparisons.map(() => new Map<string, StandardValue>());
  let total = 0;
  for (const [source, file] of files.entries()) {
    const standard = (index: number, cells: readonly string[]): StandardValue => {
      const { positions, format } = file.fields[index] ?? { positions: [], format: null };
      const text = positions
        .map((position) => (cells[position] ?? '').trim())
        .filter(Boolean)
        .join(' ');
      const cache = known[index];
      const found = cache?.get(text);
      if (found !== undefined) return found;
      const value = standardValue(spec.comparisons[index]?.type ?? 'exact', text, format) ?? nothing;
      if (cache !== undefined && cache.size < remembered) cache.set(text, value);
      return value;
    };
    for (const cache of known) cache.clear();
    const ids = new Set<string>();
    const rows: (string | number | null)[][] = [];
    let count = 0;
    const flush = async (): Promise<void> => {
      total += rows.length;
      await db.appendRows('raw', rows);
      rows.length = 0;
    };
    for await (const { rowNo, cells } of file.table.rows()) {
      count += 1;
      const place = placeOf(file, rowNo, cells, ids);
      const values = spec.comparisons.flatMap((_, index) => {
        const { plain, ascii, sound } = standard(index, cells);
        return [plain === '' ? null : plain, ascii, sound];
      });
      rows.push([source, rowNo, place, ...values]);
      if (rows.length === 50_000) await flush();
    }
    await flush();
    counts.push(count);
  }
  await db.expectRows('raw', total);
  await db.run(
    `CREATE TABLE rec AS SELECT CAST(row_number() OVER (ORDER BY source, place) - 1 AS INTEGER) AS rid,
       source || ':' || place AS id, source, row, ${fields.join(', ')} FROM raw`,
  );
  await db.run('DROP TABLE raw');
  return counts;
};

const placeOf = (file: OpenFile, rowNo: number, cells: readonly string[], ids: Set<string>): string => {
  if (file.id === null) return String(rowNo).padStart(9, '0');
  const id = (cells[file.id] ?? '').trim();
  if (id === '') throw new LinkRefusal(`${file.name}: row ${rowNo} has no id`);
  if (ids.has(id)) throw new LinkRefusal(`${file.name}: the id of row ${rowNo} occurs twice`);
  ids.add(id);
  return id;
};
