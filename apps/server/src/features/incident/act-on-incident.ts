/** A supervisor has seen an incident, has seen to it, or takes it up again. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { decideIncident, incidentStateAfter } from '@qiaomen/domain/incident/decide';
import { IncidentAct, type ActOnIncident } from '@qiaomen/domain/incident/query';
import { can } from '@qiaomen/domain/policy';
import { seal } from '@qiaomen/prisma/field-crypto';
import type { Tx } from '@qiaomen/prisma/scoped';
import { newId } from '../../entry/new-id.ts';
import { refuse } from '../../errors.ts';
import type { GuardedContext } from '../../trpc.ts';
import { writeAs } from '../../write-context.ts';
import { incidentNote } from './incident-note.ts';

/** The row lock makes two supervisors take turns; a fact without a flag is no incident. */
const lockIncident = async (tx: Tx, county: string, id: string): Promise<{ areaCode: string; personId: string }> => {
  const rows = await tx.$queryRaw<{ areaCode: string; personId: string }[]>`
    SELECT p.area_code AS "areaCode", p.id::text AS "personId" FROM person p
    WHERE p.county = ${county} AND p.id = (
      SELECT person_id FROM care_event WHERE county = ${county} AND id = ${id}::uuid AND flags <> '[]'::jsonb AND voided_by IS NULL
      UNION
      SELECT person_id FROM dose WHERE county = ${county} AND id = ${id}::uuid AND flags <> '[]'::jsonb AND voided_by IS NULL
    ) FOR UPDATE`;
  return rows[0] ?? refuse({ code: 'not_found' });
};

export const actOnIncident = (ctx: GuardedContext, input: ActOnIncident): Promise<null> => {
  const { county, eventId, act, note } = input;
  return ctx.db.transact({ ...writeAs(ctx), county }, async (writer) => {
    const { tx, at } = writer;
    const { areaCode, personId } = await lockIncident(tx, county, eventId);
    const target = { areaCode: AreaCode.parse(areaCode), at: at.toISOString() };
    if (!can(ctx.actor, ctx.permission, target)) return refuse({ code: 'outside_area' });
    const last = await tx.incidentAct.findFirst({
      where: { county, eventId },
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      select: { act: true },
    });
    const decision = decideIncident(input, incidentStateAfter(last === null ? null : IncidentAct.parse(last.act)));
    if (!decision.ok) return refuse(decision.error);
    const id = newId(at);
    const noteCipher = note === '' ? null : new Uint8Array(seal(ctx.keys, incidentNote(id), note));
    const row = { county, id, areaCode, eventId, personId, act, noteCipher, userId: ctx.actor.userId, at };
    await tx.incidentAct.create({ data: row, select: { id: true } });
    await writer.audit({ action: 'incident.act', entity: 'incident', entityId: eventId, detail: { act, personId } });
    return null;
  });
};
