/**
 * The module on contraindications: every condition of the rules is a case, and its rule is the right answer. Who passed did so
 * for these rules; when what a condition means changes, everybody's module is out of date.
 */
import { rulesOn, type ScreeningResult } from '../forecast/rule-table.ts';
import { isInForce, type RuleRow } from '../rule.ts';
import type { ClinicRules } from '../rule-version/clinic-rules.ts';

export interface QuizCase {
  condition: string;
  right: ScreeningResult;
  source: string;
}

export interface QuizRule extends RuleRow {
  /** of a hundred answers so many must be right */
  passPercent: number;
}

export const quizRules: readonly QuizRule[] = [
  { id: 'QUIZ-1', passPercent: 90, source: 'house rule', scope: 'CN', validFrom: '2021-01-01', validTo: null },
];

/** The order stays the same for a day and mixes what is a contraindication with what is none. */
const mixed = (condition: string): number =>
  [...condition].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7);

export const quizCases = ({ table }: ClinicRules, day: string): QuizCase[] =>
  rulesOn(table, day)
    .conditions.map(({ condition, result, source }) => ({ condition, right: result, source }))
    .toSorted((a, b) => mixed(a.condition) - mixed(b.condition) || (a.condition < b.condition ? -1 : 1));

/** FNV-1a: short, the same everywhere, and another one for another text. */
const fingerprint = (text: string): string => {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
};

/** Of everything the module teaches: what conditions mean, what is asked, local limits. Intervals are not taught here. */
export const quizMark = (rules: ClinicRules, day: string): string => {
  const conditions = rulesOn(rules.table, day).conditions.map(({ condition, result }) => `${condition} ${result}`);
  const limits = rules.thresholds
    .filter((row) => isInForce(row, day))
    .map(({ measure, above, unit }) => `${measure} ${above} ${unit}`);
  const asked = rules.questionSets.filter((row) => isInForce(row, day)).map(({ id, version }) => `${id} ${version}`);
  return fingerprint([...conditions.toSorted(), ...limits.toSorted(), ...asked.toSorted()].join('\n'));
};

export interface QuizMarked {
  right: number;
  questions: number;
  passed: boolean;
  /** cases that were answered wrongly or not at all */
  wrong: QuizCase[];
}

export const markQuiz = (
  cases: readonly QuizCase[],
  answers: Readonly<Record<string, ScreeningResult>>,
  passPercent: number,
): QuizMarked => {
  const wrong = cases.filter(({ condition, right }) => answers[condition] !== right);
  const right = cases.length - wrong.length;
  return { right, questions: cases.length, passed: right * 100 >= passPercent * cases.length, wrong };
};
