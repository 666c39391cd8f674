/** Which schedule says whether somebody is vaccinated, and when two records are one dose. */
import { cnCovid19 } from '../forecast/cn-covid19.ts';
import type { RuleTable } from '../forecast/rule-table.ts';
import type { RuleRow } from '../rule.ts';

/** Two records of one product so close together are one dose written down twice. */
export interface NearDuplicateRule extends RuleRow {
  withinDays: number;
}

export interface DoseRules {
  table: RuleTable;
  nearDuplicates: readonly NearDuplicateRule[];
}

export const doseRules: DoseRules = {
  table: cnCovid19,
  nearDuplicates: [
    { id: 'DUP', withinDays: 1, source: 'house rule', scope: 'CN', validFrom: '2021-03-29', validTo: null },
  ],
};
