/** Answers what changed for a tablet since it last asked, and what it needs around it: campaigns and villages. */
import { AreaCode, rangeOf, type AreaRange } from '@qiaomen/domain/area/area-code';
import { pull as pullChanges } from '@qiaomen/domain/sync/pull';
import type { Pull, PullReply } from '@qiaomen/domain/sync/query';
import type { DutyPeriod } from '@qiaomen/domain/policy';
import type { PublishedRules } from '@qiaomen/domain/rule-version/clinic-rules';
import type { Database } from '@qiaomen/prisma/scoped';
import { listCampaigns } from '../features/campaign/queries.ts';
import { certificatesOf } from '../entry/certificates.ts';
import { publishedRules } from '../entry/published-rules.ts';
import { refuse } from '../errors.ts';
import type { GuardedContext } from '../trpc.ts';
import { colleaguesOf } from './colleagues.ts';
import { countiesOf } from './counties.ts';
import { postgresStore } from './postgres-store.ts';

/** Raised when a tablet's program can no longer be spoken to; pushing is never refused for it. */
const minClient = '0.1.0';

const partsOf = (version: string): number[] => version.split(/[.+-]/).slice(0, 3).map(Number);

const isTooOld = (version: string): boolean => {
  const least = partsOf(minClient);
  const mine = partsOf(version);
  const at = least.findIndex((part, position) => part !== (mine[position] ?? 0));
  return at >= 0 && (mine[at] ?? 0) < (least[at] ?? 0);
};

export const pull = async (ctx: GuardedContext, input: Pull): Promise<PullReply> => {
  if (input.client !== undefined && isTooOld(input.client)) return refuse({ code: 'client_too_old', minClient });
  const { userId, duties } = ctx.actor;
  const at = ctx.now().toISOString();
  const reader = { userId, ranges: duties.filter((duty) => isPresent(duty, at)).map((duty) => rangeOf(duty.areaCode)) };
  // an entry may be owned by name where the duty is over
  const counties = await ctx.db.reference((tx) =>
    countiesOf(
      tx,
      duties.map((duty) => rangeOf(duty.areaCode)),
    ),
  );
  const window = await pullChanges(postgresStore(ctx.db, ctx.keys, ctx.now), reader, counties, input);
  const campaigns = (await listCampaigns(ctx)).filter((campaign) => campaign.state === 'open');
  const rules = window.hasMore ? [] : await rulesOf(ctx.db, reader.ranges);
  return {
    ...window,
    campaigns,
    certificates: await ctx.db.reference((tx) => certificatesOf(tx, [userId])),
    colleagues: window.hasMore ? [] : await colleaguesOf(ctx.db, userId, reader.ranges, at),
    ...(rules.length === 0 ? {} : { rules }),
    // once in a download of many pages: with the last
    villages: window.hasMore ? [] : await dutyVillages(ctx.db, reader.ranges),
    serverTime: ctx.now().toISOString(),
    minClient,
  };
};

const isPresent = (duty: DutyPeriod, at: string): boolean => duty.from <= at && (duty.to === undefined || at < duty.to);

/** Published rules of the places around and in the reader's duty. */
const rulesOf = (db: Database, within: readonly AreaRange[]): Promise<PublishedRules[]> =>
  db.reference(async (tx) => {
    const all = await publishedRules(tx);
    return all
      .filter(({ place }) => within.some(({ gte, lt }) => gte.startsWith(place) || (place >= gte && place < lt)))
      .map(({ place, body }) => ({ place, body }));
  });

const dutyVillages = (db: Database, within: readonly AreaRange[]): Promise<PullReply['villages']> =>
  db.reference(async (tx) => {
    const areas = await tx.area.findMany({
      where: { level: 'village', OR: within.map(({ gte, lt }) => ({ code: { gte: gte.slice(0, 12), lt } })) },
      select: { code: true, nameZh: true, nameKo: true, nameBo: true },
      orderBy: { code: 'asc' },
    });
    return areas.map(({ code, ...names }) => ({ areaCode: AreaCode.parse(code), ...names }));
  });
