/** How changes reach the tablets: nothing is stepped over, nothing is kept that left. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  aVisit,
  beforeCommit,
  envelopeOf,
  nextId,
  readerOf,
  send,
  world,
  type StoreHarness,
} from './contract-world.ts';
import { pull, pullLimits, type PullLimits } from './pull.ts';
import { readWhole, type Place } from './mend-list.ts';
import { applyWindow, emptyReplica, type Replica } from './replica.ts';
import type { SyncStore } from './store.ts';

const request = ({ epoch, cursors, resume }: Replica) => ({ epoch, cursors: { ...cursors }, schema: 1, resume });

/** Pulls until there is no more, as a tablet does. */
export const pullAll = async (
  store: SyncStore,
  who: 'worker' | 'other',
  from: Replica = emptyReplica,
  limits: PullLimits = pullLimits,
): Promise<Replica> => {
  let replica = from;
  for (let more = true; more;) {
    const window = await pull(store, readerOf(who), [world.county], request(replica), limits);
    replica = applyWindow(replica, window, new Set());
    more = window.hasMore;
  }
  return replica;
};

export const describePulls = (name: string, makeStore: () => Promise<StoreHarness>): void => {
  describe(`changes out of ${name}`, () => {
    let harness: StoreHarness;
    beforeAll(async () => {
      harness = await makeStore();
    });
    afterAll(() => harness.close());

    const anEntry = async (areaCode = world.villageA) => {
      const [personId, entryId] = [nextId(), nextId()];
      await harness.addEntry({ personId, entryId, areaCode, ownerId: null, name: '卓玛' });
      return { personId, entryId };
    };

    test('the first download brings every entry once, page by page', async () => {
      const ids = [];
      for (let n = 0; n < 7; n += 1) ids.push((await anEntry()).entryId);
      const whole = await pullAll(harness.store, 'worker');
      const paged = await pullAll(harness.store, 'worker', emptyReplica, { changes: 1000, entries: 2 });
      expect(ids.every((id) => paged.entries.has(id))).toBe(true);
      expect([...paged.entries.keys()].toSorted()).toEqual([...whole.entries.keys()].toSorted());
      const { scopeCount } = await pull(harness.store, readerOf('worker'), [world.county], request(whole));
      expect(scopeCount).toBe(whole.entries.size);
    });

    test('a tablet that lost somebody sees it by the count, and the list read anew holds everybody', async () => {
      const [lost, kept] = [await anEntry(), await anEntry()];
      await anEntry();
      const whole = await pullAll(harness.store, 'worker');
      const entries = new Map(whole.entries);
      entries.delete(lost.entryId);
      const harmed = { ...whole, entries };
      const paged = { changes: 1000, entries: 2 };
      const ask = (from: Place) =>
        pull(harness.store, readerOf('worker'), [world.county], { ...from, schema: 1 }, paged);
      const told = await ask(request(harmed));
      expect(applyWindow(harmed, told, new Set()).entries.size).toBe(told.scopeCount - 1);

      const mended = applyWindow(harmed, await readWhole(ask), new Set([kept.personId]));
      expect([...mended.entries.keys()].toSorted()).toEqual([...whole.entries.keys()].toSorted());
      expect(mended).toMatchObject({ epoch: whole.epoch, resume: null, leaving: new Set() });
      expect(mended.cursors).toEqual(whole.cursors);
    });

    test('what changes while a snapshot is being paged is told afterwards', async () => {
      const { personId } = await anEntry();
      const reader = readerOf('worker');
      const first = await pull(harness.store, reader, [world.county], request(emptyReplica), {
        changes: 9,
        entries: 1,
      });
      expect(first).toMatchObject({ hasMore: true, resetScopes: [world.county] });
      await send(harness.store, [envelopeOf(aVisit(personId))]);
      const begun = applyWindow(emptyReplica, first, new Set());
      const replica = await pullAll(harness.store, 'worker', begun, { changes: 1000, entries: 1 });
      expect([...replica.entries.values()].find((entry) => entry.personId === personId)).toMatchObject({
        visitCount: 1,
      });
    });

    test('a change committed late is not stepped over by a reader who has seen a later one', async () => {
      const [slow, quick] = [await anEntry(), await anEntry()];
      const before = await pullAll(harness.store, 'worker');
      const { store } = harness;
      let finish = (): void => undefined;
      const waiting = new Promise<void>((resolve) => {
        finish = resolve;
      });
      let written = (): void => undefined;
      const isWritten = new Promise<void>((resolve) => {
        written = resolve;
      });
      // the slow transaction has written its change, and is held before its commit
      const holding = beforeCommit(store, () => {
        written();
        return waiting;
      });
      const late = send(holding, [envelopeOf(aVisit(slow.personId))]);
      await isWritten;
      await send(store, [envelopeOf(aVisit(quick.personId), { deviceSeq: 2 })]);
      const between = await pullAll(store, 'worker', before);
      expect(between.entries.get(quick.entryId)).toMatchObject({ visitCount: 1 });
      expect(between.entries.get(slow.entryId)).toMatchObject({ visitCount: 0 });
      finish();
      await late;
      const after = await pullAll(store, 'worker', between);
      expect(after.entries.get(slow.entryId)).toMatchObject({ visitCount: 1 });
    });

    test('an entry that moves to another village leaves one tablet and reaches the other', async () => {
      const { entryId } = await anEntry();
      const mine = await pullAll(harness.store, 'worker');
      const theirs = await pullAll(harness.store, 'other');
      await harness.move(entryId, { areaCode: world.villageB }, world.now);
      expect((await pullAll(harness.store, 'worker', mine)).entries.has(entryId)).toBe(false);
      expect((await pullAll(harness.store, 'other', theirs)).entries.has(entryId)).toBe(true);
    });

    test('a visit made before the elder moved is taken by its date, credited, and seen by the new village; a later one is not', async () => {
      const { personId, entryId } = await anEntry();
      await harness.move(entryId, { areaCode: world.villageB }, '2026-11-20T00:00:00.000Z');
      const then = envelopeOf(aVisit(personId), { occurredAt: '2026-11-19T02:00:00.000Z' });
      const later = envelopeOf(aVisit(personId), { occurredAt: '2026-11-21T02:00:00.000Z' });
      expect(await send(harness.store, [then, later])).toMatchObject([
        { state: 'applied' },
        { state: 'quarantined', reason: 'outside_duty' },
      ]);
      const theirs = await pullAll(harness.store, 'other');
      expect(theirs.entries.get(entryId)).toMatchObject({ visitCount: 1 });
      expect((await pullAll(harness.store, 'worker')).entries.has(entryId)).toBe(false);
    });

    test('an entry given to a worker outside the duty area comes, and goes when it is taken away', async () => {
      const { entryId } = await anEntry(world.villageB);
      const before = await pullAll(harness.store, 'worker');
      expect(before.entries.has(entryId)).toBe(false);
      await harness.move(entryId, { ownerId: world.worker.userId }, '2026-11-22T08:01:00.000Z');
      const given = await pullAll(harness.store, 'worker', before);
      expect(given.entries.has(entryId)).toBe(true);
      await harness.move(entryId, { ownerId: null }, '2026-11-22T08:02:00.000Z');
      expect((await pullAll(harness.store, 'worker', given)).entries.has(entryId)).toBe(false);
    });

    test('an elder given by name to another worker leaves the tablet of the area’s worker, whose earlier visit counts', async () => {
      const { personId, entryId } = await anEntry();
      const mine = await pullAll(harness.store, 'worker');
      const theirs = await pullAll(harness.store, 'other');
      expect([mine.entries.has(entryId), theirs.entries.has(entryId)]).toEqual([true, false]);
      await harness.move(entryId, { ownerId: world.other.userId }, '2026-11-22T07:00:00.000Z');
      const left = await pullAll(harness.store, 'worker', mine);
      expect(left.entries.has(entryId)).toBe(false);
      expect((await pullAll(harness.store, 'worker')).entries.has(entryId)).toBe(false);
      expect((await pullAll(harness.store, 'other', theirs)).entries.has(entryId)).toBe(true);
      expect(await send(harness.store, [envelopeOf(aVisit(personId))])).toMatchObject([{ state: 'applied' }]);
      const told = await pullAll(harness.store, 'other', theirs);
      expect(told.entries.get(entryId)).toMatchObject({ visitCount: 1 });
      await harness.move(entryId, { ownerId: null }, '2026-11-22T07:30:00.000Z');
      expect((await pullAll(harness.store, 'worker', left)).entries.has(entryId)).toBe(true);
    });

    test('an entry given to and taken from a worker between two pulls is simply not there', async () => {
      const { entryId } = await anEntry(world.villageB);
      const before = await pullAll(harness.store, 'worker');
      await harness.move(entryId, { ownerId: world.worker.userId }, '2026-11-22T08:03:00.000Z');
      await harness.move(entryId, { ownerId: null }, '2026-11-22T08:04:00.000Z');
      const after = await pullAll(harness.store, 'worker', before);
      expect([...after.entries.keys()].toSorted()).toEqual([...before.entries.keys()].toSorted());
    });

    test('a bulk act on a village makes its tablets read anew, and no others', async () => {
      await anEntry();
      const mine = await pullAll(harness.store, 'worker');
      const theirs = await pullAll(harness.store, 'other');
      await harness.resetVillage(world.villageA);
      const reset = await pull(harness.store, readerOf('worker'), [world.county], request(mine));
      expect(reset.resetScopes).toEqual([world.county]);
      expect(reset.upserts).toHaveLength(mine.entries.size);
      const untouched = await pull(harness.store, readerOf('other'), [world.county], request(theirs));
      expect(untouched).toMatchObject({ resetScopes: [], upserts: [] });
    });

    test('who owns an elder in a village that was changed in bulk reads anew too', async () => {
      const { entryId } = await anEntry(world.villageB);
      await harness.move(entryId, { ownerId: world.worker.userId }, '2026-11-22T08:05:00.000Z');
      const mine = await pullAll(harness.store, 'worker');
      await harness.resetVillage(world.villageB);
      const reset = await pull(harness.store, readerOf('worker'), [world.county], request(mine));
      expect(reset.resetScopes).toEqual([world.county]);
      await harness.move(entryId, { ownerId: null }, '2026-11-22T08:06:00.000Z');
    });

    test('a tablet from another past, or from a future the server does not know, reads anew', async () => {
      const mine = await pullAll(harness.store, 'worker');
      const reader = readerOf('worker');
      const restored = await pull(harness.store, reader, [world.county], {
        ...request(mine),
        epoch: 'of another server',
      });
      expect(restored.resetScopes).toEqual([world.county]);
      const ahead = { ...request(mine), cursors: { [world.county]: '999999999' } };
      expect((await pull(harness.store, reader, [world.county], ahead)).resetScopes).toEqual([world.county]);
    });

    test('the cursor is the last change examined, so that a reader whom nothing concerns still moves on', async () => {
      const theirs = await pullAll(harness.store, 'other');
      for (let n = 0; n < 5; n += 1) await send(harness.store, [envelopeOf(aVisit((await anEntry()).personId))]);
      const limits = { changes: 3, entries: 100 };
      const window = await pull(harness.store, readerOf('other'), [world.county], request(theirs), limits);
      expect(window).toMatchObject({ upserts: [], removals: [], hasMore: true });
      expect(window.nextCursors[world.county]).not.toBe(theirs.cursors[world.county]);
    });

    test('a county that is no longer the reader’s is emptied', async () => {
      const mine = await pullAll(harness.store, 'worker');
      const window = await pull(harness.store, readerOf('worker'), [], request(mine));
      expect(applyWindow(mine, window, new Set()).entries.size).toBe(0);
    });

    test('of many visits a tablet is told the last five, the newest first, how many there were and which was told late', async () => {
      const { personId, entryId } = await anEntry();
      const days = [3, 1, 7, 2, 6, 4, 5].map((day) => `2026-11-1${String(day)}T02:00:00.000Z`);
      await send(
        harness.store,
        days.map((occurredAt) => envelopeOf(aVisit(personId), { occurredAt })),
      );
      const entry = (await pullAll(harness.store, 'worker')).entries.get(entryId);
      expect(entry?.visits.map(({ occurredAt }) => occurredAt.slice(8, 10))).toEqual(['17', '16', '15', '14', '13']);
      expect(entry?.visitCount).toBe(7);
      const late = envelopeOf(aVisit(personId, { writtenAfterDays: 4 }), { occurredAt: '2026-11-18T01:00:00.000Z' });
      expect(await send(harness.store, [late])).toMatchObject([{ flags: [{ code: 'written_later', days: 4 }] }]);
      const [newest] = (await pullAll(harness.store, 'worker')).entries.get(entryId)?.visits ?? [];
      expect(newest?.flags).toEqual(['written_later']);
    });
  });
};
