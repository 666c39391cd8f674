/** Whether an answer about a pair may stand beside what people answered before. Nothing is replaced without being said. */
import { findContradictions, type AnsweredPair } from './find-contradictions.ts';
import type { PairAnswer } from './query.ts';

export interface StandingAnswer {
  decisionId: string;
  answer: PairAnswer;
  userId: string;
}

export interface PairSituation {
  left: string;
  right: string;
  /** the answer in force about this very pair */
  standing: StandingAnswer | null;
  /** answers "same" and "different" about other pairs that hang together with it */
  answered: readonly AnsweredPair[];
}

export interface AskedAnswer {
  userId: string;
  answer: PairAnswer;
  seen: string | null;
  withdraw: readonly string[];
}

export type PairVerdict =
  | { state: 'write' }
  /** the same user said the same before: a repeated tap */
  | { state: 'said_before'; decisionId: string }
  | { state: 'overtaken'; decisionId: string }
  | { state: 'contradicts'; decisionIds: string[] };

const isClear = (answer: PairAnswer): boolean => answer === 'same' || answer === 'different';

export const decidePair = (asked: AskedAnswer, { left, right, standing, answered }: PairSituation): PairVerdict => {
  const { answer, userId } = asked;
  const withdrawn = new Set(asked.withdraw);
  if (standing !== null && standing.answer !== 'reopened' && !withdrawn.has(standing.decisionId)) {
    const { decisionId } = standing;
    const isMine = standing.userId === userId;
    const isNews = decisionId !== asked.seen;
    if (standing.answer === answer)
      return isMine ? { state: 'said_before', decisionId } : { state: 'overtaken', decisionId };
    // who did not see the other's clear answer neither skips nor takes back over it
    if (isNews && !isMine && isClear(standing.answer) && !isClear(answer)) return { state: 'overtaken', decisionId };
    if (!isMine && isClear(standing.answer) && isClear(answer))
      return { state: 'contradicts', decisionIds: [decisionId] };
  }
  if (!isClear(answer)) return { state: 'write' };
  const others = answered.filter(({ decisionId }) => !withdrawn.has(decisionId));
  const decisionIds = findContradictions({ left, right, same: answer === 'same' }, others);
  return decisionIds.length === 0 ? { state: 'write' } : { state: 'contradicts', decisionIds };
};
