/** What was done about a suspected reaction, and what was entered by mistake. Nothing is changed: rows are added. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { decideAefiStep, decideTakeBack } from '@qiaomen/domain/aefi-desk/decide';
import type { RecordAefiStep, TakeBackAefiStep } from '@qiaomen/domain/aefi-desk/query';
import { can } from '@qiaomen/domain/policy';
import { seal } from '@qiaomen/prisma/field-crypto';
import type { Tx } from '@qiaomen/prisma/scoped';
import { newId } from '../../entry/new-id.ts';
import { refuse } from '../../errors.ts';
import type { GuardedContext } from '../../trpc.ts';
import { writeAs } from '../../write-context.ts';
import { aefiFacts, standingSteps, stepNote, stepsOf } from './load-cases.ts';

/** The person's lock makes two people at one case take turns. */
const lockCase = async (ctx: GuardedContext, tx: Tx, { county, aefiId }: { county: string; aefiId: string }) => {
  const [found] = await tx.$queryRaw<{ areaCode: string; personId: string; foundAt: Date; facts: unknown }[]>`
    SELECT p.area_code AS "areaCode", p.id::text AS "personId", e.occurred_at AS "foundAt", e.facts
    FROM care_event e JOIN person p ON p.county = e.county AND p.id = e.person_id
    WHERE e.county = ${county} AND e.id = ${aefiId}::uuid AND e.kind = 'aefi.report' AND e.voided_by IS NULL
    FOR UPDATE OF p`;
  if (found === undefined) return refuse({ code: 'not_found' });
  const target = { areaCode: AreaCode.parse(found.areaCode), at: ctx.now().toISOString() };
  if (!can(ctx.actor, ctx.permission, target)) return refuse({ code: 'outside_area' });
  const { severity, cluster, majorImpact } = aefiFacts(found.facts);
  const one = { areaCode: found.areaCode, severity, cluster, majorImpact, foundAt: found.foundAt.toISOString() };
  return { ...found, one, steps: standingSteps(await stepsOf(tx, [county], [aefiId])) };
};

export const recordAefiStep = (ctx: GuardedContext, input: RecordAefiStep): Promise<null> => {
  const { county, aefiId, step, note } = input;
  return ctx.db.transact({ ...writeAs(ctx), county }, async (writer) => {
    const { tx, at } = writer;
    const { areaCode, personId, one, steps } = await lockCase(ctx, tx, input);
    const decision = decideAefiStep(input, { one, steps, now: at.toISOString() });
    if (!decision.ok) return refuse(decision.error);
    const id = newId(at);
    await tx.aefiStep.create({
      data: {
        county,
        id,
        areaCode,
        aefiId,
        personId,
        step,
        doneAt: new Date(input.doneAt),
        class: input.class,
        noteCipher: note === '' ? null : new Uint8Array(seal(ctx.keys, stepNote(id), note)),
        userId: ctx.actor.userId,
        at,
      },
      select: { id: true },
    });
    const detail = { personId, step, class: input.class };
    await writer.audit({ action: 'aefi.step', entity: 'aefi', entityId: aefiId, detail });
    return null;
  });
};

export const takeBackAefiStep = (ctx: GuardedContext, input: TakeBackAefiStep): Promise<null> => {
  const { county, aefiId, stepId, note } = input;
  return ctx.db.transact({ ...writeAs(ctx), county }, async (writer) => {
    const { tx, at } = writer;
    const { areaCode, personId, steps } = await lockCase(ctx, tx, input);
    const decision = decideTakeBack(stepId, steps);
    if (!decision.ok) return refuse(decision.error);
    const id = newId(at);
    const noteCipher = new Uint8Array(seal(ctx.keys, stepNote(id), note));
    const row = { county, id, areaCode, aefiId, personId, noteCipher, userId: ctx.actor.userId, at };
    await tx.aefiStep.create({
      data: { ...row, step: 'taken_back', doneAt: at, takesBack: stepId },
      select: { id: true },
    });
    const detail = { personId, step: steps.find((one) => one.id === stepId)?.step ?? null };
    await writer.audit({ action: 'aefi.takeBack', entity: 'aefi', entityId: aefiId, detail });
    return null;
  });
};
