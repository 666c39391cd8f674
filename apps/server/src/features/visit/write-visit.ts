/** Keeps a visit that was made, or takes back one recorded by mistake, and brings the entry up to date. */
import type { VisitFact, VoidFact } from '@qiaomen/domain/visit/decide';
import { seal } from '@qiaomen/prisma/field-crypto';
import { flagCodesOf, type ApplyContext } from '../../entry/apply-context.ts';
import { noteContext } from '../../entry/event-lines.ts';
import { answerQuestions, reopenQuestions } from '../../entry/questions.ts';
import { refoldEntries } from '../../entry/refold-entry.ts';

export const writeVisit = async (context: ApplyContext, fact: VisitFact): Promise<void> => {
  const { writer, county, keys, flags } = context;
  const note = fact.note === '' ? null : seal(keys, noteContext(fact.visitId), fact.note);
  // the area of the register, under lock: the person may have moved since the tablet saw them
  const kept = await writer.tx.$executeRaw`
    INSERT INTO visit (county, id, area_code, person_id, campaign_id, user_id, device_id, occurred_at, received_at, outcome,
      reasons, next_date, note_cipher, flags, by_phone, told)
    SELECT p.county, ${fact.visitId}::uuid, p.area_code, p.id, ${fact.campaignId}::uuid, ${context.userId}::uuid,
      ${context.deviceId}::uuid, ${new Date(fact.occurredAt)}, ${writer.at}, ${fact.outcome}, ${fact.reasons}::text[],
      ${fact.nextDate}::date, ${note}::bytea, ${JSON.stringify(flags)}::jsonb,
      ${fact.byPhone}, ${fact.told}::text[]
    FROM person p WHERE p.county = ${county} AND p.id = ${fact.personId}::uuid`;
  if (kept !== 1) throw new Error('a visit at an unknown person');
  const answered = await answerQuestions(context, fact);
  await refoldEntries(writer, county, fact.personId);
  const detail = {
    personId: fact.personId,
    outcome: fact.outcome,
    byPhone: fact.byPhone,
    told: fact.told,
    flags: flagCodesOf(flags),
    answered,
  };
  await writer.audit({ action: context.type, entity: 'visit', entityId: fact.visitId, detail });
};

/** The row stays readable, and the reason for the void stays in the sealed command. */
export const writeVoid = async (context: ApplyContext, fact: VoidFact): Promise<void> => {
  const { writer, county } = context;
  if (!fact.alreadyVoided) {
    await writer.tx.visit.update({
      where: { county_id: { county, id: fact.visitId } },
      data: { voidedBy: context.commandId },
      select: { id: true },
    });
    await reopenQuestions(context, fact.visitId);
    await refoldEntries(writer, county, fact.personId);
  }
  const detail = { personId: fact.personId, alreadyVoided: fact.alreadyVoided };
  await writer.audit({ action: context.type, entity: 'visit', entityId: fact.visitId, detail });
};
