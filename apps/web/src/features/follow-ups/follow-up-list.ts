/** Whom to call or see again, and when: calls after a dose, and the re-contact dates of visits. */
import type { CareEvent } from '@qiaomen/domain/care/event';
import { followUpsOf, type FollowUpTask } from '@qiaomen/domain/care/follow-ups';
import { addDays, dayOf, daysBetween } from '@qiaomen/domain/register/day';
import { isClosed, type NextAction } from '@qiaomen/domain/register/entry-state';
import type { RescheduleVisit } from '@qiaomen/domain/visit/command';
import { rescheduleWindow } from '@qiaomen/domain/visit/reschedule';
import { isShownOver, type OutboxItem } from '../../offline/outbox-item.ts';
import type { FieldEntry } from '../../offline/overlay.ts';

export interface FollowUpItem {
  id: string;
  entry: FieldEntry;
  dueOn: string;
  /** a call after a dose, or null where a visit asked for the contact */
  task: FollowUpTask | null;
  /** the visit whose next step this is */
  visitId: string | null;
}

/** These belong to the care after a dose, which has its own calls. */
const careActions: ReadonlySet<NextAction> = new Set(['follow_up', 'watch']);

/** Calls that were made on this tablet count at once, whether or not the server has heard of them. */
const careOf = (entry: FieldEntry, items: readonly OutboxItem[]): CareEvent[] => {
  const known = entry.care ?? [];
  const ids = new Set(known.map(({ id }) => id));
  const live = items.filter((item) => isShownOver(item) && item.command.personId === entry.personId);
  const voided = new Set(live.flatMap(({ command }) => (command.type === 'care.void' ? [command.eventId] : [])));
  const made = live.flatMap(({ command, envelope }): CareEvent[] => {
    if (command.type !== 'followUp.record' || ids.has(command.followUpId)) return [];
    const { followUpId: id, doseId, slot, result, nextTryOn } = command;
    const { occurredAt, userId } = envelope;
    const facts = { kind: 'followUp.record', doseId, slot, result, nextTryOn } as const;
    return [{ id, occurredAt, userId, voided: false, facts }];
  });
  return [...known, ...made].map((event) => (voided.has(event.id) ? { ...event, voided: true } : event));
};

export const followUpItems = (
  entries: readonly FieldEntry[],
  items: readonly OutboxItem[],
  now: string,
): FollowUpItem[] => {
  const all = entries
    .filter((entry) => !entry.left)
    .flatMap((entry): FollowUpItem[] => {
      const calls =
        entry.care === undefined
          ? []
          : followUpsOf(careOf(entry, items), now).map((task) => ({
              id: `${entry.entryId}/${task.doseId}`,
              entry,
              dueOn: task.dueOn,
              task,
              visitId: null,
            }));
      const { nextDate, nextAction } = entry;
      const last = entry.visits.find((visit) => !visit.voided);
      if (isClosed(entry.state) || nextDate === null || nextAction === null || last === undefined) return calls;
      if (careActions.has(nextAction)) return calls;
      return [...calls, { id: entry.entryId, entry, dueOn: nextDate, task: null, visitId: last.id }];
    });
  return all.sort((a, b) =>
    a.dueOn !== b.dueOn
      ? a.dueOn < b.dueOn
        ? -1
        : 1
      : a.entry.areaCode !== b.entry.areaCode
        ? a.entry.areaCode < b.entry.areaCode
          ? -1
          : 1
        : a.entry.serial - b.entry.serial,
  );
};

export type FollowUpRow = { kind: 'day'; day: string; count: number } | { kind: 'item'; item: FollowUpItem };

/** Everything overdue under one heading, then day by day. */
export const rowsByDay = (items: readonly FollowUpItem[], today: string): FollowUpRow[] => {
  const groups = Map.groupBy(items, ({ dueOn }) => (dueOn < today ? '' : dueOn));
  return [...groups].flatMap(([day, ofDay]) => [
    { kind: 'day' as const, day, count: ofDay.length },
    ...ofDay.map((item) => ({ kind: 'item' as const, item })),
  ]);
};

/** The step on its day again; null where the rule does not let it go back, as to a day that is over. */
export const moveBack = ({ entry, visitId, dueOn }: FollowUpItem, today: string): RescheduleVisit | null => {
  if (visitId === null) return null;
  const history = entry.visits.filter((visit) => !visit.voided);
  const window = rescheduleWindow(visitId, history, today);
  if (window === undefined || dueOn < window.earliest || dueOn > window.latest) return null;
  return { type: 'visit.reschedule', visitId, personId: entry.personId, nextDate: dueOn };
};

const offered = 4;

/** Days the step may be moved to: the next ones the rule allows, a few of them, and never another. */
export const daysOffered = ({ entry, task, visitId }: FollowUpItem, today: string): string[] => {
  if (task !== null) {
    const last = addDays(dayOf(task.until), -1);
    return [1, 2, 3, 7].map((days) => addDays(today, days)).filter((day) => day <= last);
  }
  if (visitId === null) return [];
  const history = entry.visits.filter((visit) => !visit.voided);
  const window = rescheduleWindow(visitId, history, today);
  if (window === undefined) return [];
  const length = daysBetween(window.earliest, window.latest);
  const steps = new Set([0, 1, 3, 6, 13, length].filter((days) => days <= length));
  const days = [...steps].sort((a, b) => a - b).map((step) => addDays(window.earliest, step));
  return days.filter((day) => day !== entry.nextDate).slice(0, offered + 1);
};
