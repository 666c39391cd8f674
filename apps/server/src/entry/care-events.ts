/** Rows of care as the fold and the tablets read them. */
import { CareFacts, inCareOrder, type CareEvent } from '@qiaomen/domain/care/event';
import type { Tx } from '@qiaomen/prisma/scoped';

export const careContext = (eventId: string): string => `care_event.body|${eventId}`;

interface CareRow {
  id: string;
  occurredAt: string | Date;
  userId: string;
  voided: boolean;
  facts: unknown;
}

export const toCareEvent = ({ id, occurredAt, userId, voided, facts }: CareRow): CareEvent => ({
  id,
  occurredAt: new Date(occurredAt).toISOString(),
  userId,
  voided,
  facts: CareFacts.parse(facts),
});

/** In order, by person. */
export const careOf = async (
  tx: Tx,
  county: string,
  personIds: readonly string[],
): Promise<Map<string, CareEvent[]>> => {
  const rows = await tx.careEvent.findMany({
    where: { county, personId: { in: [...personIds] } },
    select: { id: true, personId: true, occurredAt: true, userId: true, voidedBy: true, facts: true },
  });
  const events = new Map<string, CareEvent[]>();
  for (const { personId, voidedBy, ...row } of rows) {
    const list = events.get(personId) ?? [];
    list.push(toCareEvent({ ...row, voided: voidedBy !== null }));
    events.set(personId, list);
  }
  for (const list of events.values()) list.sort(inCareOrder);
  return events;
};
