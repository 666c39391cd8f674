/**
 * The tablet's outbox as pure rules. A row is written before the screen says "saved", and changes only when an answer has
 * been saved too: a request under way leaves no trace, so a crash at any moment means "send it again".
 */
import { maxPushBatch, type Answer, type Outcome } from './query.ts';

export const outboxStates = ['queued', 'sent', 'attention'] as const;
/** queued: to be sent · sent: applied, and the answer is saved here · attention: kept on both sides, for a person to look at */
export type OutboxState = (typeof outboxStates)[number];

export interface OutboxRow {
  id: string;
  /** gap-free per device and user */
  deviceSeq: number;
  /** commands that must arrive before this one */
  deps: readonly string[];
  state: OutboxState;
  attempts: number;
  /** not sent before this moment, ms since 1970 */
  notBefore: number;
  outcome: Outcome | null;
  /** a pull that began after the answer has come: the replica shows the effect, the overlay can go */
  pulled: boolean;
  /** when it was answered, by the server's clock */
  settledAt: number | null;
  /** a person has seen to what was not taken: sent it in another form, or was told what became of it */
  handled?: true;
}

export const newRow = (command: { id: string; deviceSeq: number; deps: readonly string[] }): OutboxRow => ({
  id: command.id,
  deviceSeq: command.deviceSeq,
  deps: command.deps,
  state: 'queued',
  attempts: 0,
  notBefore: 0,
  outcome: null,
  pulled: false,
  settledAt: null,
});

const firstWaitMs = 2_000;
const longestWaitMs = 5 * 60_000;
const serverAsksAtMostMs = 60_000;

/** Doubling from 2 s to 5 min; `jitter` from 0 to 1 spreads tablets that woke up together over the upper half. */
export const backoffMs = (attempts: number, jitter: number): number => {
  const wait = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(Math.max(attempts - 1, 0), 16));
  return Math.round(wait * (0.5 + 0.5 * Math.min(Math.max(jitter, 0), 1)));
};

/** A moment further away than any wait was set by a clock that has been put back since: it binds nobody. */
const mustWait = (row: OutboxRow, now: number): boolean =>
  row.notBefore > now && row.notBefore - now <= longestWaitMs + serverAsksAtMostMs;

const bySeq = (a: OutboxRow, b: OutboxRow): number => a.deviceSeq - b.deviceSeq;

/**
 * What to send now, in order. A row waits while something it depends on waits; what depends on a row that needs attention
 * is sent, because the server keeps both aside together and a person sees the whole.
 */
export const nextBatch = (rows: readonly OutboxRow[], now: number, size: number = maxPushBatch): OutboxRow[] => {
  const waiting = new Set(rows.filter((row) => row.state === 'queued').map((row) => row.id));
  const batch: OutboxRow[] = [];
  for (const row of rows.filter(({ state }) => state === 'queued').toSorted(bySeq)) {
    if (batch.length === Math.min(size, maxPushBatch)) break;
    if (mustWait(row, now) || row.deps.some((dep) => waiting.has(dep))) continue;
    batch.push(row);
    waiting.delete(row.id);
  }
  return batch;
};

/** When to try next, or null when nothing waits. A row behind another is woken by that one's turn, not by its own. */
export const nextAttemptAt = (rows: readonly OutboxRow[]): number | null => {
  const queued = rows.filter((row) => row.state === 'queued');
  const waiting = new Set(queued.map((row) => row.id));
  const times = queued.filter((row) => !row.deps.some((dep) => waiting.has(dep))).map((row) => row.notBefore);
  return times.length === 0 ? null : Math.min(...times);
};

/**
 * How an answer changes its row. Only a queued row changes: an answer that comes late or twice says nothing new.
 * @param settledAt by the server's clock: the tablet's may jump by years
 */
