/** From answers and measured values to eligible, deferred until a day, or contraindicated; a doubt goes to the expert panel. */
import { screenConditions, type Screening } from '../forecast/screen-conditions.ts';
import { screeningResults, type RuleTable, type ScreeningResult } from '../forecast/rule-table.ts';
import { addDays } from '../register/day.ts';
import { isInForce } from '../rule.ts';
import type { Answer, LocalThreshold, QuestionSet, ScreeningQuestion } from './questions.ts';

export interface ScreeningInput {
  answers: Readonly<Record<string, Answer>>;
  measures: Readonly<Partial<Record<LocalThreshold['measure'], number>>>;
  /** a day the person or a doctor named for the re-check */
  recheckOn: string | null;
  day: string;
}

export interface ScreeningOutcome {
  result: ScreeningResult;
  /** conditions and local thresholds behind the result */
  reasons: string[];
  /** only local thresholds speak against: shown as local practice */
  isLocal: boolean;
  deferredUntil: string | null;
  /** questions nobody could answer: for the expert panel, with the hours it has */
  consult: { questions: string[]; withinHours: number } | null;
  unanswered: string[];
  ruleIds: string[];
}

/** A question of its own says itself what a yes means; the gravest result decides as it does among conditions. */
const withOwnResults = (found: Screening, affirmed: readonly ScreeningQuestion[]): Screening => {
  const own = affirmed.flatMap(({ result, condition }) => (result === undefined ? [] : [{ result, condition }]));
  const gravest = Math.max(
    screeningResults.indexOf(found.result),
    ...own.map(({ result }) => screeningResults.indexOf(result)),
  );
  const against = own.filter(({ result }) => result !== 'ELIGIBLE').map(({ condition }) => condition);
  const reasons = [...new Set([...found.reasons, ...against])].toSorted();
  return { ...found, result: screeningResults[gravest] ?? found.result, reasons };
};

export const screen = (
  input: ScreeningInput,
  set: QuestionSet,
  table: RuleTable,
  thresholds: readonly LocalThreshold[],
): ScreeningOutcome => {
  const { answers, measures, day } = input;
  const unanswered = set.questions.filter(({ id }) => answers[id] === undefined).map(({ id }) => id);
  const doubtful = set.questions.filter(({ id }) => answers[id] === 'unsure').map(({ id }) => id);
  const affirmed = set.questions.filter(({ id }) => answers[id] === 'yes');
  const byTable = affirmed.filter(({ result }) => result === undefined).map(({ condition }) => condition);
  const national = withOwnResults(screenConditions(byTable, table, day), affirmed);
  const exceeded = thresholds.filter((row) => isInForce(row, day) && (measures[row.measure] ?? -Infinity) > row.above);
  const isOpen = doubtful.length > 0 || unanswered.length > 0;
  const byMeasure = exceeded.length > 0 && national.result === 'ELIGIBLE';
  const result = national.result === 'ELIGIBLE' && (byMeasure || isOpen) ? 'DEFER' : national.result;
  return {
    result,
    reasons: [...national.reasons, ...exceeded.map(({ id }) => id)],
    isLocal: byMeasure && !isOpen,
    deferredUntil: result === 'DEFER' ? (input.recheckOn ?? addDays(day, set.recheckAfterDays)) : null,
    consult: doubtful.length === 0 ? null : { questions: doubtful, withinHours: set.consultWithinHours },
    unanswered,
    ruleIds: [set.id, ...national.ruleIds, ...exceeded.map(({ id }) => id)],
  };
};
