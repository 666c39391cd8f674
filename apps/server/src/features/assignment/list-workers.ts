/** Who works in an area: duties, open entries, and when their tablet was last heard of. */
import { AreaCode, rangeOf } from '@qiaomen/domain/area/area-code';
import { Role } from '@qiaomen/domain/account/role';
import type { ListWorkers, WorkerRow } from '@qiaomen/domain/assignment/query';
import type { Page } from '@qiaomen/domain/page';
import { refuse } from '../../errors.ts';
import { ranges, type GuardedContext } from '../../trpc.ts';
import { narrowTo } from '../../entry/ranges-condition.ts';

interface OpenCount {
  userId: string;
  open: bigint;
}

export const listWorkers = async (ctx: GuardedContext, { areaCode, page }: ListWorkers): Promise<Page<WorkerRow>> => {
  const [area] = narrowTo(ranges(ctx), rangeOf(areaCode));
  if (area === undefined) return refuse({ code: 'outside_area' });
  const at = ctx.now();
  const { total, users } = await ctx.db.reference(async (tx) => {
    const present = { from: { lte: at }, OR: [{ to: null }, { to: { gt: at } }] };
    // the duty lies in the area, or the area lies in the duty
    const above = [2, 4, 6, 9, 12, 14]
      .filter((width) => width < areaCode.length)
      .map((width) => areaCode.slice(0, width));
    const reaches = { OR: [{ areaCode: { gte: area.gte, lt: area.lt } }, { areaCode: { in: above } }] };
    const where = {
      role: { in: ['worker', 'vaccinator'] },
      status: { not: 'disabled' },
      OR: [
        { duties: { some: { AND: [present, reaches] } } },
        // whose last area was taken away must stay within reach to be given another
        { duties: { none: present, some: reaches } },
      ],
    };
    return {
      total: await tx.user.count({ where }),
      users: await tx.user.findMany({
        where,
        select: {
          id: true,
          name: true,
          role: true,
          duties: { where: present, select: { areaCode: true }, orderBy: { areaCode: 'asc' } },
          devices: { where: { revokedAt: null }, select: { lastContactAt: true, unsent: true } },
        },
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
        skip: page.page * page.size,
        take: page.size,
      }),
    };
  });
  return ctx.db.read({ area: ctx.fence, userId: ctx.actor.userId }, async (tx) => {
    const ids = users.map((user) => user.id);
    const counts = await tx.$queryRaw<OpenCount[]>`
      SELECT owner_id::text AS "userId", sum(amount) AS open FROM (
        SELECT owner_id, amount FROM figure_total
          WHERE measure = 'open' AND owner_id = ANY(${ids}::uuid[]) AND area_code >= ${area.gte} AND area_code < ${area.lt}
            AND campaign_id IN (SELECT id FROM campaign WHERE state = 'open' AND NOT is_test)
        UNION ALL
        SELECT owner_id, amount FROM figure_delta
          WHERE measure = 'open' AND owner_id = ANY(${ids}::uuid[]) AND area_code >= ${area.gte} AND area_code < ${area.lt}
            AND campaign_id IN (SELECT id FROM campaign WHERE state = 'open' AND NOT is_test)
      ) f GROUP BY owner_id`;
    const open = new Map(counts.map((count) => [count.userId, Number(count.open)]));
    const areas = await tx.area.findMany({
      where: { code: { in: users.flatMap((user) => user.duties.map((duty) => duty.areaCode)) } },
      select: { code: true, nameZh: true },
    });
    const names = new Map(areas.map((one) => [one.code, one.nameZh]));
    return {
      total,
      rows: users.map((user): WorkerRow => {
        const contacts = user.devices.map((device) => device.lastContactAt.toISOString());
        return {
          userId: user.id,
          name: user.name,
          role: Role.parse(user.role),
          duties: user.duties.map((duty) => ({
            areaCode: AreaCode.parse(duty.areaCode),
            nameZh: names.get(duty.areaCode) ?? duty.areaCode,
          })),
          open: open.get(user.id) ?? 0,
          lastContactAt: contacts.toSorted().at(-1) ?? null,
          unsent: user.devices.reduce((sum, device) => sum + device.unsent, 0),
        };
      }),
    };
  });
};
