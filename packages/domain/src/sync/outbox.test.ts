import { describe, expect, test } from 'vitest';
import * as outbox from './outbox.ts';
import type { Answer } from './query.ts';
import { emptySequence, noteArrived } from './sequence.ts';

const row = (id: string, deviceSeq: number, over: Partial<outbox.OutboxRow> = {}): outbox.OutboxRow => ({
  ...outbox.newRow({ id, deviceSeq, deps: [] }),
  ...over,
});
const applied = (id: string): Answer => ({ id, state: 'applied', flags: [], replayed: false });
const ids = (rows: readonly outbox.OutboxRow[]) => rows.map((one) => one.id);

describe('what is sent next', () => {
  test('goes in the order it was recorded, at most fifty at once', () => {
    const rows = Array.from({ length: 60 }, (_, n) => row(`r${String(60 - n)}`, 60 - n));
    expect(ids(outbox.nextBatch(rows, 0)).slice(0, 2)).toEqual(['r1', 'r2']);
    expect(outbox.nextBatch(rows, 0)).toHaveLength(50);
    expect(outbox.nextBatch(rows, 0, 500)).toHaveLength(50);
  });

  test('waits for what it depends on, but not for others', () => {
    const rows = [row('elder', 1, { notBefore: 100 }), row('visit', 2, { deps: ['elder'] }), row('other', 3)];
    expect(ids(outbox.nextBatch(rows, 0))).toEqual(['other']);
    expect(ids(outbox.nextBatch(rows, 100))).toEqual(['elder', 'visit', 'other']);
    expect(outbox.nextAttemptAt(rows.slice(0, 2))).toBe(100);
  });

  test('follows a command that needs attention, so that the server keeps both aside together', () => {
    expect(
      ids(outbox.nextBatch([row('elder', 1, { state: 'attention' }), row('visit', 2, { deps: ['elder'] })], 0)),
    ).toEqual(['visit']);
  });

  test('is nothing when all is sent', () => {
    const rows = [row('a', 1, { state: 'sent' })];
    expect([outbox.nextBatch(rows, 0), outbox.nextAttemptAt(rows)]).toEqual([[], null]);
  });
});

describe('what an answer changes', () => {
  test.each([
    ['applied', { state: 'applied', flags: [{ code: 'reason_missing' }] }, 'sent'],
    ['conflict', { state: 'conflict', current: null }, 'attention'],
    ['refused', { state: 'refused', error: { code: 'not_found' } }, 'attention'],
    ['quarantined', { state: 'quarantined', reason: 'outside_duty' }, 'attention'],
  ] as const)('%s', (_what, outcome, state) => {
    const answer: Answer =
      outcome.state === 'applied'
        ? { ...outcome, flags: [...outcome.flags], id: 'a', replayed: true }
        : { ...outcome, id: 'a', replayed: true };
    expect(outbox.applyAnswer(row('a', 1), answer, 50, 0)).toMatchObject({ state, outcome, settledAt: 50 });
  });

  test('"send again" keeps the row and waits as long as the server asks, or longer', () => {
    const again = outbox.applyAnswer(row('a', 1), { id: 'a', state: 'retry', afterMs: 5000, replayed: false }, 1000, 1);
    expect(again).toMatchObject({ state: 'queued', attempts: 1, notBefore: 6000, outcome: null });
  });

  test('a late answer of another kind does not undo an acknowledgement', () => {
    const [sent] = outbox.applyAnswers([row('a', 1)], [applied('a')], 10, 0);
    if (sent === undefined) throw new Error('no row');
    expect(outbox.applyAnswer(sent, { id: 'a', state: 'retry', afterMs: 1, replayed: false }, 20, 0)).toEqual(sent);
  });

  test('answers without an id, or about nobody, change nothing', () => {
    const rows = [row('a', 1)];
    expect(outbox.applyAnswers(rows, [{ ...applied('z') }, { ...applied('a'), id: null }], 1, 0)).toEqual(rows);
  });
});

