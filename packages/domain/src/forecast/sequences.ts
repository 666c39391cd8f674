/** Sequential lists: which product follows which. The same list may hold for a dose that was given and for the next one. */
import type { TargetDose } from './rule-table.ts';

/** The list that speaks about a dose after these products, if one does. */
export const sequenceAfter = (
  target: TargetDose,
  taken: readonly string[],
): NonNullable<TargetDose['sequences']>[number] | undefined =>
  target.sequences?.find(
    ({ after }) => after.length === taken.length && after.every((product, at) => product === taken[at]),
  );
