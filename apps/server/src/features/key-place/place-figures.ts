/** How many live in each place today, and how many of them have a dose: of the members of the base figure in force. */
import { inBase } from '@qiaomen/domain/base-figure/standing';
import type { PlaceFigures } from '@qiaomen/domain/key-place/query';
import { closedStates } from '@qiaomen/domain/register/entry-state';
import { Prisma, sql, type Tx } from '@qiaomen/prisma/scoped';

/** Two records of one person that were merged are one resident. */
export const personOfStay = sql`coalesce(p.merged_into, s.person_id)`;
export const homeOfStay = sql`LEFT JOIN person p ON p.county = s.person_county AND p.id = s.person_id`;
export const stayingOn = (today: string): Prisma.Sql =>
  sql`(s.from_on IS NULL OR s.from_on <= ${today}::date) AND (s.to_on IS NULL OR s.to_on > ${today}::date)`;

export const snapshotInForce = async (
  tx: Tx,
  campaignId: string,
): Promise<{ id: string; number: number | null } | null> =>
  tx.baseSnapshot.findFirst({ where: { campaignId, state: 'published' }, select: { id: true, number: true } });

const nobody: PlaceFigures = { residents: 0, all: 0, vaccinated: 0, complete: 0, nextDate: null };

export const placeFigures = async (
  tx: Tx,
  placeIds: readonly string[],
  { campaignId, snapshotId, today }: { campaignId: string; snapshotId: string | null; today: string },
): Promise<(placeId: string) => PlaceFigures> => {
  if (placeIds.length === 0) return () => nobody;
  const rows = await tx.$queryRaw<(PlaceFigures & { placeId: string })[]>`
    WITH resident AS (
      SELECT DISTINCT s.place_id, s.person_county, ${personOfStay} AS person_id FROM place_stay s ${homeOfStay}
      WHERE s.place_id IN (${Prisma.join(placeIds.map((id) => sql`${id}::uuid`))}) AND ${stayingOn(today)}
    ), member AS (
      SELECT r.place_id, e.dose_status, e.state, e.next_date, m.standing IN (${Prisma.join([...inBase])}) AS counted
      FROM resident r
      LEFT JOIN base_member m ON m.county = r.person_county AND m.snapshot_id = ${snapshotId}::uuid AND m.person_id = r.person_id
      LEFT JOIN register_entry e ON e.county = r.person_county AND e.campaign_id = ${campaignId}::uuid AND e.person_id = r.person_id
    )
    SELECT place_id::text AS "placeId", count(*)::int AS residents, (count(*) FILTER (WHERE counted))::int AS "all",
      (count(*) FILTER (WHERE counted AND dose_status <> 'none'))::int AS vaccinated,
      (count(*) FILTER (WHERE counted AND dose_status = 'complete'))::int AS complete,
      (min(next_date) FILTER (WHERE state NOT IN (${Prisma.join([...closedStates])})))::text AS "nextDate"
    FROM member GROUP BY place_id`;
  const byPlace = new Map(rows.map(({ placeId, ...figures }) => [placeId, figures]));
  return (placeId) => byPlace.get(placeId) ?? nobody;
};
