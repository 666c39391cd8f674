/** What an approval would do to each village, a few examples of each sort, and whether a rule asks for a second word. */
import { shanghaiDay } from '@qiaomen/domain/register/day';
import { findStops, type ImportStop, type VillageCoverage } from '@qiaomen/domain/import-batch/stop-rules';
import type { BulkWriter } from '@qiaomen/prisma/scoped';
import { loadTemp } from '../../entry/load-temp.ts';
import { isInside, residenceOf, type GoldenSource } from './golden-record.ts';
import type { LinkedRow } from './linked-row.ts';
import type { Proposal } from './propose.ts';
import { writeSamples } from './preview-samples.ts';

export interface PreviewRun {
  runId: string;
  prefecture: string;
  batchIds: readonly string[];
  rows: readonly LinkedRow[];
  proposal: Proposal;
}

export interface PreviewDiff {
  changed: number;
  gone: number;
  stops: ImportStop[];
}

type SourceRow = LinkedRow & { kind: GoldenSource['kind'] };
const isSource = (row: LinkedRow): row is SourceRow => row.kind !== 'door';

/** Where the person lives once this is approved; null: as before. */
const homeOf = (prefecture: string, rows: readonly LinkedRow[]): string | null => {
  const sources = rows.filter(isSource).map((row) => ({ ...row, sourceId: row.id }));
  const [only] = sources;
  const home = sources.length === 1 ? (only?.areaCode ?? null) : residenceOf(sources);
  return isInside(prefecture, home) ? home : null;
};

/** People this file speaks of anew, and with them the rows it brings. */
const loadTouched = async (b: BulkWriter, { prefecture, rows, proposal }: PreviewRun): Promise<number> => {
  const byId = new Map(rows.map((row) => [row.id, row]));
  let knownRows = 0;
  function* lines(): Generator<[string, boolean, string | null, string]> {
    for (const { personId, county, rows: ids } of proposal.persons) {
      const own = ids.flatMap((id) => byId.get(id) ?? []);
      const fresh = own.filter((row) => row.fresh);
      const [first] = fresh;
      if (first === undefined) continue;
      if (county !== null) knownRows += fresh.length;
      yield [personId, county === null, homeOf(prefecture, own), first.id];
    }
  }
  const columns = { person_id: 'uuid', is_new: 'boolean', home: 'text', source_id: 'uuid' };
  await loadTemp(b, 'diff_touched', columns, [...lines()]);
  await b.query('ANALYZE diff_touched');
  return knownRows;
};

/**
 * People of whom live rows of this kind and sender speak, and whether this list still does. A file without a sender is
 * measured against all of its kind. Additions are not expected to name everybody: they miss nobody.
 */
const loadCovered = (b: BulkWriter, { batchIds }: PreviewRun): Promise<unknown> =>
  b.query(
    `CREATE TEMPORARY TABLE diff_covered ON COMMIT DROP AS
     WITH own AS (SELECT id, kind, sender, whole FROM link.import_batch WHERE id = ANY($1::uuid[])),
     before AS (
       SELECT s.person_id, bool_and(o.whole) AS whole
         FROM link.source_record s JOIN link.import_batch i ON i.id = s.batch_id
         JOIN own o ON o.kind = s.kind AND (o.sender = '' OR i.sender = '' OR i.sender = o.sender)
        WHERE s.live AND s.person_id IS NOT NULL AND s.batch_id <> ALL($1::uuid[]) GROUP BY s.person_id),
     named AS (
       SELECT s.person_id FROM link.import_seen n JOIN link.source_record s ON s.id = n.source_id
        WHERE n.batch_id = ANY($1::uuid[]) AND s.person_id IS NOT NULL
       UNION SELECT person_id FROM diff_touched)
     SELECT p.id AS person_id, p.area_code, c.whole AND n.person_id IS NULL AS gone
       FROM before c JOIN person p ON p.id = c.person_id AND p.state = 'active' LEFT JOIN named n ON n.person_id = c.person_id`,
    [batchIds],
  );

