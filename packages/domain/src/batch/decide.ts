/** A batch closes only with nobody of unknown status, and never before the one ahead of it. */
import { ok, refused, type Result } from '../error.ts';
import type { Crowd } from './crowds.ts';
import { unknownIn, type BatchCounts } from './status.ts';

/** The state is always worked out anew; what is kept is the act of closing and how many belonged to the batch then. */
export type BatchState = 'empty' | 'open' | 'closed' | 'reopened';

export const batchState = (counts: BatchCounts, closing: { members: number } | null): BatchState => {
  if (counts.members === 0) return 'empty';
  if (closing === null) return 'open';
  return unknownIn(counts) > 0 || counts.members > closing.members ? 'reopened' : 'closed';
};

export interface BatchStanding {
  crowd: Crowd;
  counts: BatchCounts;
  state: BatchState;
}

/** `batches` in their order. */
export const decideCloseBatch = (batches: readonly BatchStanding[], crowd: Crowd): Result<{ members: number }> => {
  const position = batches.findIndex((batch) => batch.crowd === crowd);
  const batch = batches[position];
  if (batch === undefined || batch.state === 'empty') return refused({ code: 'not_found' });
  if (batch.state === 'closed') return refused({ code: 'already_decided' });
  const unknown = unknownIn(batch.counts);
  if (unknown > 0) return refused({ code: 'crowd_unknown_left', unknown });
  const isOpen = ({ state }: BatchStanding): boolean => state === 'open' || state === 'reopened';
  return batches.slice(0, position).some(isOpen)
    ? refused({ code: 'crowd_earlier_open' })
    : ok({ members: batch.counts.members });
};
