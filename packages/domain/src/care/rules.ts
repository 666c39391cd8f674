/** The numbers behind the care at home, as dated rows. */
import type { RuleRow } from '../rule.ts';
import type { FollowUpSlot } from './command.ts';

const since = { scope: 'CN', validFrom: '2021-01-01', validTo: null } as const;
const house = { source: 'house rule', ...since } as const;
const standard = { source: '《预防接种工作规范》: 三查七对一验证, 留观 30 分钟', ...since } as const;

export interface CareRule extends RuleRow {
  /** an assessment older than this says nothing about today */
  assessmentDays: number;
  /** a screening holds on its own day and so many days after it */
  screeningDays: number;
  watchMinutes: number;
  /** people who go to a home together, one of them a doctor */
  teamSize: number;
  assessWithinDays: number;
  approveWithinDays: number;
  bookWithinDays: number;
  refusedReviewDays: number;
  exemptionWithinDays: number;
}

export const careRules: readonly CareRule[] = [
  {
    id: 'CARE-1',
    assessmentDays: 180,
    screeningDays: 0,
    watchMinutes: 30,
    teamSize: 2,
    assessWithinDays: 7,
    approveWithinDays: 3,
    bookWithinDays: 7,
    refusedReviewDays: 30,
    exemptionWithinDays: 7,
    ...house,
  },
];

export interface CheckStep extends RuleRow {
  part: 'three' | 'seven' | 'one';
}

/** Three checks, seven comparisons, one proof; the words are in the catalogues under the id. */
export const checkSteps: readonly CheckStep[] = [
  { id: 'health', part: 'three', ...standard },
  { id: 'record', part: 'three', ...standard },
  { id: 'vaccine', part: 'three', ...standard },
  { id: 'name', part: 'seven', ...standard },
  { id: 'age', part: 'seven', ...standard },
  { id: 'product', part: 'seven', ...standard },
  { id: 'specification', part: 'seven', ...standard },
  { id: 'amount', part: 'seven', ...standard },
  { id: 'site', part: 'seven', ...standard },
  { id: 'route', part: 'seven', ...standard },
  { id: 'agreement', part: 'one', ...standard },
];

export interface FollowUpRule extends RuleRow {
  slot: FollowUpSlot;
  afterHours: number;
  /** nobody calls for this slot any more after so many hours; the next slot asks the same */
  untilHours: number;
}

export const followUpRules: readonly FollowUpRule[] = [
  { id: 'FU-24H', slot: '24h', afterHours: 24, untilHours: 48, ...house },
  { id: 'FU-48H', slot: '48h', afterHours: 48, untilHours: 168, ...house },
  { id: 'FU-7D', slot: '7d', afterHours: 168, untilHours: 672, ...house },
  { id: 'FU-28D', slot: '28d', afterHours: 672, untilHours: 1344, ...house },
];
