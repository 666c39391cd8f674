/** Keeps how a house is found. Of two notes the one written later holds, whichever arrives last. */
import type { LandmarkFact } from '@qiaomen/domain/person/decide';
import { flagCodesOf, type ApplyContext } from '../../entry/apply-context.ts';
import { sealLandmark } from '../../entry/landmark.ts';
import { refoldEntries } from '../../entry/refold-entry.ts';

export const writeLandmark = async (context: ApplyContext, fact: LandmarkFact): Promise<void> => {
  const { writer, county, keys, flags, type } = context;
  const { personId, text } = fact;
  const at = new Date(fact.occurredAt);
  const { count } = await writer.tx.person.updateMany({
    where: { county, id: personId, OR: [{ landmarkAt: null }, { landmarkAt: { lt: at } }] },
    data: { landmarkCipher: sealLandmark(keys, personId, text), landmarkAt: at },
  });
  await refoldEntries(writer, county, personId);
  const detail = { kept: count === 1, empty: text === '', flags: flagCodesOf(flags) };
  await writer.audit({ action: type, entity: 'person', entityId: personId, detail });
};
