/** The word of a second person or of the expert panel is asked for, so it can be refused; everything else happened. */
import { ok, refused, type Result } from '../error.ts';
import type { CareCommand } from './command.ts';
import { listOfKind, type CareEvent } from './event.ts';

type Of<Type extends CareCommand['type']> = Extract<CareCommand, { type: Type }>;

/** What is known of the person, and who gives the word. */
interface Situation {
  userId: string;
  care: readonly CareEvent[];
  isPrefecture?: boolean;
}

/** A screening with a doubt has one answer, by somebody who did not ask. */
export const refuseAnswer = (command: Of<'consult.answer'>, { userId, care }: Situation): Result<null> => {
  const asked = listOfKind(care, 'screening.record').find(({ id }) => id === command.screeningId);
  if (asked === undefined || asked.facts.consult.length === 0) return refused({ code: 'not_found' });
  if (asked.userId === userId) return refused({ code: 'second_word_own' });
  if (command.result === 'DEFER' && command.until === null) return refused({ code: 'bad_input', fields: ['until'] });
  const answered = listOfKind(care, 'consult.answer').some(({ facts }) => facts.screeningId === asked.id);
  return answered ? refused({ code: 'already_decided' }) : ok(null);
};

export const refuseAgreement = (
  command: Of<'close.agree'>,
  { userId, care, isPrefecture }: Situation,
): Result<null> => {
  const asked = listOfKind(care, 'close.request').find(({ id }) => id === command.closeId);
  if (asked === undefined) return refused({ code: 'not_found' });
  if (asked.userId === userId) return refused({ code: 'second_word_own' });
  // nobody in the area a person left can say that another one has taken them over
  if (command.agreed && asked.facts.code === 'C5' && isPrefecture !== true) return refused({ code: 'outside_area' });
  const decided = listOfKind(care, 'close.agree').some(({ facts }) => facts.closeId === asked.id);
  return decided ? refused({ code: 'already_decided' }) : ok(null);
};
