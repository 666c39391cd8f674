/** Moves the next step after a visit to another day. Of two moves the one made later holds, whichever arrives last. */
import type { RescheduleFact } from '@qiaomen/domain/visit/reschedule';
import type { ApplyContext } from '../../entry/apply-context.ts';
import { dayToDate } from '../../entry/entry.ts';
import { refoldEntries } from '../../entry/refold-entry.ts';

export const writeReschedule = async (context: ApplyContext, fact: RescheduleFact): Promise<void> => {
  const { writer, county, userId, type } = context;
  const { visitId, personId, nextDate } = fact;
  const at = new Date(fact.occurredAt);
  const { count } = await writer.tx.visit.updateMany({
    where: { county, id: visitId, OR: [{ movedAt: null }, { movedAt: { lt: at } }] },
    data: { movedTo: dayToDate(nextDate), movedAt: at, movedBy: userId },
  });
  await refoldEntries(writer, county, personId);
  const detail = { personId, nextDate, kept: count === 1 };
  await writer.audit({ action: type, entity: 'visit', entityId: visitId, detail });
};
