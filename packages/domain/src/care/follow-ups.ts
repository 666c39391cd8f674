/** The calls after a dose, from what has happened so far. */
import { addDays, dayOf } from '../register/day.ts';
import { isInForce } from '../rule.ts';
import type { FollowUpSlot } from './command.ts';
import { inCareOrder, listOfKind, type CareEvent } from './event.ts';
import { followUpRules } from './rules.ts';

export interface FollowUp {
  doseId: string;
  slot: FollowUpSlot;
  dueAt: string;
  /** the day to call: the due day, or the one agreed on when nobody was reached */
  dueOn: string;
  /** after this the next slot asks the same */
  until: string;
  /** calls in vain so far */
  tries: number;
  result: 'well' | 'reaction' | null;
}

const hours = (at: string, count: number): string => new Date(Date.parse(at) + count * 3_600_000).toISOString();

/** All calls of every dose given by us, done or not, in the order they are due. */
export const allFollowUpsOf = (care: readonly CareEvent[]): FollowUp[] => {
  const known = care.filter(({ voided }) => !voided).toSorted(inCareOrder);
  const calls = listOfKind(known, 'followUp.record');
  return listOfKind(known, 'dose.record')
    .flatMap((dose) =>
      followUpRules
        .filter((rule) => isInForce(rule, dayOf(dose.occurredAt)))
        .map(({ slot, afterHours, untilHours }): FollowUp => {
          const made = calls.filter(({ facts }) => facts.doseId === dose.id && facts.slot === slot);
          const answered = made.findLast(({ facts }) => facts.result !== 'not_reached')?.facts.result;
          const dueAt = hours(dose.occurredAt, afterHours);
          const last = made.at(-1);
          const again = last === undefined ? null : (last.facts.nextTryOn ?? addDays(dayOf(last.occurredAt), 1));
          return {
            doseId: dose.id,
            slot,
            dueAt,
            dueOn: again ?? dayOf(dueAt),
            until: hours(dose.occurredAt, untilHours),
            tries: made.filter(({ facts }) => facts.result === 'not_reached').length,
            result: answered === 'well' || answered === 'reaction' ? answered : null,
          };
        }),
    )
    .toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0));
};

/** Per dose the first call nobody has answered; whoever was asked later need not be asked again about earlier. */
export const openFollowUpsOf = (care: readonly CareEvent[]): FollowUp[] => {
  const all = allFollowUpsOf(care);
  return [...Map.groupBy(all, ({ doseId }) => doseId).values()].flatMap((ofDose) => {
    const answered = ofDose.findLastIndex(({ result }) => result !== null);
    return ofDose.slice(answered + 1, answered + 2);
  });
};

export interface FollowUpTask extends FollowUp {
  overdue: boolean;
}

/** What is to be called about now: a slot nobody answered gives way to the next when its time is over. Overdue first. */
export const followUpsOf = (care: readonly CareEvent[], now: string): FollowUpTask[] => {
  const all = allFollowUpsOf(care);
  const today = dayOf(now);
  return [...Map.groupBy(all, ({ doseId }) => doseId).values()]
    .flatMap((ofDose) => {
      const answered = ofDose.findLastIndex(({ result }) => result !== null);
      const open = ofDose.slice(answered + 1).find(({ until }) => Date.parse(until) > Date.parse(now));
      return open === undefined ? [] : [{ ...open, overdue: open.dueOn < today }];
    })
    .toSorted((a, b) => Number(b.overdue) - Number(a.overdue) || (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
};
