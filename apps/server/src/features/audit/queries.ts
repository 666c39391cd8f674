/** The trail as the auditor reads it: through the one database role that may, and only the auditor's own counties. */
import type { AuditRow, ListAudit } from '@qiaomen/domain/audit/query';
import type { Page } from '@qiaomen/domain/page';
import { ranges, type GuardedContext } from '../../trpc.ts';

interface StoredLine {
  county: string;
  chain: number;
  seq: string;
  at: Date;
  actor_id: string | null;
  action: string;
  entity: string;
  entity_id: string | null;
  detail: unknown;
}

/** Asia/Shanghai has had no summer time since 1991. */
const startOfDay = (day: string): Date => new Date(`${day}T00:00:00+08:00`);
const oneDay = 86_400_000;

/** Who has or had a duty in the auditor's areas: their acts above a county are the auditor's business too. */
const actorsOf = (ctx: GuardedContext): Promise<string[]> =>
  ctx.db.reference(async (tx) => {
    const duties = await tx.duty.findMany({
      where: { OR: ranges(ctx).map((areaCode) => ({ areaCode })) },
      select: { userId: true },
      distinct: ['userId'],
    });
    return duties.map((duty) => duty.userId);
  });

export const listAudit = async (ctx: GuardedContext, input: ListAudit): Promise<Page<AuditRow>> => {
  // a trail is kept per county: a duty over a part of one does not open it
  const counties = ranges(ctx).filter(({ gte }) => gte.length <= 6);
  const { page } = input;
  const values = [
    counties.map(({ gte }) => gte),
    counties.map(({ lt }) => lt),
    counties.some(({ gte }) => gte.length <= 4) ? await actorsOf(ctx) : [],
    input.actorId,
    input.action,
    input.from === null ? null : startOfDay(input.from),
    input.to === null ? null : new Date(startOfDay(input.to).getTime() + oneDay),
  ];
  const where = `
    (EXISTS (SELECT FROM unnest($1::text[], $2::text[]) AS mine(gte, lt)
              WHERE county COLLATE "C" >= gte AND county COLLATE "C" < lt)
     OR (county = '000000' AND actor_id = ANY($3::uuid[])))
    AND ($4::uuid IS NULL OR actor_id = $4) AND ($5::text IS NULL OR action = $5)
    AND ($6::timestamptz IS NULL OR at >= $6) AND ($7::timestamptz IS NULL OR at < $7)`;
  const [counted] = await ctx.db.auditQuery<{ total: number }>(
    `SELECT count(*)::int AS total FROM audit.entry WHERE ${where}`,
    values,
  );
  const lines = await ctx.db.auditQuery<StoredLine>(
    `SELECT county, chain, seq::text, at, actor_id::text, action, entity, entity_id, detail
       FROM audit.entry WHERE ${where} ORDER BY at DESC, county, chain, seq DESC LIMIT $8 OFFSET $9`,
    [...values, page.size, page.page * page.size],
  );
  const names = await namesOf(ctx, lines);
  const rows = lines.map((line): AuditRow => ({
    county: line.county,
    chain: line.chain,
    seq: line.seq,
    at: line.at.toISOString(),
    actorId: line.actor_id,
    actorName: line.actor_id === null ? null : (names.get(line.actor_id) ?? null),
    action: line.action,
    entity: line.entity,
    entityId: line.entity_id,
    detail: line.detail,
  }));
  return { rows, total: counted?.total ?? 0 };
};

const namesOf = async (ctx: GuardedContext, lines: readonly StoredLine[]): Promise<Map<string, string>> => {
  const ids = [...new Set(lines.flatMap((line) => (line.actor_id === null ? [] : [line.actor_id])))];
  if (ids.length === 0) return new Map();
  const users = await ctx.db.reference((tx) =>
    tx.user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } }),
  );
  return new Map(users.map((user) => [user.id, user.name]));
};
