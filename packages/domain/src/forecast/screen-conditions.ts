/** What known conditions mean for a dose today: the gravest rule decides, and what is no contraindication stays none. */
import { rulesOn, screeningResults, type RuleTable, type ScreeningResult } from './rule-table.ts';

export interface Screening {
  result: ScreeningResult;
  /** the conditions behind the result */
  reasons: string[];
  ruleIds: string[];
}

/** Conditions the table says nothing about; nobody may read silence as a yes. */
export const unknownConditions = (conditions: readonly string[], table: RuleTable): string[] => {
  const known = new Set(table.conditions.map(({ condition }) => condition));
  return conditions.filter((condition) => !known.has(condition));
};

export const screenConditions = (conditions: readonly string[], table: RuleTable, rulesAsOf: string): Screening => {
  const rows = rulesOn(table, rulesAsOf).conditions.filter(({ condition }) => conditions.includes(condition));
  const gravest = Math.max(0, ...rows.map(({ result }) => screeningResults.indexOf(result)));
  const result = screeningResults[gravest] ?? 'ELIGIBLE';
  const deciding = result === 'ELIGIBLE' ? [] : rows.filter((row) => row.result !== 'ELIGIBLE');
  return {
    result,
    reasons: [...new Set(deciding.map(({ condition }) => condition))].toSorted(),
    ruleIds: rows.map(({ id }) => id).toSorted(),
  };
};
