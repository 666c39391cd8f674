/** What a change of rules does to somebody's next dose. */
import type { NextDose } from '../forecast/history.ts';

export const dueShifts = ['earlier', 'later', 'newly_due', 'no_longer_due'] as const;
export type DueShift = (typeof dueShifts)[number];

/** Null where nothing moves. A dose that was due before and still is has not moved, whatever day it became so. */
export const dueShift = (before: NextDose | null, after: NextDose | null): DueShift | null => {
  if (before === null) return after === null ? null : 'newly_due';
  if (after === null) return 'no_longer_due';
  if (before.dueNow && after.dueNow) return null;
  if (after.earliest < before.earliest) return 'earlier';
  return after.earliest > before.earliest ? 'later' : null;
};
