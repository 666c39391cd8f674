/** The desk's list: whose clock ran out longest ago comes first. */
import { rangeOf } from '@qiaomen/domain/area/area-code';
import { urgencyOf } from '@qiaomen/domain/aefi-desk/decide';
import type { AefiList, AefiRow, ListAefi } from '@qiaomen/domain/aefi-desk/query';
import { sql } from '@qiaomen/prisma/scoped';
import { narrowTo, withinRanges } from '../../entry/ranges-condition.ts';
import { ranges, type GuardedContext } from '../../trpc.ts';
import { loadCases } from './load-cases.ts';

const byUrgency = (a: AefiRow, b: AefiRow): number => {
  const [left, right] = [urgencyOf(a.due), urgencyOf(b.due)];
  if (left.dueAt !== right.dueAt) {
    if (left.dueAt === null) return 1;
    if (right.dueAt === null) return -1;
    return left.dueAt < right.dueAt ? -1 : 1;
  }
  return a.foundAt < b.foundAt ? -1 : 1;
};

export const listAefi = (ctx: GuardedContext, { areaCode, state, page }: ListAefi): Promise<AefiList> => {
  const within = areaCode === null ? ranges(ctx) : narrowTo(ranges(ctx), rangeOf(areaCode));
  return ctx.db.read(
    { area: ctx.fence, userId: ctx.actor.userId },
    async (tx) => {
      const now = ctx.now().toISOString();
      const cases = await loadCases(tx, ctx.keys, withinRanges(sql`e.area_code`, within), now);
      const open = cases.filter((one) => one.state === 'open').toSorted(byUrgency);
      const closed = cases.filter((one) => one.state === 'closed').toReversed();
      const late = open.filter(({ due }) => urgencyOf(due).late);
      const shown = { open, late, closed }[state];
      const rows = shown.slice(page.page * page.size, (page.page + 1) * page.size);
      return { rows, total: shown.length, open: open.length, late: late.length, closed: closed.length };
    },
    { snapshot: true },
  );
};