const writeVillages = (b: BulkWriter, { runId, proposal }: PreviewRun): Promise<unknown> =>
  b.query(
    `INSERT INTO link.import_village (run_id, area_code, people_before, people_after, created, changed, gone, covered_before, covered_after)
     SELECT $1, area_code, sum(pb), sum(pa), sum(cr), sum(ch), sum(go), sum(cb), sum(ca) FROM (
       SELECT area_code, count(*) AS pb, count(*) - count(*) FILTER (WHERE id = ANY($2::uuid[])) AS pa, 0 AS cr, 0 AS ch, 0 AS go, 0 AS cb, 0 AS ca
         FROM person WHERE state = 'active' GROUP BY area_code
       UNION ALL SELECT area_code, 0, count(*), 0, 0, 0, 0, 0 FROM person WHERE id = ANY($3::uuid[]) GROUP BY area_code
       UNION ALL SELECT home, 0, count(*), count(*), 0, 0, 0, count(*) FROM diff_touched WHERE is_new AND home IS NOT NULL GROUP BY home
       UNION ALL SELECT p.area_code, 0, -count(*) FILTER (WHERE t.home <> p.area_code), 0, count(*), 0, 0,
                count(*) FILTER (WHERE t.home IS NULL OR t.home = p.area_code)
           FROM diff_touched t JOIN person p ON p.id = t.person_id AND p.state = 'active' WHERE NOT t.is_new GROUP BY p.area_code
       UNION ALL SELECT t.home, 0, count(*), 0, 0, 0, 0, count(*)
           FROM diff_touched t JOIN person p ON p.id = t.person_id AND p.state = 'active' AND p.area_code <> t.home
          WHERE NOT t.is_new GROUP BY t.home
       UNION ALL SELECT c.area_code, 0, 0, 0, 0, count(*) FILTER (WHERE c.gone), count(*),
                count(*) FILTER (WHERE NOT c.gone AND t.person_id IS NULL)
           FROM diff_covered c LEFT JOIN diff_touched t ON t.person_id = c.person_id GROUP BY c.area_code
     ) parts GROUP BY area_code`,
    [runId, proposal.absorbed.map(({ from }) => from), proposal.returned.map(({ personId }) => personId)],
  );

/** Nobody is registered yet, or nobody by a population file: the rows of the first one can match nobody. */
const isFirstLoad = async (b: BulkWriter, { batchIds }: PreviewRun): Promise<boolean> => {
  const [row] = await b.query<{ first: boolean }>(
    `SELECT NOT EXISTS (SELECT FROM person WHERE state = 'active')
         OR (EXISTS (SELECT FROM link.import_batch WHERE id = ANY($1::uuid[]) AND kind = 'population')
             AND NOT EXISTS (SELECT FROM link.source_record WHERE live AND kind = 'population')) AS first`,
    [batchIds],
  );
  return row?.first === true;
};

const findFalling = (b: BulkWriter, runId: string): Promise<VillageCoverage[]> =>
  b.query<{ areaCode: string; before: number; after: number }>(
    `SELECT area_code AS "areaCode", covered_before AS before, covered_after AS after FROM link.import_village
      WHERE run_id = $1 AND covered_after < covered_before ORDER BY area_code`,
    [runId],
  );

const countSeen = async (b: BulkWriter, batchIds: readonly string[]): Promise<number> => {
  const [row] = await b.query<{ count: string }>(
    'SELECT count(*) FROM link.import_seen WHERE batch_id = ANY($1::uuid[])',
    [batchIds],
  );
  return Number(row?.count ?? 0);
};

const countPeople = async (b: BulkWriter): Promise<{ changed: number; gone: number }> => {
  const [row] = await b.query<{ changed: string; gone: string }>(
    `SELECT (SELECT count(*) FROM diff_touched WHERE NOT is_new) AS changed, (SELECT count(*) FROM diff_covered WHERE gone) AS gone`,
  );
  return { changed: Number(row?.changed ?? 0), gone: Number(row?.gone ?? 0) };
};

/** In the transaction that stores the preview; the run is there already. */
export const writePreviewDiff = async (b: BulkWriter, run: PreviewRun): Promise<PreviewDiff> => {
  const first = await isFirstLoad(b, run);
  const knownRows = await loadTouched(b, run);
  await loadCovered(b, run);
  await writeVillages(b, run);
  await writeSamples(b, run);
  const seen = await countSeen(b, run.batchIds);
  const fresh = run.rows.filter((row) => row.fresh).length;
  const falling = await findFalling(b, run.runId);
  const effect = { isFirstLoad: first, rows: fresh + seen, knownRows: knownRows + seen, falling };
  return { ...(await countPeople(b)), stops: findStops(effect, shanghaiDay(b.at)) };
};
