/** Recomputes every entry from its events and every figure from the entries, and tells what differs: nothing may. */
import { bandOn } from '@qiaomen/domain/register/age';
import { foldEntry, type FoldedCampaign } from '@qiaomen/domain/register/fold-entry';
import { entryRulesAt } from '@qiaomen/domain/rule-version/entry-rules';
import type { CountyCode } from '@qiaomen/domain/area/area-code';
import type { Database, Tx } from '@qiaomen/prisma/scoped';
import { entrySelect, toEntry, type Entry } from './entry.ts';
import { loadCampaign, loadEvents } from './load-events.ts';
import { memberDifferences } from './member-figures.ts';
import { noOwner } from './no-owner.ts';
import { publishedRules } from './published-rules.ts';
import { deltasOf } from './write-entry.ts';

/** Ids, codes and counts only, so that it may be printed. */
export interface Difference {
  county: string;
  kind: 'entry' | 'figure';
  /** of the entry, or campaign, area, owner and measure of the figure */
  key: string;
  field: string;
  stored: string;
  computed: string;
}

const chunkSize = 1000;

type Sums = Map<string, number>;
const keyOf = (row: { areaCode: string; campaignId: string; ownerId: string | null; measure: string }): string =>
  [row.campaignId, row.areaCode, row.ownerId ?? noOwner, row.measure].join(' ');

/** One county in one snapshot, so that work going on meanwhile is no difference. */
export const checkCounty = (db: Database, county: CountyCode): Promise<Difference[]> =>
  db.read(
    { area: county },
    async (tx) => {
      const computed: Sums = new Map();
      const differences = await checkEntries(tx, county, computed);
      return [
        ...differences,
        ...compareFigures(county, await readFigures(tx, county), computed),
        ...(await compareMembers(tx, county)),
        ...(await compareRollups(tx, county)),
      ];
    },
    { snapshot: true },
  );

const checkEntries = async (tx: Tx, county: string, sums: Sums): Promise<Difference[]> => {
  const campaigns = new Map<string, FoldedCampaign>();
  const rulesAt = entryRulesAt(await publishedRules(tx));
  const differences: Difference[] = [];
  let after: string | undefined;
  for (;;) {
    const rows = await tx.registerEntry.findMany({
      where: { county, ...(after !== undefined && { id: { gt: after } }) },
      select: entrySelect,
      orderBy: { id: 'asc' },
      take: chunkSize,
    });
    const events = await loadEvents(tx, county, [...new Set(rows.map((row) => row.personId))]);
    for (const entry of rows.map(toEntry)) {
      const campaign = campaigns.get(entry.campaignId) ?? (await loadCampaign(tx, entry.campaignId));
      const facts = events.get(entry.personId);
      if (campaign === undefined || facts === undefined) throw new Error('entry without its campaign or person');
      campaigns.set(entry.campaignId, campaign);
      const band = bandOn(facts.person.birthDate, campaign.referenceDate);
      const folded: Entry = { ...entry, band, ...foldEntry({ campaign, ...facts }, rulesAt(entry.areaCode)) };
      differences.push(...compareEntries(entry, folded));
      for (const row of deltasOf(null, folded)) sums.set(keyOf(row), (sums.get(keyOf(row)) ?? 0) + row.amount);
    }
    after = rows.at(-1)?.id;
    if (rows.length < chunkSize) return differences;
  }
};

const compareEntries = (stored: Entry, computed: Entry): Difference[] =>
  (Object.keys(computed) as (keyof Entry)[])
    .filter((field) => stored[field] !== computed[field])
    .map((field) => ({
      county: stored.county,
      kind: 'entry',
      key: stored.id,
      field,
      stored: String(stored[field]),
      computed: String(computed[field]),
    }));

const readFigures = async (tx: Tx, county: string): Promise<Sums> => {
  const rows = await tx.$queryRaw<
    { campaignId: string; areaCode: string; ownerId: string; measure: string; amount: bigint }[]
  >`SELECT campaign_id::text AS "campaignId", area_code AS "areaCode", owner_id::text AS "ownerId", measure, sum(amount) AS amount
    FROM (
      SELECT campaign_id, area_code, owner_id, measure, amount FROM figure_total WHERE county = ${county}
      UNION ALL
      SELECT campaign_id, area_code, coalesce(owner_id, ${noOwner}::uuid), measure, amount FROM figure_delta
        WHERE county = ${county}
    ) f WHERE NOT EXISTS (SELECT FROM base_snapshot s WHERE s.id = f.campaign_id)
    GROUP BY campaign_id, area_code, owner_id, measure HAVING sum(amount) <> 0`;
  return new Map(rows.map((row) => [keyOf(row), Number(row.amount)]));
};

const compareFigures = (county: string, stored: Sums, computed: Sums): Difference[] =>
  [...new Set([...stored.keys(), ...computed.keys()])]
    .filter((key) => (stored.get(key) ?? 0) !== (computed.get(key) ?? 0))
    .map((key) => ({
      county,
      kind: 'figure',
      key,
      field: 'amount',
      stored: String(stored.get(key) ?? 0),
      computed: String(computed.get(key) ?? 0),
    }));

/** Counties and townships hold the sums of their villages, folded in the same statement. */
const compareRollups = async (tx: Tx, county: string): Promise<Difference[]> => {
  const rows = await tx.$queryRaw<{ key: string; stored: number; computed: number }[]>`
    SELECT concat_ws(' ', campaign_id, area_code, width, measure) AS key, coalesce(r.amount, 0) AS stored,
      coalesce(t.amount, 0)::int AS computed
    FROM (SELECT * FROM figure_rollup WHERE county = ${county} AND amount <> 0) r
    FULL JOIN (
      SELECT campaign_id, width, left(area_code, width) AS area_code, measure, sum(amount) AS amount
      FROM figure_total CROSS JOIN (VALUES (6), (9)) widths(width) WHERE county = ${county}
      GROUP BY 1, 2, 3, 4 HAVING sum(amount) <> 0
    ) t USING (campaign_id, width, area_code, measure)
    WHERE coalesce(r.amount, 0) <> coalesce(t.amount, 0)`;
  return rows.map(({ key, stored, computed }) => ({
    county,
    kind: 'figure',
    key,
    field: 'amount',
    stored: String(stored),
    computed: String(computed),
  }));
};

interface MemberDifference {
  area_code: string;
  measure: string;
  stored: number;
  computed: number;
}

/** Of the base figures in force; one that is superseded is not kept up and is settled before it counts again. */
const compareMembers = async (tx: Tx, county: string): Promise<Difference[]> => {
  const kept = await tx.baseSnapshot.findMany({ where: { state: 'published' }, select: { id: true } });
  const differences: Difference[] = [];
  for (const { id } of kept)
    for (const row of await tx.$queryRaw<MemberDifference[]>`${memberDifferences(id, county)}`)
      differences.push({
        county,
        kind: 'figure',
        key: [id, row.area_code, noOwner, row.measure].join(' '),
        field: 'amount',
        stored: String(row.stored),
        computed: String(row.computed),
      });
  return differences;
};
