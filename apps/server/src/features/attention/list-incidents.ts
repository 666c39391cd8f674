/** Facts of care in the reader's area that broke a rule: codes only. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import type { IncidentRow, ListIncidents } from '@qiaomen/domain/attention/query';
import { CareFacts } from '@qiaomen/domain/care/event';
import type { Page } from '@qiaomen/domain/page';
import type { FactFlag } from '@qiaomen/domain/sync/query';
import { areaPaths, userNames } from '../../entry/area-paths.ts';
import { ranges, type GuardedContext } from '../../trpc.ts';

export const listIncidents = (ctx: GuardedContext, input: ListIncidents): Promise<Page<IncidentRow>> => {
  const where = {
    NOT: { flags: { equals: [] } },
    voidedBy: null,
    OR: ranges(ctx).map(({ gte, lt }) => ({ areaCode: { gte, lt } })),
  };
  return ctx.db.read({ area: ctx.fence, userId: ctx.actor.userId }, async (tx) => {
    const total = await tx.careEvent.count({ where });
    const rows = await tx.careEvent.findMany({
      where,
      orderBy: [{ occurredAt: 'desc' }, { id: 'asc' }],
      skip: input.page.page * input.page.size,
      take: input.page.size,
    });
    const names = await userNames(
      tx,
      rows.map((row) => row.userId),
    );
    const pathOf = await areaPaths(
      tx,
      rows.map((row) => row.areaCode),
    );
    return {
      total,
      rows: rows.map((row): IncidentRow => ({
        county: row.county,
        eventId: row.id,
        personId: row.personId,
        kind: CareFacts.parse(row.facts).kind,
        userName: names.get(row.userId) ?? null,
        areaCode: AreaCode.parse(row.areaCode),
        areaPath: pathOf(row.areaCode),
        occurredAt: row.occurredAt.toISOString(),
        receivedAt: row.receivedAt.toISOString(),
        // written by the receiver of commands and by nobody else
        flags: row.flags as unknown as FactFlag[],
      })),
    };
  });
};
