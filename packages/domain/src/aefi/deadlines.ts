/** The clock of an AEFI case: which step is due when, by the rows of the place and the day it was found. */
import { dayOf, daysBetween } from '../register/day.ts';
import { isInForce } from '../rule.ts';
import {
  aefiDeadlines,
  aefiSteps,
  reportWindows,
  type AefiDeadline,
  type AefiSeverity,
  type AefiStep,
} from './rules.ts';

export interface AefiCase {
  /** where it is reported; a row of a smaller area comes before that of a larger one */
  areaCode: string;
  severity: AefiSeverity;
  cluster: boolean;
  majorImpact: boolean;
  foundAt: string;
  /** when each step was done */
  done: Partial<Record<AefiStep, string>>;
}

export interface AefiDue {
  step: AefiStep;
  /** null while the step it is counted from is not done */
  dueAt: string | null;
  doneAt: string | null;
  state: 'waiting' | 'open' | 'late' | 'done' | 'done_late';
  ruleId: string;
}

const later = (at: string, hours: number): string => new Date(Date.parse(at) + hours * 3_600_000).toISOString();

export const isUrgent = ({ severity, cluster, majorImpact }: AefiCase): boolean =>
  severity === 'death' || severity === 'severe_disability' || cluster || majorImpact;

const isOfPlace = (row: AefiDeadline, areaCode: string): boolean =>
  row.scope === 'CN' || areaCode.startsWith(row.scope);

/** The national row is the widest; the longer an area code, the nearer its row. */
const reach = ({ scope }: AefiDeadline): number => (scope === 'CN' ? 0 : scope.length);

const ruleFor = (step: AefiStep, one: AefiCase, rows: readonly AefiDeadline[]): AefiDeadline | undefined =>
  rows
    .filter((row) => row.step === step && isOfPlace(row, one.areaCode) && isInForce(row, dayOf(one.foundAt)))
    .filter((row) => !row.onlyUrgent || isUrgent(one))
    .toSorted((a, b) => reach(b) - reach(a) || (a.validFrom < b.validFrom ? 1 : -1))[0];

export const deadlinesOf = (one: AefiCase, now: string, rows: readonly AefiDeadline[] = aefiDeadlines): AefiDue[] =>
  aefiSteps.flatMap((step): AefiDue[] => {
    const rule = ruleFor(step, one, rows);
    if (rule === undefined) return [];
    const from = {
      found: one.foundAt,
      card_sent: one.done.card ?? null,
      investigation_started: one.done.investigation ?? null,
    }[rule.from];
    const dueAt = from === null ? null : later(from, rule.hours);
    const doneAt = one.done[step] ?? null;
    const isLate = dueAt !== null && Date.parse(doneAt ?? now) > Date.parse(dueAt);
    const state =
      doneAt === null ? (dueAt === null ? 'waiting' : isLate ? 'late' : 'open') : isLate ? 'done_late' : 'done';
    return [{ step, dueAt, doneAt, state, ruleId: rule.id }];
  });

/** Whether a reaction that began on a day must be reported; null for a kind no window names: then people decide. */
export const isReportable = (reaction: string, doseOn: string, onsetOn: string): boolean | null => {
  const window = reportWindows.find(({ reactions }) => reactions.includes(reaction));
  if (window === undefined) return null;
  const days = daysBetween(doseOn, onsetOn);
  return days >= 0 && days <= window.withinDays;
};
