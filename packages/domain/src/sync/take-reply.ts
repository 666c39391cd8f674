/** What a reply makes of queue and list; the tablet saves both, with epoch and cursor, in one transaction. */
import { applyAnswers, applyNewEpoch, type OutboxRow } from './outbox.ts';
import type { Answer } from './query.ts';
import type { PullWindow } from './pull.ts';
import { applyWindow, type Replica } from './replica.ts';

export interface QueuedFor {
  row: OutboxRow;
  personId: string;
}

export interface Answered {
  answers: readonly Answer[];
  /** the server's clock when it answered */
  settledAt: number;
  /** the past of the server that answered; null from a server that does not tell */
  epoch: string | null;
}

/** A server of another past took nothing of this call: all that is kept is sent to it anew, from the first on. */
export const takeAnswers = (
  queueEpoch: string | null,
  rows: readonly OutboxRow[],
  { answers, settledAt, epoch }: Answered,
  now: number,
  jitter: number,
): { rows: OutboxRow[]; queueEpoch: string | null } => {
  const isOther = epoch !== null && queueEpoch !== null && epoch !== queueEpoch;
  return {
    rows: isOther ? applyNewEpoch(rows) : applyAnswers(rows, answers, now, jitter, settledAt),
    queueEpoch: epoch ?? queueEpoch,
  };
};

/**
 * Another epoch throws the list away, never the queue: what a restored server acknowledged in its lost past waits again;
 * receipts make a second sending harmless.
 */
export const takePage = (
  replica: Replica,
  queueEpoch: string | null,
  queue: readonly QueuedFor[],
  window: PullWindow,
): { replica: Replica; rows: OutboxRow[] } => {
  const rows = queue.map(({ row }) => row);
  const now = queueEpoch === window.epoch ? rows : applyNewEpoch(rows);
  const unsent = new Set(queue.flatMap(({ personId }, at) => (now[at]?.state === 'queued' ? [personId] : [])));
  return { replica: applyWindow(replica, window, unsent), rows: now };
};
