/** What each outcome of a visit leads to. House rules, ordered by the outreach practice they follow; see the README table. */
import type { EntryState, NextAction } from '../register/entry-state.ts';
import type { RuleRow } from '../rule.ts';
import type { VisitOutcome } from './codes.ts';

export interface NextStepRule extends RuleRow {
  outcome: VisitOutcome;
  state: EntryState;
  action: NextAction;
  /** days to the next step; null where only the people at the door can know */
  afterDays: number | null;
  /** the day used when the fact names none although it should: nobody is left without a next date */
  fallbackDays: number;
}

/** When knocking in vain has been tried often enough, on different days and at different hours. */
export interface UnreachableRule extends RuleRow {
  attempts: number;
  days: number;
  partsOfDay: number;
  withinDays: number;
  afterDays: number;
}

/** A refusal is respected: how often people are asked again, and when the entry is looked at after that. */
export interface RefusalRule extends RuleRow {
  askAgain: number;
  reviewAfterDays: number;
}

/** First visit after the campaign opens, by age band. */
export interface FirstVisitRule extends RuleRow {
  band: '80+' | '60-79';
  withinDays: number;
}

export interface VisitRules {
  nextSteps: readonly NextStepRule[];
  unreachable: readonly UnreachableRule[];
  refusals: readonly RefusalRule[];
  firstVisits: readonly FirstVisitRule[];
}

const since = { scope: 'CN', validFrom: '2021-01-01', validTo: null } as const;
const house = { ...since, source: 'house rule' } as const;
const claim = { state: 'exemption_claimed', action: 'verify', afterDays: 7, fallbackDays: 7 } as const;

export const visitRules: VisitRules = {
  nextSteps: [
    { id: 'V01', outcome: '01', ...claim, ...house },
    { id: 'V02', outcome: '02', state: 'agreed', action: 'book', afterDays: 7, fallbackDays: 7, ...house },
    { id: 'V03', outcome: '03', state: 'undecided', action: 'revisit', afterDays: 7, fallbackDays: 7, ...house },
    { id: 'V04', outcome: '04', state: 'refused', action: 'revisit', afterDays: 30, fallbackDays: 30, ...house },
    { id: 'V05', outcome: '05', state: 'deferred', action: 'recheck', afterDays: null, fallbackDays: 14, ...house },
    { id: 'V06', outcome: '06', ...claim, ...house },
    { id: 'V07', outcome: '07', state: 'undecided', action: 'revisit', afterDays: 7, fallbackDays: 7, ...house },
    { id: 'V08', outcome: '08', state: 'to_visit', action: 'visit', afterDays: 2, fallbackDays: 2, ...house },
    { id: 'V09', outcome: '09', state: 'away', action: 'revisit', afterDays: null, fallbackDays: 30, ...house },
    { id: 'V10', outcome: '10', ...claim, ...house },
    { id: 'V11', outcome: '11', ...claim, ...house },
    { id: 'V12', outcome: '12', state: 'to_visit', action: 'find_address', afterDays: 7, fallbackDays: 7, ...house },
    { id: 'V13', outcome: '13', ...claim, ...house },
    { id: 'V14', outcome: '14', state: 'away', action: 'revisit', afterDays: null, fallbackDays: 14, ...house },
    {
      id: 'V15',
      outcome: '15',
      state: 'to_visit',
      action: 'visit_institution',
      afterDays: 7,
      fallbackDays: 7,
      ...house,
    },
    { id: 'V16', outcome: '16', ...claim, ...house },
  ],
  unreachable: [{ id: 'V08U', attempts: 3, days: 2, partsOfDay: 2, withinDays: 14, afterDays: 14, ...house }],
  refusals: [
    {
      id: 'V04R',
      askAgain: 1,
      reviewAfterDays: 180,
      source: 'house rule; vaccination is voluntary (National Health Commission, press briefing of April 2021)',
      ...since,
    },
  ],
  firstVisits: [
    { id: 'F80', band: '80+', withinDays: 14, ...house },
    { id: 'F60', band: '60-79', withinDays: 30, ...house },
  ],
};
