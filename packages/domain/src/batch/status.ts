/** Which crowd an entry belongs to, and whether anybody knows how it stands with the person. */
import { isClosed, type AgeBand, type EntryState } from '../register/entry-state.ts';
import { crowdRules, type Crowd, type CrowdRule } from './crowds.ts';

/** All that the rules ask of an entry: few values each, so that a register is counted by them and judged here. */
export interface BatchFacts {
  band: AgeBand;
  /** the newest assessment says so, or without one the register of disabled persons */
  bedbound: boolean;
  nursingHome: boolean;
  state: EntryState;
  visited: boolean;
  /** has a screening of this campaign that was not voided */
  screened: boolean;
}

/** `reached`: a dated outcome is known; `never_reached` and `not_screened` are the two ways of being unknown. */
export type BatchStatus = 'closed' | 'reached' | 'never_reached' | 'not_screened';

export const isUnknown = (status: BatchStatus): boolean => status === 'never_reached' || status === 'not_screened';

const fits = ({ who }: CrowdRule, facts: BatchFacts): boolean =>
  (who.band === undefined || who.band === facts.band) &&
  (who.bedbound === undefined || facts.bedbound) &&
  (who.nursingHome === undefined || facts.nursingHome);

/** Null for records that stand for nobody: merged into another, or never meant by the campaign. */
export const crowdRuleOf = (facts: BatchFacts, rules: readonly CrowdRule[] = crowdRules): CrowdRule | null => {
  if (facts.state === 'merged' || facts.state === 'not_target') return null;
  const rule = rules.find((one) => fits(one, facts));
  if (rule === undefined) throw new Error('crowdRuleOf: the last crowd must fit everybody');
  return rule;
};

const willing: ReadonlySet<EntryState> = new Set(['agreed', 'booked']);

export const statusIn = (rule: CrowdRule, facts: BatchFacts): BatchStatus => {
  if (isClosed(facts.state)) return 'closed';
  if (facts.state === 'to_visit') return 'never_reached';
  // what a list claims of somebody is known only when someone was at the door
  if (facts.state === 'exemption_claimed' && !facts.visited) return 'never_reached';
  const mustBeScreened = rule.screening === 'everybody' || (rule.screening === 'bedbound' && facts.bedbound);
  return willing.has(facts.state) && mustBeScreened && !facts.screened ? 'not_screened' : 'reached';
};

export interface BatchCounts {
  members: number;
  closed: number;
  reached: number;
  never_reached: number;
  not_screened: number;
}

const none: BatchCounts = { members: 0, closed: 0, reached: 0, never_reached: 0, not_screened: 0 };

/** Every crowd, in order, with those nobody belongs to. */
export const countBatches = (
  groups: readonly (BatchFacts & { persons: number })[],
  rules: readonly CrowdRule[] = crowdRules,
): { crowd: Crowd; counts: BatchCounts }[] => {
  const byCrowd = new Map<Crowd, BatchCounts>(rules.map(({ crowd }) => [crowd, { ...none }]));
  for (const { persons, ...facts } of groups) {
    const rule = crowdRuleOf(facts, rules);
    const counts = rule === null ? undefined : byCrowd.get(rule.crowd);
    if (rule === null || counts === undefined) continue;
    counts.members += persons;
    counts[statusIn(rule, facts)] += persons;
  }
  return [...byCrowd].map(([crowd, counts]) => ({ crowd, counts }));
};

export const unknownIn = (counts: BatchCounts): number => counts.never_reached + counts.not_screened;
