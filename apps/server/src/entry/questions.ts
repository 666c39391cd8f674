/** Questions that wait for the next visit, sealed at rest, as the tablet gets them. */
import type { VisitFact } from '@qiaomen/domain/visit/decide';
import { SamePersonParams, type EntryQuestion } from '@qiaomen/domain/visit/question';
import { open, seal, type FieldKeys } from '@qiaomen/prisma/field-crypto';
import type { Tx } from '@qiaomen/prisma/scoped';
import type { ApplyContext } from './apply-context.ts';

const context = (id: string): string => `entry_question.params|${id}`;

export const sealQuestion = (keys: FieldKeys, id: string, params: SamePersonParams): Uint8Array<ArrayBuffer> =>
  new Uint8Array(seal(keys, context(id), JSON.stringify(params)));

/** By person. A door is not asked more than a few things at once. */
const perPerson = 3;

export const openQuestionsOf = async (
  tx: Tx,
  keys: FieldKeys,
  county: string,
  personIds: readonly string[],
): Promise<Map<string, EntryQuestion[]>> => {
  const rows = await tx.entryQuestion.findMany({
    where: { county, personId: { in: [...personIds] }, state: 'open' },
    select: { id: true, personId: true, paramsCipher: true },
    orderBy: [{ askedAt: 'asc' }, { id: 'asc' }],
  });
  const byPerson = Map.groupBy(rows, (row) => row.personId);
  return new Map(
    [...byPerson].map(([personId, asked]) => [
      personId,
      asked.slice(0, perPerson).map(({ id, paramsCipher }) => ({
        id,
        kind: 'same_person',
        other: SamePersonParams.parse(JSON.parse(open(keys, context(id), paramsCipher))),
      })),
    ]),
  );
};

/** The first answer stands; one that could not be asked waits for the next visit. Answers how many were answered. */
export const answerQuestions = async (
  { writer, county, userId }: ApplyContext,
  { answers, visitId, occurredAt }: VisitFact,
): Promise<number> => {
  let answered = 0;
  for (const { questionId, answer } of answers) {
    if (answer === 'not_asked') continue;
    const { count } = await writer.tx.entryQuestion.updateMany({
      where: { county, id: questionId, state: 'open' },
      data: { state: 'answered', answer, answeredBy: userId, answeredAt: new Date(occurredAt), visitId },
    });
    answered += count;
  }
  return answered;
};

/** The visit never took place, so nothing was said. */
export const reopenQuestions = async ({ writer, county }: ApplyContext, visitId: string): Promise<void> => {
  await writer.tx.entryQuestion.updateMany({
    where: { county, visitId, state: 'answered' },
    data: { state: 'open', answer: null, answeredBy: null, answeredAt: null, visitId: null },
  });
};
