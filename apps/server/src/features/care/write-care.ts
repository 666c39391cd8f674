/** Keeps what was done for somebody at home, and brings the entry up to date. */
import type { CareFact, CareVoidFact } from '@qiaomen/domain/care/decide';
import { dayOf } from '@qiaomen/domain/register/day';
import { seal } from '@qiaomen/prisma/field-crypto';
import { flagCodesOf, type ApplyContext } from '../../entry/apply-context.ts';
import { careContext } from '../../entry/care-events.ts';
import { dayToDate } from '../../entry/entry.ts';
import { personArea, refoldEntries } from '../../entry/refold-entry.ts';

export const writeCare = async (context: ApplyContext, fact: CareFact): Promise<void> => {
  const { writer, county, keys, flags } = context;
  const { id, personId, facts, words } = fact;
  const areaCode = await personArea(writer.tx, county, personId);
  await writer.tx.careEvent.create({
    data: {
      county,
      id,
      areaCode,
      personId,
      campaignId: fact.campaignId,
      userId: context.userId,
      deviceId: context.deviceId === '' ? null : context.deviceId,
      kind: facts.kind,
      occurredAt: new Date(fact.occurredAt),
      receivedAt: writer.at,
      facts,
      bodyCipher: words === null ? null : new Uint8Array(seal(keys, careContext(id), JSON.stringify(words))),
      flags: flags.map((flag) => ({ ...flag })),
    },
    select: { id: true },
  });
  if (facts.kind === 'dose.record') await writeDose(context, fact, facts, areaCode);
  await refoldEntries(writer, county, personId);
  const detail = { personId, flags: flagCodesOf(flags) };
  await writer.audit({ action: context.type, entity: 'care_event', entityId: id, detail });
};

/** The same dose may stand there already, told by somebody else: one record of it is enough, and the event says who saw it. */
const writeDose = async (
  { writer, county, userId, flags }: ApplyContext,
  { id, personId, occurredAt }: CareFact,
  facts: Extract<CareFact['facts'], { kind: 'dose.record' }>,
  areaCode: string,
): Promise<void> => {
  const { product, lot, expiry, traceCode, traceScheme, site, route, amount, place, team } = facts;
  const { screeningId, consentId } = facts;
  const written = { product, lot, traceCode, traceScheme, site, route, amount, place, team, screeningId, consentId };
  await writer.tx.dose.createMany({
    data: {
      county,
      id,
      areaCode,
      personId,
      ...written,
      givenOn: dayToDate(dayOf(occurredAt)) ?? writer.at,
      givenAt: new Date(occurredAt),
      expiry: dayToDate(expiry),
      origin: 'person',
      userId,
      recordedAt: writer.at,
      flags: flags.map((flag) => ({ ...flag })),
    },
    skipDuplicates: true,
  });
};

/** The row stays readable, and the reason for the void stays in the sealed command. */
export const writeCareVoid = async (context: ApplyContext, fact: CareVoidFact): Promise<void> => {
  const { writer, county } = context;
  const { eventId, personId, alreadyVoided } = fact;
  if (!alreadyVoided) {
    await writer.tx.careEvent.update({
      where: { county_id: { county, id: eventId } },
      data: { voidedBy: context.commandId },
      select: { id: true },
    });
    await refoldEntries(writer, county, personId);
  }
  const detail = { personId, alreadyVoided };
  await writer.audit({ action: context.type, entity: 'care_event', entityId: eventId, detail });
};
