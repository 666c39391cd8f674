/**
 * Published rules reach the register: the campaigns of their place follow the rules of today from now on, and the entries of
 * whoever has a dose are folded anew, county by county. Run again it finds nothing to write. A day on which a published row
 * begins or ends does the same.
 */
import { AreaCode, rangeOf, type CountyCode } from '@qiaomen/domain/area/area-code';
import { cnCovid19 } from '@qiaomen/domain/forecast/cn-covid19';
import { shanghaiDay } from '@qiaomen/domain/register/day';
import { changesBetween } from '@qiaomen/domain/rule-version/entry-rules';
import { dateToDay } from '../../entry/entry.ts';
import { publishedRules, type PublishedVersion } from '../../entry/published-rules.ts';
import { refoldBulk } from '../../entry/refold-bulk.ts';
import { writeFor } from '../import/steps.ts';
import type { JobDeps } from '../job.ts';
import { listCounties, listProvinces } from '../regions.ts';

interface Open {
  id: string;
  areaCode: AreaCode;
  /** null: nothing was ever published for it */
  rulesAsOf: string | null;
}

const overlaps = (one: string, other: string): boolean => one.startsWith(other) || other.startsWith(one);

const openCampaigns = async ({ db }: JobDeps): Promise<Open[]> => {
  const found = new Map<string, Open>();
  for (const area of await listProvinces(db))
    for (const row of await db.read({ area }, (tx) =>
      tx.campaign.findMany({ where: { state: 'open' }, select: { id: true, areaCode: true, rulesAsOf: true }, orderBy: { id: 'asc' } }),
    ))
      found.set(row.id, { id: row.id, areaCode: AreaCode.parse(row.areaCode), rulesAsOf: dateToDay(row.rulesAsOf) });
  return [...found.values()];
}; // prettier-ignore

const chunk = 2000;

const refoldCounty = async (deps: JobDeps, county: CountyCode, campaignId: string, signal: AbortSignal) => {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    signal.throwIfAborted();
    const ids = await deps.db.bulk(writeFor(AreaCode.parse(county), null, deps.now()), async (b) => {
      const rows = await b.query<{ id: string }>(
        `SELECT person_id::text AS id FROM register_entry WHERE county = $1 AND campaign_id = $2::uuid AND dose_count > 0
           AND person_id > $3::uuid ORDER BY person_id LIMIT ${String(chunk)}`,
        [county, campaignId, after],
      );
      const found = rows.map(({ id }) => id);
      await b.query('SELECT id FROM person WHERE county = $1 AND id = ANY($2::uuid[]) ORDER BY id FOR UPDATE', [county, found]);
      await refoldBulk(b, county, found);
      return found;
    }); // prettier-ignore
    const last = ids.at(-1);
    if (last === undefined || ids.length < chunk) return;
    after = last;
  }
};

const follow = async (deps: JobDeps, { id, areaCode }: Open, day: string, signal: AbortSignal): Promise<void> => {
  await deps.db.transact(writeFor(areaCode, null, deps.now()), async ({ tx, audit }) => {
    const data = { rulesAsOf: new Date(`${day}T00:00:00Z`) };
    await tx.campaign.update({ where: { id }, data, select: { id: true } });
    await audit({ action: 'campaign.followRules', entity: 'campaign', entityId: id, detail: { day } });
  });
  const { gte, lt } = rangeOf(areaCode);
  for (const county of await listCounties(deps.db))
    if ((county >= gte && county < lt) || areaCode.startsWith(county)) await refoldCounty(deps, county, id, signal);
};

const schedules = (published: readonly PublishedVersion[]): PublishedVersion[] =>
  published.filter(({ body }) => body.kind === 'schedule' && body.table.name === cnCovid19.name);

/** @param place where a version was published just now; null: the daily look whether a day has come */
export const applyRules = async (deps: JobDeps, place: AreaCode | null, signal: AbortSignal): Promise<void> => {
  const published = schedules(await deps.db.reference(publishedRules));
  const day = shanghaiDay(deps.now());
  for (const campaign of await openCampaigns(deps)) {
    const here = published.filter((row) => overlaps(row.place, campaign.areaCode));
    const { rulesAsOf } = campaign;
    const changed = rulesAsOf === null || changesBetween(here, rulesAsOf, day);
    if (here.length > 0 && (place === null ? changed : overlaps(place, campaign.areaCode)))
      await follow(deps, campaign, day, signal);
  }
};
