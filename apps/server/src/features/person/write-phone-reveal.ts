/** Notes that a worker looked at a phone number in order to call. */
import type { PhoneRevealFact } from '@qiaomen/domain/person/decide';
import { flagCodesOf, type ApplyContext } from '../../entry/apply-context.ts';

export const writePhoneReveal = async ({ writer, type, flags }: ApplyContext, fact: PhoneRevealFact): Promise<void> => {
  const detail = { purpose: 'contact', occurredAt: fact.occurredAt, flags: flagCodesOf(flags) };
  await writer.audit({ action: type, entity: 'person', entityId: fact.personId, detail });
};
