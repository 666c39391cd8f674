/**
 * What the entries of members add to the base figures in force: booked like every other figure, but under the id of the
 * base figure, in the village and band the person was counted in. A member who moves, or ages, moves no denominator.
 */
import { memberDifference, memberMeasures, type MemberMeasure } from '@qiaomen/domain/base-figure/coverage';
import { inBase, ineligibleStates } from '@qiaomen/domain/base-figure/standing';
import { Prisma, sql, type BulkWriter } from '@qiaomen/prisma/scoped';
import type { Entry } from './entry.ts';

export interface MemberChange {
  county: string;
  campaignId: string;
  personId: string;
  measure: MemberMeasure;
  amount: number;
}

export const memberChanges = (before: Entry | null, after: Entry | null): MemberChange[] => {
  const at = after ?? before;
  if (at === null) return [];
  const { county, campaignId, personId } = at;
  return memberDifference(before, after).map((change) => ({ county, campaignId, personId, ...change }));
};

const isMember = sql`m.standing IN (${Prisma.join([...inBase])})`;
// a base figure about to be published is kept up too, so that nothing is lost between counting its members and then
const isKeptUp = sql`s.state IN ('publishing', 'published')`;

/** Books changes for whoever of them is a member; most facts change nothing a base figure counts. */
export const bookMembers = (changes: readonly MemberChange[]): Prisma.Sql => sql`
  INSERT INTO figure_delta (county, area_code, campaign_id, owner_id, measure, amount)
  SELECT m.county, left(m.area_code, 12), s.id, NULL, d.measure || ':' || m.band, d.amount
  FROM jsonb_to_recordset(${JSON.stringify(changes)}::jsonb)
    AS d(county text, "campaignId" uuid, "personId" uuid, measure text, amount int)
  JOIN base_snapshot s ON s.campaign_id = d."campaignId" AND ${isKeptUp}
  JOIN base_member m ON m.county = d.county AND m.snapshot_id = s.id AND m.person_id = d."personId" AND ${isMember}`;

const conditions: Record<MemberMeasure, Prisma.Sql> = {
  vaccinated: sql`e.dose_status <> 'none'`,
  complete: sql`e.dose_status = 'complete'`,
  out: sql`e.state IN (${Prisma.join([...ineligibleStates])})`,
  vaccinatedOut: sql`e.dose_status <> 'none' AND e.state IN (${Prisma.join([...ineligibleStates])})`,
  completeOut: sql`e.dose_status = 'complete' AND e.state IN (${Prisma.join([...ineligibleStates])})`,
};

/**
 * What the entries say and the figures do not, as rows (county, area_code, measure, stored, computed). One statement sees
 * entries and figures of one moment, so the answer is right however many people are writing: each of them books in the
 * transaction that changes the entry.
 */
export const memberDifferences = (snapshotId: string, county: string | null): Prisma.Sql => {
  const within = (table: Prisma.Sql): Prisma.Sql =>
    county === null ? Prisma.empty : sql`AND ${table}.county = ${county}`;
  const counted = Prisma.join(
    memberMeasures.map(
      (measure) => sql`count(*) FILTER (WHERE ${conditions[measure]}) AS ${Prisma.raw(`"${measure}"`)}`,
    ),
  );
  const unpivoted = Prisma.join(memberMeasures.map((measure) => sql`(${measure}, ${Prisma.raw(`c."${measure}"`)})`));
  return sql`
    SELECT county, area_code, measure, coalesce(stored.amount, 0)::int AS stored, coalesce(computed.amount, 0)::int AS computed
    FROM (
      SELECT c.county, c.area_code, v.measure || ':' || c.band AS measure, v.amount
      FROM (
        SELECT m.county, left(m.area_code, 12) AS area_code, m.band, ${counted}
        FROM base_member m
        JOIN base_snapshot s ON s.id = m.snapshot_id
        JOIN register_entry e ON e.county = m.county AND e.campaign_id = s.campaign_id AND e.person_id = m.person_id
        WHERE m.snapshot_id = ${snapshotId}::uuid AND ${isMember} ${within(sql`m`)}
        GROUP BY 1, 2, 3
      ) c CROSS JOIN LATERAL (VALUES ${unpivoted}) v(measure, amount)
      WHERE v.amount > 0
    ) computed
    FULL JOIN (
      SELECT f.county, f.area_code, f.measure, sum(f.amount) AS amount FROM (
        SELECT county, area_code, measure, amount FROM figure_total WHERE campaign_id = ${snapshotId}::uuid
        UNION ALL
        SELECT county, area_code, measure, amount FROM figure_delta WHERE campaign_id = ${snapshotId}::uuid
      ) f WHERE true ${within(sql`f`)} GROUP BY 1, 2, 3
    ) stored USING (county, area_code, measure)
    WHERE coalesce(stored.amount, 0) <> coalesce(computed.amount, 0)`;
};

/** Books the differences away. Everyone who writes entries must already know of the base figure. */
export const settleMembers = async (b: BulkWriter, snapshotId: string, county: string | null): Promise<void> => {
  const differences = memberDifferences(snapshotId, county);
  const booking = sql`
    INSERT INTO figure_delta (county, area_code, campaign_id, owner_id, measure, amount)
    SELECT county, area_code, ${snapshotId}::uuid, NULL, measure, computed - stored FROM (${differences}) d`;
  await b.query(booking.text, booking.values);
};

/** So many changes at once are found faster by counting the county than one by one. */
const bookedSingly = 20_000;

/** Member changes of a bulk write. */
export class BulkMembers {
  #changes: MemberChange[] = [];
  readonly #recount = new Map<string, Set<string>>();

  count(before: Entry | null, after: Entry | null): void {
    this.#changes.push(...memberChanges(before, after));
    if (this.#changes.length > bookedSingly) this.#giveUpSingly();
  }

  #giveUpSingly(): void {
    for (const { campaignId, county } of this.#changes)
      this.#recount.set(campaignId, (this.#recount.get(campaignId) ?? new Set()).add(county));
    this.#changes = [];
  }

  async write(b: BulkWriter): Promise<void> {
    // of a county that is counted anyway, nothing is booked singly besides
    if (this.#recount.size > 0) this.#giveUpSingly();
    if (this.#changes.length > 0) {
      const booking = bookMembers(this.#changes);
      await b.query(booking.text, booking.values);
    }
    const kept = await b.query<{ id: string; campaign_id: string }>(
      `SELECT id::text, campaign_id::text FROM base_snapshot
        WHERE campaign_id = ANY($1::uuid[]) AND state IN ('publishing', 'published')`,
      [[...this.#recount.keys()]],
    );
    for (const { id, campaign_id } of kept)
      for (const county of this.#recount.get(campaign_id) ?? []) await settleMembers(b, id, county);
    this.#changes = [];
    this.#recount.clear();
  }
}
