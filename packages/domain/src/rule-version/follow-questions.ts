/** Other questions from a day on: the set before ends the day before and stays, because answers were given to it. */
import { ok, refused, type Result } from '../error.ts';
import { addDays } from '../register/day.ts';
import type { QuestionSet, ScreeningQuestion } from '../screening/questions.ts';

export interface QuestionChange {
  from: string;
  place: string;
  source: string;
  questions: readonly ScreeningQuestion[];
  recheckAfterDays: number;
  consultWithinHours: number;
}

export const newestSet = (sets: readonly QuestionSet[]): QuestionSet | undefined =>
  sets.toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0];

/** @param sets as they were published, without the draft that is replaced */
export const followQuestions = (sets: readonly QuestionSet[], change: QuestionChange): Result<QuestionSet[]> => {
  const { from, place, source, questions, recheckAfterDays, consultWithinHours } = change;
  const last = newestSet(sets);
  if (last === undefined) return refused({ code: 'not_found' });
  if (from <= last.validFrom) return refused({ code: 'bad_input', fields: ['from'] });
  const version = Math.max(...sets.map((set) => set.version)) + 1;
  const next: QuestionSet = {
    id: `SCREEN-${place}-${String(version)}`,
    version,
    source,
    scope: place,
    validFrom: from,
    validTo: null,
    questions: [...questions],
    recheckAfterDays,
    consultWithinHours,
  };
  const closed = sets.map((set) =>
    set.id === last.id && (set.validTo === null || set.validTo >= from) ? { ...set, validTo: addDays(from, -1) } : set,
  );
  return ok([...closed, next]);
};
