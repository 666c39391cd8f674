/** What may be entered about a case, and in which order the desk shows them: a clock that ran out comes first. */
import { deadlinesOf, type AefiCase, type AefiDue } from '../aefi/deadlines.ts';
import type { AefiClass, AefiStep } from '../aefi/rules.ts';
import { ok, refused, type Result } from '../error.ts';
import { deskSteps, type DeskStep, type DoneStep, type RecordAefiStep } from './query.ts';

const clockSteps: ReadonlySet<string> = new Set(['urgent_report', 'card', 'investigation', 'form']);
const isClockStep = (step: DeskStep): step is AefiStep => clockSteps.has(step);

export interface CaseStanding {
  state: 'open' | 'closed';
  class: AefiClass | null;
  done: Partial<Record<AefiStep, string>>;
}

/** @param steps not taken back, in the order they were entered */
export const caseStanding = (steps: readonly DoneStep[]): CaseStanding => {
  const ends = steps.filter(({ step }) => step === 'closed' || step === 'reopened');
  const done: CaseStanding['done'] = {};
  for (const { step, doneAt } of steps) if (isClockStep(step)) done[step] ??= doneAt;
  return {
    state: ends.at(-1)?.step === 'closed' ? 'closed' : 'open',
    class: steps.findLast(({ step }) => step === 'classified')?.class ?? null,
    done,
  };
};

/** What stands before each step; the class comes out of the investigation. */
const after: Partial<Record<DeskStep, AefiStep>> = {
  investigation: 'card',
  form: 'investigation',
  classified: 'investigation',
};

export const nextSteps = (standing: CaseStanding, due: readonly AefiDue[]): DeskStep[] => {
  if (standing.state === 'closed') return ['reopened'];
  const { done } = standing;
  return deskSteps.filter((step) => {
    if (step === 'reopened') return false;
    if (step === 'closed') return standing.class !== null && due.every(({ doneAt }) => doneAt !== null);
    const before = after[step];
    if (before !== undefined && done[before] === undefined) return false;
    return !isClockStep(step) || (done[step] === undefined && due.some((one) => one.step === step));
  });
};

export interface StepSituation {
  one: Omit<AefiCase, 'done'>;
  /** not taken back */
  steps: readonly DoneStep[];
  now: string;
}

export const decideAefiStep = (command: RecordAefiStep, { one, steps, now }: StepSituation): Result<null> => {
  const { step, doneAt, note } = command;
  const standing = caseStanding(steps);
  const due = deadlinesOf({ ...one, done: standing.done }, now);
  if (!nextSteps(standing, due).includes(step)) return refused({ code: 'changed_meanwhile' });
  const fields: string[] = [];
  const before = after[step];
  const earliest = before === undefined ? one.foundAt : (standing.done[before] ?? one.foundAt);
  // a minute of grace: forms know no seconds
  if (Date.parse(doneAt) > Date.parse(now) || Date.parse(doneAt) < Date.parse(earliest) - 60_000) fields.push('doneAt');
  if ((step === 'classified') !== (command.class !== null)) fields.push('class');
  if ((step === 'closed' || step === 'reopened') && note.length < 2) fields.push('note');
  return fields.length === 0 ? ok(null) : refused({ code: 'bad_input', fields });
};

/** A step others rest on is not taken back before them. */
export const decideTakeBack = (stepId: string, steps: readonly DoneStep[]): Result<null> => {
  const taken = steps.find(({ id }) => id === stepId);
  if (taken === undefined) return refused({ code: 'not_found' });
  const { state } = caseStanding(steps);
  const rests = steps.some(({ step }) => after[step] === taken.step);
  if (rests || (state === 'closed' && taken.step !== 'closed')) return refused({ code: 'changed_meanwhile' });
  return ok(null);
};

const isLate = ({ state }: AefiDue): boolean => state === 'late';

/** The clock that runs out first: late ones by how long ago, then open ones; waiting and done steps have no clock. */
export const urgencyOf = (due: readonly AefiDue[]): { late: boolean; dueAt: string | null } => {
  const running = due.filter(({ state, dueAt }) => (state === 'late' || state === 'open') && dueAt !== null);
  const dueAt = running.map((one) => one.dueAt ?? '').toSorted()[0] ?? null;
  return { late: due.some(isLate), dueAt };
};
