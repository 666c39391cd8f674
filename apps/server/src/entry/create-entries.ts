/** Puts everyone a campaign means into its register: once, numbered on, owned, folded from what is already known. */
import { AreaCode, rangeOf } from '@qiaomen/domain/area/area-code';
import { bandOn, isTarget } from '@qiaomen/domain/register/age';
import { addYears } from '@qiaomen/domain/register/day';
import { foldEntry, type EntryRules, type FoldedCampaign } from '@qiaomen/domain/register/fold-entry';
import { entryRulesAt } from '@qiaomen/domain/rule-version/entry-rules';
import { TargetRule } from '@qiaomen/domain/campaign/query';
import type { BulkWriter } from '@qiaomen/prisma/scoped';
import { areaOwners, loadAreaDuties } from './area-owners.ts';
import { insertEntries } from './bulk-entries.ts';
import { loadBulkPersons, type BulkPerson } from './bulk-events.ts';
import { BulkFigures } from './bulk-figures.ts';
import { analyse } from './bulk-plans.ts';
import type { Entry } from './entry.ts';
import { idHash } from './id-hash.ts';
import { newId } from './new-id.ts';
import { lockOwners } from './own-area.ts';
import { publishedRulesIn } from './published-rules.ts';

const chunkSize = 5000;

export interface EntryCampaign extends FoldedCampaign {
  id: string;
  areaCode: AreaCode;
}

interface CampaignRow {
  id: string;
  area_code: string;
  reference_date: string;
  opens_on: string;
  deadline: string;
  target_rule: unknown;
  rules_as_of: string | null;
}

/** Open campaigns that reach into the scope of this write. */
export const loadOpenCampaigns = async (b: BulkWriter): Promise<EntryCampaign[]> => {
  const rows = await b.query<CampaignRow>(
    `SELECT id::text, area_code, reference_date::text, opens_on::text, deadline::text, target_rule, rules_as_of::text
       FROM campaign WHERE state = 'open' ORDER BY id`,
  );
  return rows.map(toCampaign);
};

export const loadEntryCampaigns = async (
  b: BulkWriter,
  ids: readonly string[],
): Promise<Map<string, EntryCampaign>> => {
  const rows = await b.query<CampaignRow>(
    `SELECT id::text, area_code, reference_date::text, opens_on::text, deadline::text, target_rule, rules_as_of::text
       FROM campaign WHERE id = ANY($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, toCampaign(row)]));
};

const toCampaign = (row: CampaignRow): EntryCampaign => ({
  id: row.id,
  areaCode: AreaCode.parse(row.area_code),
  referenceDate: row.reference_date,
  opensOn: row.opens_on,
  deadline: row.deadline,
  targetRule: TargetRule.parse(row.target_rule),
  rulesAsOf: row.rules_as_of,
});

/** Persons inside the campaign's area who meet its rule and have no entry yet, in the order their numbers run. */
const findMissing = async (b: BulkWriter, campaign: EntryCampaign): Promise<{ county: string; id: string }[]> => {
  const { gte, lt } = rangeOf(campaign.areaCode);
  // one day of slack for people born on 29 February; the exact rule decides below
  const bornBy = addYears(campaign.referenceDate, -campaign.targetRule.minAge);
  const rows = await b.query<{ county: string; id: string; birth_date: string }>(
    `SELECT p.county, p.id::text, p.birth_date::text FROM person p
      WHERE p.area_code >= $1 AND p.area_code < $2 AND p.state = 'active' AND p.birth_date <= $3::date + 1
        AND NOT EXISTS (SELECT FROM register_entry e
                         WHERE e.county = p.county AND e.campaign_id = $4 AND e.person_id = p.id)
      ORDER BY p.county, p.area_code, p.id`,
    [gte, lt, bornBy, campaign.id],
  );
  return rows.filter((row) => isTarget(campaign.targetRule, row.birth_date, campaign.referenceDate));
};

const takeSerials = async (b: BulkWriter, campaignId: string, count: number): Promise<number> => {
  const rows = await b.query<{ last_serial: number }>(
    'UPDATE campaign SET last_serial = last_serial + $2 WHERE id = $1 RETURNING last_serial',
    [campaignId, count],
  );
  const last = rows[0]?.last_serial;
  if (last === undefined) throw new Error('serial numbers of an unknown campaign');
  return last - count + 1;
};

const newEntry = (
  campaign: EntryCampaign,
  person: BulkPerson,
  given: { at: Date; serial: number; ownerId: string | null; origin: Entry['origin']; rules: EntryRules },
): Entry => ({
  county: person.county,
  id: newId(given.at),
  areaCode: person.areaCode,
  campaignId: campaign.id,
  personId: person.id,
  serial: given.serial,
  band: bandOn(person.person.birthDate, campaign.referenceDate),
  origin: given.origin,
  ownerId: given.ownerId,
  ownerBy: given.ownerId === null ? null : 'area',
  rev: 1,
  ...foldEntry({ campaign, ...person }, given.rules),
});

/** Answers how many entries were created; a second call creates none. Numbers run on by county, village and person. */
export const createEntries = async (
  b: BulkWriter,
  campaign: EntryCampaign,
  options: { origin: 'base' | 'birthday'; onChunk?: (done: number, total: number) => Promise<void> | void } = {
    origin: 'base',
  },
): Promise<number> => {
  const missing = await findMissing(b, campaign);
  if (missing.length === 0) return 0;
  const byCounty = Map.groupBy(missing, (row) => row.county);
  for (const county of [...byCounty.keys()].toSorted()) await lockOwners(b, county);
  const ownerOf = areaOwners(await loadAreaDuties(b));
  const rulesAt = entryRulesAt(await publishedRulesIn(b));
  const figures = new BulkFigures();
  let serial = await takeSerials(b, campaign.id, missing.length);
  let done = 0;
  for (const [county, members] of byCounty) {
    for (let start = 0; start < members.length; start += chunkSize) {
      const ids = members.slice(start, start + chunkSize).map((row) => row.id);
      const entries = (await loadBulkPersons(b, county, ids)).map((person) => {
        const entry = newEntry(campaign, person, {
          at: b.at,
          serial,
          ownerId: ownerOf(person.areaCode),
          origin: options.origin,
          rules: rulesAt(person.areaCode),
        });
        serial += 1;
        figures.count(null, entry);
        return entry;
      });
      await insertEntries(b, entries);
      await b.audit({
        action: 'entry.create',
        entity: 'campaign',
        entityId: campaign.id,
        detail: { county, count: entries.length, sha256: idHash(entries.map((entry) => entry.id)) },
      });
      done += entries.length;
      await options.onChunk?.(done, missing.length);
    }
  }
  await figures.write(b);
  await analyse(b, 'entries', done);
  return done;
};
