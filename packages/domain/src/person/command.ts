import { z } from 'zod';
import { AreaCode } from '../area/area-code.ts';
import { PersonLanguage } from '../account/role.ts';

export const Sex = z.enum(['male', 'female', 'unknown']);
export type Sex = z.infer<typeof Sex>;

/** A fact: an elder was found at the door who is not on the list. The server looks for duplicates, a supervisor decides. */
export const ProposePerson = z.strictObject({
  type: z.literal('person.propose'),
  proposalId: z.uuidv7(),
  personId: z.uuidv7(),
  campaignId: z.uuid(),
  areaCode: AreaCode, // village or grid
  name: z.string().trim().min(1).max(50),
  sex: Sex,
  birthDate: z.iso.date().nullable(),
  /** as heard or read at the door; checked, never refused */
  idNumber: z.string().max(30).nullable(),
  phone: z.string().max(30).nullable(),
  address: z.string().max(200),
  language: PersonLanguage,
});
export type ProposePerson = z.infer<typeof ProposePerson>;

/** A fact: the worker looked at a phone number in order to call. */
export const RevealPhone = z.strictObject({
  type: z.literal('phone.reveal'),
  personId: z.uuid(),
});
export type RevealPhone = z.infer<typeof RevealPhone>;

const Text = z.string().max(200).nullable();
/** what a register may hold, which is no limit for what is typed */
const Shown = z.string().max(2000).nullable();

/**
 * A fact: at the door a number, an address or a language turned out to be another. `base` is what the tablet showed, so
 * that a change somebody else made meanwhile is never written over unseen; null and empty text mean "none".
 */
export const CorrectContact = z.strictObject({
  type: z.literal('contact.correct'),
  personId: z.uuid(),
  change: z.discriminatedUnion('field', [
    z.strictObject({ field: z.literal('phone'), base: Shown, value: Text }),
    z.strictObject({ field: z.literal('address'), base: Shown, value: Text }),
    z.strictObject({ field: z.literal('language'), base: PersonLanguage, value: PersonLanguage }),
  ]),
});
export type CorrectContact = z.infer<typeof CorrectContact>;

/** A fact: how the house is found, in the words of whoever found it. Empty takes the note away. */
export const NoteLandmark = z.strictObject({
  type: z.literal('landmark.note'),
  personId: z.uuid(),
  text: z.string().max(200),
});
export type NoteLandmark = z.infer<typeof NoteLandmark>;
