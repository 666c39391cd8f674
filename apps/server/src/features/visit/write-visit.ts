/** Keeps a visit that was made, or takes back one recorded by mistake, and brings the entry up to date. */
import type { VisitFact, VoidFact } from '@qiaomen/domain/visit/decide';
import { seal } from '@qiaomen/prisma/field-crypto';
import { flagCodesOf, type ApplyContext } from '../../entry/apply-context.ts';
import { dayToDate } from '../../entry/entry.ts';
import { noteContext } from '../../entry/event-lines.ts';
import { personArea, refoldEntries } from '../../entry/refold-entry.ts';

export const writeVisit = async (context: ApplyContext, fact: VisitFact): Promise<void> => {
  const { writer, county, keys, flags } = context;
  await writer.tx.visit.create({
    data: {
      county,
      id: fact.visitId,
      // of the register, under lock: the person may have moved since the tablet saw them
      areaCode: await personArea(writer.tx, county, fact.personId),
      personId: fact.personId,
      campaignId: fact.campaignId,
      userId: context.userId,
      deviceId: context.deviceId,
      occurredAt: new Date(fact.occurredAt),
      receivedAt: writer.at,
      outcome: fact.outcome,
      reasons: fact.reasons,
      nextDate: dayToDate(fact.nextDate),
      noteCipher: fact.note === '' ? null : seal(keys, noteContext(fact.visitId), fact.note),
      flags: flags.map((flag) => ({ ...flag })),
    },
    select: { id: true },
  });
  await refoldEntries(writer, county, fact.personId);
  const detail = { personId: fact.personId, outcome: fact.outcome, flags: flagCodesOf(flags) };
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
    await refoldEntries(writer, county, fact.personId);
  }
  const detail = { personId: fact.personId, alreadyVoided: fact.alreadyVoided };
  await writer.audit({ action: context.type, entity: 'visit', entityId: fact.visitId, detail });
};
