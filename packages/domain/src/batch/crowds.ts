/** The crowds of a campaign, one after the other. Everybody belongs to the first that fits; the last one fits everybody. */
import type { AgeBand } from '../register/entry-state.ts';
import type { RuleRow } from '../rule.ts';

export const crowds = ['old', 'bedbound', 'institution', 'younger', 'rest'] as const;
export type Crowd = (typeof crowds)[number];

export interface CrowdRule extends RuleRow {
  crowd: Crowd;
  /** every condition that is given must hold; none given: everybody */
  who: { band?: AgeBand; bedbound?: true; nursingHome?: true };
  /** who of those that agreed must have been screened before the crowd can close */
  screening: 'nobody' | 'bedbound' | 'everybody';
}

const houseRule = {
  source: 'house rule: the oldest first, then who cannot come, then who lives in institutions, then everybody',
  scope: 'CN',
  validFrom: '2022-12-01',
  validTo: null,
};

/** In the order in which they are closed. */
export const crowdRules: readonly CrowdRule[] = [
  { ...houseRule, id: 'crowd-old', crowd: 'old', who: { band: '80+' }, screening: 'bedbound' },
  { ...houseRule, id: 'crowd-bedbound', crowd: 'bedbound', who: { bedbound: true }, screening: 'everybody' },
  { ...houseRule, id: 'crowd-institution', crowd: 'institution', who: { nursingHome: true }, screening: 'nobody' },
  { ...houseRule, id: 'crowd-younger', crowd: 'younger', who: { band: '60-79' }, screening: 'nobody' },
  { ...houseRule, id: 'crowd-rest', crowd: 'rest', who: {}, screening: 'nobody' },
];
