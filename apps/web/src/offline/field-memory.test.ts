import { expect, it } from 'vitest';
import type { PullReply } from '@qiaomen/domain/sync/query';
import { noPullState, pullStateAfter, type PullState } from './field-memory.ts';

const [first, second] = ['2026-11-22T02:00:00.000Z', '2026-11-22T02:01:00.000Z'];
const page = (hasMore: boolean, epoch = 'a'): PullReply =>
  ({
    epoch,
    hasMore,
    nextCursors: {},
    resume: null,
    scopeCount: 5000,
    campaigns: [],
    villages: [],
  }) as unknown as PullReply;

const after = (before: PullState, reply: PullReply, at: string): PullState =>
  pullStateAfter(before, { epoch: reply.epoch, cursors: {}, resume: null }, reply, at);

it('a list is whole with its last page and not before, though every page is a contact', () => {
  const begun = after(noPullState, page(true), first);
  expect(begun).toMatchObject({ completedAt: null, lastContactAt: first });
  const whole = after(begun, page(false), second);
  expect(whole.completedAt).toBe(second);
  // what changed since comes in pages too, and takes nothing away of a list that is whole
  expect(after(whole, page(true), first).completedAt).toBe(second);
});

it('a list that begins anew on a restored server is not whole until it has come again', () => {
  const whole = after(noPullState, page(false), first);
  expect(after(whole, page(true, 'b'), second).completedAt).toBeNull();
});
