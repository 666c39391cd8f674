/** Primary courses by product. */
import type { RuleRow } from '../rule.ts';
import type { DoseProduct } from './command.ts';

export interface CourseRule extends RuleRow {
  product: DoseProduct;
  /** doses of a complete primary course; null for a product that is only given as a booster */
  doses: number | null;
  /** earliest day of the next dose, counted from the last one */
  nextAfterDays: number;
  /** a dose sooner than this after the one before it is not counted */
  countedAfterDays: number;
}

/** Two records of one product so close together are one dose written down twice. */
export interface NearDuplicateRule extends RuleRow {
  withinDays: number;
}

export interface DoseRules {
  courses: readonly CourseRule[];
  nearDuplicates: readonly NearDuplicateRule[];
}

const guideline = '《新冠病毒疫苗接种技术指南(第一版)》, 2021-03-29';
const since = { scope: 'CN', validFrom: '2021-03-29', validTo: null } as const;

export const doseRules: DoseRules = {
  courses: [
    {
      id: 'R1',
      product: 'INACT',
      doses: 2,
      nextAfterDays: 21,
      // two doses within 14 days need one more; from 14 to 21 days none is needed
      countedAfterDays: 14,
      source: guideline,
      ...since,
    },
    { id: 'R3', product: 'AD5_IM', doses: 1, nextAfterDays: 0, countedAfterDays: 0, source: guideline, ...since },
    { id: 'R4', product: 'SUB_CHO', doses: 3, nextAfterDays: 28, countedAfterDays: 0, source: guideline, ...since },
    {
      id: 'R10',
      product: 'AD5_INH',
      doses: null,
      nextAfterDays: 0,
      countedAfterDays: 0,
      source: 'second-booster notice of 2022-12-13: inhaled Ad5 is given as a booster',
      scope: 'CN',
      validFrom: '2022-12-13',
      validTo: null,
    },
  ],
  nearDuplicates: [{ id: 'DUP', withinDays: 1, source: 'house rule', ...since }],
};