export const applyAnswer = (
  row: OutboxRow,
  answer: Answer,
  now: number,
  jitter: number,
  settledAt: number = now,
): OutboxRow => {
  if (row.state !== 'queued' || answer.id !== row.id) return row;
  const { id: _id, replayed: _replayed, ...outcome } = answer;
  if (outcome.state === 'retry') {
    const attempts = row.attempts + 1;
    return {
      ...row,
      attempts,
      notBefore: now + Math.max(Math.min(outcome.afterMs, serverAsksAtMostMs), backoffMs(attempts, jitter)),
    };
  }
  const state = outcome.state === 'applied' ? 'sent' : 'attention';
  return { ...row, state, outcome, settledAt, pulled: false };
};

export const applyAnswers = (
  rows: readonly OutboxRow[],
  answers: readonly Answer[],
  now: number,
  jitter: number,
  settledAt: number = now,
): OutboxRow[] => {
  const byId = new Map(answers.flatMap((answer) => (answer.id === null ? [] : [[answer.id, answer] as const])));
  return rows.map((row) => {
    const answer = byId.get(row.id);
    return answer === undefined ? row : applyAnswer(row, answer, now, jitter, settledAt);
  });
};

/** The request failed, or its reply never came: whether the server has it is unknown, so it is sent again. */
export const applyFailure = (
  rows: readonly OutboxRow[],
  batch: readonly OutboxRow[],
  now: number,
  jitter: number,
): OutboxRow[] => {
  const tried = new Set(batch.map((row) => row.id));
  return rows.map((row) => {
    if (row.state !== 'queued' || !tried.has(row.id)) return row;
    const attempts = row.attempts + 1;
    return { ...row, attempts, notBefore: now + backoffMs(attempts, jitter) };
  });
};

/** Somebody may have entered since what the server had kept aside; a second sending asks, and changes nothing. */
const mayHaveBeenTaken = (row: OutboxRow): boolean =>
  row.state === 'attention' && row.outcome?.state === 'quarantined' && row.handled !== true;

/** A person pressed "send now", or the network came back. */
export const sendAtOnce = (rows: readonly OutboxRow[]): OutboxRow[] =>
  rows.map((row) =>
    row.state === 'queued'
      ? { ...row, notBefore: 0 }
      : mayHaveBeenTaken(row)
        ? { ...row, state: 'queued', attempts: 0, notBefore: 0 }
        : row,
  );

/** What was refused stays here as it was, and no longer asks for anybody. */
export const setHandled = (rows: readonly OutboxRow[], id: string): OutboxRow[] =>
  rows.map((row) => (row.id === id && row.state === 'attention' ? { ...row, handled: true } : row));

/** A pull that began at `pullBegan`, by the server's clock, has been saved to its last page. */
export const applyPulled = (rows: readonly OutboxRow[], pullBegan: number): OutboxRow[] =>
  rows.map((row) => (row.settledAt !== null && row.settledAt <= pullBegan ? { ...row, pulled: true } : row));

/**
 * The server's past was replaced by a backup: what it acknowledged may be gone, so all that is kept here is sent again.
 * To be used whenever a pull names another epoch than the one held, also on the first pull: a tablet that has sent before
 * it ever read cannot know whether a backup came between.
 */
export const applyNewEpoch = (rows: readonly OutboxRow[]): OutboxRow[] =>
  rows.map((row) => ({
    ...row,
    state: 'queued',
    attempts: 0,
    notBefore: 0,
    outcome: null,
    pulled: false,
    settledAt: null,
  }));

/** Whether the screen must still lay the command over the replica. */
export const isOverlaid = (row: OutboxRow): boolean => row.state === 'queued' || (row.state === 'sent' && !row.pulled);

const triesBeforeAttention = 12;

/** Refused, kept aside, in conflict, or tried again and again: shown to the worker, never dropped. */
export const needsAttention = (row: OutboxRow): boolean =>
  (row.state === 'attention' && row.handled !== true) ||
  (row.state === 'queued' && row.attempts >= triesBeforeAttention);

const keptMs = 30 * 24 * 3_600_000;

/** Acknowledged work is kept for 30 days in case the server is restored to an earlier day; the rest stays. By the server's clock. */
export const mayForget = (row: OutboxRow, now: number): boolean =>
  ((row.state === 'sent' && row.pulled) || (row.state === 'attention' && row.handled === true)) &&
  row.settledAt !== null &&
  row.settledAt + keptMs < now;
