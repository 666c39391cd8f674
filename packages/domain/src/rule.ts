/** Every rule constant is a row with an id, where it comes from and from when to when it holds. */
export interface RuleRow {
  id: string;
  /** the guideline, notice or law; "house rule" where this system made the choice itself */
  source: string;
  /** where it holds: CN for the whole country, or an area code */
  scope: string;
  validFrom: string;
  /** last day, or null while it holds */
  validTo: string | null;
}

export const isInForce = (rule: RuleRow, day: string): boolean =>
  rule.validFrom <= day && (rule.validTo === null || day <= rule.validTo);

/** The row in force on that day; for a day no row covers, the one nearest in time, so that no fact is left without a rule. */
export const findRule = <Row extends RuleRow>(rows: readonly Row[], day: string): Row | undefined => {
  const inForce = rows.filter((row) => isInForce(row, day));
  const newest = inForce.toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0];
  if (newest !== undefined) return newest;
  const byDate = rows.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  return byDate.findLast((row) => row.validFrom <= day) ?? byDate[0];
};
