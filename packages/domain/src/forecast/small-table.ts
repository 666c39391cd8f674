/** Rule tables of a few rows, for tests. */
import { RuleTable } from './rule-table.ts';

export const always = { source: 'test', scope: 'CN', validFrom: '2020-01-01', validTo: null } as const;
export const dose = (rule: string, more: object = {}) => ({ rule, allowed: ['A'], intervals: [], ...more });
export const row = (id: string, doses: object[], more: object = {}) => ({
  id,
  series: 'PRIMARY',
  step: 1,
  doses,
  ...always,
  ...more,
});
export const tableOf = (series: object[], more: object = {}): RuleTable =>
  RuleTable.parse({
    name: 'test',
    status: 'example',
    products: ['A', 'B', 'C'],
    bands: [],
    series,
    spacing: [],
    conditions: [],
    ...more,
  });
export const asOf = '2023-06-01';
