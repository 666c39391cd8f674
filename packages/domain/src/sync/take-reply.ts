/** What a reply makes of queue and list; the tablet saves both, with epoch and cursor, in one transaction. */
import { applyAnswers, applyFailure, applyNewEpoch, type OutboxRow } from './outbox.ts';
import type { Answer } from './query.ts';
import { applyWindow, type Replica, type WholeWindow } from './replica.ts';

export interface QueuedFor {
  row: OutboxRow;
  personId: string;
}

export interface Answered {
  /** ids of what was sent */
  sent: readonly string[];
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
  { sent, answers, settledAt, epoch }: Answered,
  now: number,
  jitter: number,
): { rows: OutboxRow[]; queueEpoch: string | null } => {
  const isOther = epoch !== null && queueEpoch !== null && epoch !== queueEpoch;
  if (isOther) return { rows: applyNewEpoch(rows), queueEpoch: epoch };
  // what a server says nothing about is tried again later, not at once and for ever
  const answered = new Set(answers.map(({ id }) => id));
  const silent = new Set(sent.filter((id) => !answered.has(id)));
  const tried = rows.filter(({ id }) => silent.has(id));
  const told = applyAnswers(rows, answers, now, jitter, settledAt);
  return {
    rows: tried.length === 0 ? told : applyFailure(told, tried, now, jitter),
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
  window: WholeWindow,
): { replica: Replica; rows: OutboxRow[] } => {
  const rows = queue.map(({ row }) => row);
  const now = queueEpoch === window.epoch ? rows : applyNewEpoch(rows);
  const unsent = new Set(queue.flatMap(({ personId }, at) => (now[at]?.state === 'queued' ? [personId] : [])));
  return { replica: applyWindow(replica, window, unsent), rows: now };
};
