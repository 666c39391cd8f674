/** What the rules of the crowds ask of every entry, counted in one statement. The rules themselves are the domain's alone. */
import { rangeOf, AreaCode } from '@qiaomen/domain/area/area-code';
import type { BatchFacts } from '@qiaomen/domain/batch/status';
import type { Batches } from '@qiaomen/domain/batch/query';
import { AgeBand, EntryState } from '@qiaomen/domain/register/entry-state';
import { sql, type Prisma, type Tx } from '@qiaomen/prisma/scoped';
import { withinRanges } from '../../entry/ranges-condition.ts';

/**
 * `fact`: one row for each entry of the area. Assessments and screenings of a record that was merged count for the person it
 * was merged into, who may live elsewhere in the county; persons are looked up only where a list said something of them.
 */
export const factsOf = ({ campaignId, areaCode }: Batches): Prisma.Sql => {
  const inArea = (column: Prisma.Sql): Prisma.Sql => withinRanges(column, [rangeOf(areaCode)]);
  const county = withinRanges(sql`c.area_code`, [rangeOf(AreaCode.parse(areaCode.slice(0, 6)))]);
  return sql`WITH care AS MATERIALIZED (
      SELECT c.county, coalesce(p.merged_into, c.person_id) AS person_id, c.kind, c.occurred_at, c.id, c.facts
      FROM care_event c JOIN person p ON p.county = c.county AND p.id = c.person_id
      WHERE ${county} AND c.kind IN ('screening.record', 'assessment.record') AND c.voided_by IS NULL
        AND (c.kind = 'assessment.record'
          OR c.occurred_at >= (SELECT opens_on FROM campaign WHERE id = ${campaignId}::uuid)::timestamp AT TIME ZONE 'Asia/Shanghai')
    ), assessed AS (
      SELECT DISTINCT ON (county, person_id) county, person_id, (facts->>'homebound')::boolean AS homebound
      FROM care WHERE kind = 'assessment.record' ORDER BY county, person_id, occurred_at DESC, id DESC
    ), screened AS (
      SELECT DISTINCT county, person_id FROM care WHERE kind = 'screening.record'
    ), flagged AS (
      SELECT p.county, p.id, p.disabled, p.nursing_home FROM person p
      WHERE ${inArea(sql`p.area_code`)} AND (p.disabled OR p.nursing_home)
    ), fact AS (
      SELECT e.county, e.id, e.band, coalesce(a.homebound, f.disabled, FALSE) AS bedbound,
        coalesce(f.nursing_home, FALSE) AS "nursingHome", e.state, e.visit_count > 0 AS visited,
        s.person_id IS NOT NULL AS screened
      FROM register_entry e
      LEFT JOIN flagged f ON f.county = e.county AND f.id = e.person_id
      LEFT JOIN assessed a ON a.county = e.county AND a.person_id = e.person_id
      LEFT JOIN screened s ON s.county = e.county AND s.person_id = e.person_id
      WHERE e.campaign_id = ${campaignId}::uuid AND ${inArea(sql`e.area_code`)}
    )`;
};

export const readGroups = async (tx: Tx, asked: Batches): Promise<(BatchFacts & { persons: number })[]> => {
  const rows = await tx.$queryRaw<
    (Omit<BatchFacts, 'band' | 'state'> & { band: string; state: string; persons: number })[]
  >`
    ${factsOf(asked)}
    SELECT band, bedbound, "nursingHome", state, visited, screened, count(*)::int AS persons FROM fact
    GROUP BY band, bedbound, "nursingHome", state, visited, screened`;
  return rows.map((row) => ({ ...row, band: AgeBand.parse(row.band), state: EntryState.parse(row.state) }));
};
