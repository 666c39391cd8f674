/** Counts a base figure: everyone once, by one statement, so that all of it is of one moment; then written county by county. */
import { rangeOf, type AreaCode } from '@qiaomen/domain/area/area-code';
import {
  bandBoundaries,
  bornByFor,
  standings,
  type BaseRule,
  type Standing,
} from '@qiaomen/domain/base-figure/standing';
import type { BulkWriter } from '@qiaomen/prisma/scoped';
import type { CountSteps } from './follow-count.ts';

export interface CountedSnapshot {
  id: string;
  areaCode: AreaCode;
  campaignId: string;
  rule: BaseRule;
}

/** `standingOf`, word for word: a test compares the two. */
const standingCase = `CASE
  WHEN p.state = 'merged' THEN 'merged'
  WHEN p.state = 'gone' THEN 'gone'
  WHEN p.state = 'declined' THEN 'declined'
  WHEN p.state = 'proposed' THEN 'undecided'
  WHEN p.state = 'withdrawn' THEN 'not_target'
  WHEN p.birth_date IS NULL THEN 'no_birth_date'
  WHEN p.birth_date > $4::date THEN 'under_age'
  WHEN e.state IN ('deceased', 'moved', 'merged', 'not_target') THEN e.state
  WHEN $5 AND p.deceased AND (e.state IS NULL OR e.state = 'exemption_claimed') THEN 'death_reported'
  WHEN $6 AND length(p.area_code) <= 6 THEN 'no_residence'
  WHEN e.state = 'contraindicated' THEN 'contraindicated'
  ELSE 'eligible' END`;

const readEveryone = async (b: BulkWriter, { areaCode, campaignId, rule }: CountedSnapshot): Promise<void> => {
  const { gte, lt } = rangeOf(areaCode);
  const bands = bandBoundaries(rule.referenceDate);
  const bornBy = bornByFor(rule.minAge, rule.referenceDate);
  // the last band takes everyone the rule means who is younger than its first age
  const lowest = bands.at(-1)?.band ?? '60-79';
  const bandCase = `CASE WHEN p.birth_date IS NULL OR p.birth_date > $4::date THEN NULL
    ${bands.map((_, at) => `WHEN p.birth_date <= $${8 + at * 2}::date THEN $${7 + at * 2}`).join('\n')} ELSE '${lowest}' END`;
  await b.query('DROP TABLE IF EXISTS pg_temp.base_counted');
  await b.stage('base_counted', {
    columns: { county: 'text', area_code: 'text', person_id: 'uuid', band: 'text', standing: 'text' },
  });
  await b.query(
    `INSERT INTO pg_temp.base_counted
     SELECT p.county, p.area_code, p.id, ${bandCase}, ${standingCase}
     FROM person p
     LEFT JOIN register_entry e ON e.county = p.county AND e.campaign_id = $3 AND e.person_id = p.id
     WHERE p.area_code >= $1 AND p.area_code < $2`,
    [
      gte,
      lt,
      campaignId,
      bornBy,
      rule.excludeReportedDeaths,
      rule.excludeNoResidence,
      ...bands.flatMap(({ band, bornBy: until }) => [band, until]),
    ],
  );
};

export interface CountedCounty {
  county: string;
  count: number;
  sha256: string;
}

export interface CountedBase {
  counts: Partial<Record<Standing, number>>;
  counties: CountedCounty[];
}

/** The hash of a county proves later that nobody changed its members. */
const memberHash = `encode(sha256(convert_to(string_agg(
  m.person_id::text || m.area_code || coalesce(m.band, '') || m.standing, ',' ORDER BY m.person_id), 'UTF8')), 'hex')`;

const writeCounty = async (b: BulkWriter, snapshot: CountedSnapshot, county: string): Promise<CountedCounty> => {
  const [written] = await b.query<{ count: string; sha256: string }>(
    `WITH m AS (
       INSERT INTO base_member (county, area_code, snapshot_id, person_id, band, standing)
       SELECT county, area_code, $1, person_id, band, standing FROM pg_temp.base_counted WHERE county = $2
       RETURNING person_id, area_code, band, standing
     ) SELECT count(*) AS count, ${memberHash} AS sha256 FROM m`,
    [snapshot.id, county],
  );
  const count = Number(written?.count ?? 0);
  await b.query(
    `INSERT INTO base_total (county, area_code, snapshot_id, band, standing, amount)
     SELECT county, left(area_code, 12), $1, coalesce(band, ''), standing, count(*)
     FROM pg_temp.base_counted WHERE county = $2 GROUP BY 1, 2, 4, 5`,
    [snapshot.id, county],
  );
  return { county, count, sha256: written?.sha256 ?? '' };
};

export const countMembers = async (
  b: BulkWriter,
  snapshot: CountedSnapshot,
  steps: CountSteps,
): Promise<CountedBase> => {
  await steps.report('reading', 0, null);
  await readEveryone(b, snapshot);
  const counties = await b.query<{ county: string; count: string }>(
    'SELECT county, count(*) AS count FROM pg_temp.base_counted GROUP BY county ORDER BY county',
  );
  const total = counties.reduce((sum, { count }) => sum + Number(count), 0);
  const written: CountedCounty[] = [];
  let done = 0;
  await steps.report('counting', 0, total);
  for (const { county } of counties) {
    const counted = await writeCounty(b, snapshot, county);
    written.push(counted);
    done += counted.count;
    await steps.report('counting', done, total);
  }
  await requireSums(b, snapshot.id);
  const rows = await b.query<{ standing: Standing; amount: string }>(
    'SELECT standing, sum(amount) AS amount FROM base_total WHERE snapshot_id = $1 GROUP BY standing',
    [snapshot.id],
  );
  const found = new Map(rows.map(({ standing, amount }) => [standing, Number(amount)]));
  const counts = Object.fromEntries(standings.map((standing) => [standing, found.get(standing) ?? 0]));
  return { counts, counties: written };
};

/** At every level the parts are the whole, and the totals are the members; else nothing of the count is kept. */
const requireSums = async (b: BulkWriter, snapshotId: string): Promise<void> => {
  const faults = await b.query(
    `WITH m AS (SELECT left(area_code, 12) AS code, standing, count(*) AS n FROM base_member WHERE snapshot_id = $1 GROUP BY 1, 2),
      t AS (SELECT area_code AS code, standing, sum(amount) AS n FROM base_total WHERE snapshot_id = $1 GROUP BY 1, 2),
      levels AS (SELECT w, left(code, w) AS parent, standing, sum(n) AS n FROM m CROSS JOIN unnest(ARRAY[4, 6, 9, 12]) w GROUP BY 1, 2, 3),
      parts AS (SELECT w, left(code, w) AS parent, standing, sum(n) AS n FROM t CROSS JOIN unnest(ARRAY[4, 6, 9, 12]) w GROUP BY 1, 2, 3)
     SELECT 1 FROM levels FULL JOIN parts USING (w, parent, standing) WHERE levels.n IS DISTINCT FROM parts.n LIMIT 1`,
    [snapshotId],
  );
  if (faults.length > 0) throw new Error('the totals of a base figure are not its members');
};
