/** The timeline of a person, with that of everybody merged into them. Few enough lines to sort at once; a page is shown. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import type { Page } from '@qiaomen/domain/page';
import { can } from '@qiaomen/domain/policy';
import { inTimelineOrder, type ListTimeline, type TimelineRow } from '@qiaomen/domain/timeline/query';
import { areaPaths, userNames } from '../../entry/area-paths.ts';
import { photosOf } from '../../entry/event-photos.ts';
import { idsMergedInto } from '../../entry/load-events.ts';
import { refuse } from '../../errors.ts';
import type { GuardedContext } from '../../trpc.ts';
import { closingLines } from './closing-lines.ts';
import { deskLines } from './desk-lines.ts';
import { fieldLines } from './field-lines.ts';
import { importLines } from './import-lines.ts';
import { officeLines } from './office-lines.ts';

export const listTimeline = async (
  ctx: GuardedContext,
  { county, personId, page }: ListTimeline,
): Promise<Page<TimelineRow>> => {
  const scope = { area: ctx.fence, userId: ctx.actor.userId };
  const ids = await ctx.db.read(scope, async (tx) => {
    const where = { county_id: { county, id: personId } };
    const person = await tx.person.findUnique({ where, select: { areaCode: true } });
    if (person === null) return refuse({ code: 'not_found' });
    const target = { areaCode: AreaCode.parse(person.areaCode), at: ctx.now().toISOString() };
    if (!can(ctx.actor, ctx.permission, target)) return refuse({ code: 'outside_area' });
    return idsMergedInto(tx, county, personId);
  });
  const imports = await importLines(ctx, county, ids);
  return ctx.db.read(
    scope,
    async (tx) => {
      const field = await fieldLines(tx, ctx.keys, county, ids);
      const closings = await closingLines(tx, county, personId, field);
      const office = [...(await officeLines(tx, county, ids)), ...(await deskLines(tx, county, ids))];
      const all = [...imports, ...field, ...closings, ...office].toSorted(inTimelineOrder);
      const shown = all.slice(page.page * page.size, (page.page + 1) * page.size);
      const names = await userNames(
        tx,
        shown.flatMap(({ userId, voided }) => [userId, voided?.userId ?? null]),
      );
      const nameOf = (userId: string | null): string | null => (userId === null ? null : (names.get(userId) ?? null));
      const pathOf = await areaPaths(
        tx,
        shown.flatMap(({ areaCode }) => areaCode ?? []),
      );
      const taken = await photosOf(
        tx,
        county,
        shown.filter(({ fromTablet }) => fromTablet).map(({ id }) => id),
      );
      const rows = shown.map(({ userId, areaCode, personId: of, voided, ...row }): TimelineRow => ({
        ...row,
        userName: nameOf(userId),
        areaPath: areaCode === null ? [] : pathOf(areaCode),
        ofMerged: of !== personId,
        ...taken(row.id),
        voided: voided === null ? null : { at: voided.at, userName: nameOf(voided.userId), why: voided.why },
      }));
      return { total: all.length, rows };
    },
    { snapshot: true },
  );
};
