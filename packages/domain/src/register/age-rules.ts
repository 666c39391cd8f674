/** Age groups of the elder campaigns. */
import type { RuleRow } from '../rule.ts';
import type { AgeBand } from './entry-state.ts';

export interface BandRule extends RuleRow {
  band: AgeBand;
  fromAge: number;
}

/** Highest age first. Everybody below the first row's age is in the last band. */
export const bandRules: readonly BandRule[] = [
  {
    id: 'AGE-80',
    band: '80+',
    fromAge: 80,
    source: '《加强老年人新冠病毒疫苗接种工作方案》 2022-11-29: 80 years and over',
    scope: 'CN',
    validFrom: '2021-01-01',
    validTo: null,
  },
  {
    id: 'AGE-60',
    band: '60-79',
    fromAge: 60,
    source: '《加强老年人新冠病毒疫苗接种工作方案》 2022-11-29: 60 to 79 years',
    scope: 'CN',
    validFrom: '2021-01-01',
    validTo: null,
  },
];
