/** Persons the asked one was merged with and parted from again, with what was recorded of the asked one in between. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { PartedEventKind, type Parted } from '@qiaomen/domain/person-parted/query';
import type { PersonRequest } from '@qiaomen/domain/register/query';
import { sql, type Tx } from '@qiaomen/prisma/scoped';
import { getPerson } from '../../entry/get-person.ts';
import type { GuardedContext } from '../../trpc.ts';

export interface OnceOne {
  personId: string;
  from: Date;
  to: Date;
}

/** The notes of approvals lie at the prefecture; the asker is told ids and moments, and no row of them. */
export const findOnceOne = (ctx: GuardedContext, { county, personId }: PersonRequest): Promise<OnceOne[]> =>
  ctx.db.read(
    { area: AreaCode.parse(county.slice(0, 4)) },
    (tx) => tx.$queryRaw<OnceOne[]>`
      SELECT DISTINCT ON (other) other AS "personId", since AS "from", until AS "to" FROM (
        SELECT CASE WHEN r.person_id = ${personId}::uuid THEN r.image->>'merged_into' ELSE r.person_id::text END AS other,
          (r.image->>'updated_at')::timestamptz AS since, l.published_at AS until
        FROM link.run_person r JOIN link.link_run l ON l.id = r.run_id AND l.state = 'published'
        JOIN person p ON p.county = r.county AND p.id = r.person_id AND p.state = 'active'
        WHERE r.county = ${county} AND r.image->>'state' = 'merged'
          AND (r.person_id = ${personId}::uuid OR r.bond = ${personId}::uuid AND r.image->>'merged_into' = ${personId})
      ) parted ORDER BY other, until DESC`,
  );

const eventsBetween = async (tx: Tx, { county, personId }: PersonRequest, { from, to }: OnceOne) => {
  const rows = await tx.$queryRaw<{ kind: string; id: string; at: Date }[]>`
    SELECT * FROM (
      SELECT 'visit' AS kind, id::text, received_at AS at, person_id, voided_by FROM visit WHERE county = ${county}
      UNION ALL
      SELECT 'dose', id::text, recorded_at, person_id, voided_by FROM dose WHERE county = ${county} AND origin = 'person'
      UNION ALL
      SELECT 'care', id::text, received_at, person_id, voided_by FROM care_event c WHERE county = ${county}
        AND NOT EXISTS (SELECT FROM dose d WHERE d.county = c.county AND d.id = c.id)
    ) e WHERE e.person_id = ${personId}::uuid AND e.voided_by IS NULL AND e.at >= ${from} AND e.at < ${to}
    ORDER BY e.at, e.id ${sql`LIMIT 200`}`;
  return rows.map(({ kind, id, at }) => ({ kind: PartedEventKind.parse(kind), id, at: at.toISOString() }));
};

export const readParted = async (ctx: GuardedContext, asked: PersonRequest): Promise<Parted[]> => {
  const { county, personId } = asked;
  const once = await findOnceOne(ctx, asked);
  return ctx.db.read({ area: ctx.fence, userId: ctx.actor.userId }, async (tx) => {
    await getPerson(ctx, tx, county, personId);
    const parted: Parted[] = [];
    for (const one of once) {
      const other = await tx.person.findUnique({ where: { county_id: { county, id: one.personId } } });
      // out of the reader's fence: nothing of it is shown
      if (other === null) continue;
      parted.push({ personId: other.id, name: other.name, events: await eventsBetween(tx, asked, one) });
    }
    return parted;
  });
};
