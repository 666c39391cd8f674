import type { SequenceState } from '../sync/sequence.ts';
import type { SeqRanges } from './query.ts';

/** Numbers that were given and never arrived: the holes, and everything between the last that arrived and the last given. */
export const missingOf = ({ last, missing }: SequenceState, made: number): SeqRanges =>
  made > last ? [...missing, [last + 1, made] as const] : [...missing];