describe('waiting', () => {
  test('doubles from two seconds to five minutes, spread over the upper half', () => {
    expect([1, 2, 3, 8, 9, 99].map((attempts) => outbox.backoffMs(attempts, 1))).toEqual([
      2000, 4000, 8000, 256_000, 300_000, 300_000,
    ]);
    expect(outbox.backoffMs(1, 0)).toBe(1000);
  });

  test('concerns only what was tried', () => {
    const rows = [row('a', 1), row('b', 2)];
    const [a, b] = outbox.applyFailure(rows, rows.slice(0, 1), 1000, 1);
    expect([a?.notBefore, b?.notBefore]).toEqual([3000, 0]);
    expect(outbox.sendAtOnce(rows).every((one) => one.notBefore === 0)).toBe(true);
  });

  test('what a person settled on the server is heard of by sending once more, unless the worker has seen to it already', () => {
    const aside = row('a', 1, { state: 'attention', outcome: { state: 'quarantined', reason: 'outside_duty' } });
    const refused = row('b', 2, { state: 'attention', outcome: { state: 'refused', error: { code: 'not_found' } } });
    const asked = outbox.sendAtOnce([aside, refused, { ...aside, id: 'c', handled: true }]);
    expect(asked.map(({ state }) => state)).toEqual(['queued', 'attention', 'attention']);
    const done = outbox.setHandled([aside, row('d', 3)], 'a');
    expect(done.map((one) => outbox.needsAttention(one))).toEqual([false, false]);
    expect(outbox.setHandled([row('d', 3)], 'd')[0]?.handled).toBeUndefined();
  });

  test('for ever is shown to the worker', () => {
    expect(outbox.needsAttention(row('a', 1, { attempts: 11 }))).toBe(false);
    expect(outbox.needsAttention(row('a', 1, { attempts: 12 }))).toBe(true);
    expect(outbox.needsAttention(row('a', 1, { state: 'attention' }))).toBe(true);
  });
});

describe('after the answer', () => {
  const [sent] = outbox.applyAnswers([row('a', 1)], [applied('a')], 100, 0);
  if (sent === undefined) throw new Error('no row');

  test('the overlay stays until a pull that began later has been saved', () => {
    expect(outbox.isOverlaid(sent)).toBe(true);
    expect(outbox.applyPulled([sent], 99).map(outbox.isOverlaid)).toEqual([true]);
    expect(outbox.applyPulled([sent], 100).map(outbox.isOverlaid)).toEqual([false]);
  });

  test('the row is kept for thirty days, and one that needs attention for good', () => {
    const [pulled] = outbox.applyPulled([sent], 100);
    const month = 30 * 24 * 3_600_000;
    if (pulled === undefined) throw new Error('no row');
    expect([outbox.mayForget(pulled, month), outbox.mayForget(pulled, month + 101)]).toEqual([false, true]);
    expect(outbox.mayForget({ ...pulled, state: 'attention' }, 10 * month)).toBe(false);
  });

  test('a restored server gets all of it again', () => {
    expect(ids(outbox.nextBatch(outbox.applyNewEpoch([sent]), 0))).toEqual(['a']);
  });
});

describe('numbers of a tablet', () => {
  test('may arrive in any order, twice, and with holes', () => {
    const state = noteArrived(emptySequence, [1, 2, 6, 4, 4, 2]);
    expect(state).toEqual({
      last: 6,
      missing: [
        [3, 3],
        [5, 5],
      ],
    });
    expect(noteArrived(state, [5, 3])).toEqual({ last: 6, missing: [] });
  });

  test('that are absurd make one hole, not a million', () => {
    expect(noteArrived(emptySequence, [2_000_000_000, Number.NaN, 0, -1])).toEqual({
      last: 2_000_000_000,
      missing: [[1, 1_999_999_999]],
    });
  });
});
