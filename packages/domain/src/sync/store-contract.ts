/** What every implementation of the store must do: how commands arrive. `pull-contract` says how changes leave. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  actorOf,
  aVisit,
  beforeCommit,
  envelopeOf,
  nextId,
  readerOf,
  send,
  world,
  type StoreHarness,
} from './contract-world.ts';
import { describeCare } from './care-contract.ts';
import { describeContacts } from './contact-contract.ts';
import { describePulls } from './pull-contract.ts';
import { describeSafety } from './safety-contract.ts';

/** @param makeStore a store that knows the campaign, users, devices and duties of `world` and nobody else */
export const describeSyncStore = (name: string, makeStore: () => Promise<StoreHarness>): void => {
  describe(`commands into ${name}`, () => {
    let harness: StoreHarness;
    beforeAll(async () => {
      harness = await makeStore();
    });
    afterAll(() => harness.close());

    const anElder = async (areaCode = world.villageA, name = '金顺姬'): Promise<string> => {
      const personId = nextId();
      await harness.addEntry({ personId, entryId: nextId(), areaCode, ownerId: null, name });
      return personId;
    };

    test('a visit sent again is not a second visit, and gets the same answer', async () => {
      const personId = await anElder();
      const command = envelopeOf(aVisit(personId, { outcome: '04' }));
      const [first] = await send(harness.store, [command]);
      const [again] = await send(harness.store, [command]);
      expect(first).toEqual({ id: command.id, state: 'applied', flags: [{ code: 'reason_missing' }], replayed: false });
      expect(again).toEqual({ ...first, replayed: true });
      expect(await harness.listVisits(personId)).toHaveLength(1);
      expect(await harness.findEntry(personId)).toMatchObject({
        state: 'refused',
        visitCount: 1,
        nextDate: '2026-12-22',
      });
    });

    test('eight sends of one visit at the same moment are one visit with eight equal answers', async () => {
      const personId = await anElder();
      const command = envelopeOf(aVisit(personId));
      const answers = (await Promise.all(Array.from({ length: 8 }, () => send(harness.store, [command])))).flat();
      expect(answers.filter((answer) => answer.state === 'applied')).toHaveLength(8);
      expect(answers.filter((answer) => !answer.replayed)).toHaveLength(1);
      expect(await harness.listVisits(personId)).toHaveLength(1);
    });

    test('two workers at one door at the same moment leave two attempts on one entry', async () => {
      const personId = await anElder();
      const first = envelopeOf(aVisit(personId, { outcome: '08' }));
      const second = envelopeOf(aVisit(personId, { outcome: '03', reasons: ['T1'] }), { deviceSeq: 2 });
      await Promise.all([send(harness.store, [first]), send(harness.store, [second])]);
      expect(await harness.findEntry(personId)).toMatchObject({ visitCount: 2 });
    });

    test('a crash inside the transaction leaves neither receipt nor visit, and the visit can be sent again', async () => {
      const personId = await anElder();
      const command = envelopeOf(aVisit(personId));
      const { store } = harness;
      const crashing = beforeCommit(store, () => Promise.reject(new Error('power cut')));
      expect(await send(crashing, [command])).toMatchObject([{ state: 'retry', replayed: false }]);
      expect(await harness.listVisits(personId)).toHaveLength(0);
      expect(await send(store, [command])).toMatchObject([{ state: 'applied', replayed: false }]);
      expect(await harness.listVisits(personId)).toHaveLength(1);
    });

    test('one unreadable command does not refuse its neighbours and is kept once, however often it is sent', async () => {
      const personId = await anElder();
      const good = envelopeOf(aVisit(personId));
      const strange = { ...envelopeOf(aVisit(personId)), v: 99 };
      const batch = [null, { hello: 'world' }, strange, good];
      const first = await send(harness.store, batch);
      expect(first.map((answer) => answer.state)).toEqual(['quarantined', 'quarantined', 'quarantined', 'applied']);
      expect(first.map((answer) => answer.id)).toEqual([null, null, strange.id, good.id]);
      const again = await send(harness.store, batch);
      expect(again.map((answer) => answer.replayed)).toEqual([true, true, true, true]);
    });

    test('what cannot be attributed is kept aside whole, with the reason', async () => {
      const [mine, theirs] = [await anElder(), await anElder(world.villageB)];
      const commands = [
        envelopeOf(aVisit(mine), { userId: world.other.userId }),
        envelopeOf(aVisit(theirs)),
        envelopeOf(aVisit(nextId())),
        envelopeOf(aVisit(mine), { county: world.elsewhere }),
        envelopeOf(aVisit(mine), { occurredAt: '2025-06-01T02:00:00.000Z' }),
      ];
      const answers = await send(harness.store, commands);
      const reasons = answers.map((answer) => (answer.state === 'quarantined' ? answer.reason : answer.state));
      expect(reasons).toEqual(['wrong_user', 'outside_duty', 'unknown_person', 'outside_duty', 'outside_duty']);
      const sender = {
        actor: actorOf('worker'),
        deviceId: world.worker.deviceId,
        revoked: true,
        homeCounty: world.county,
      };
      const command = envelopeOf(aVisit(mine));
      expect(await send(harness.store, [command], { sender })).toMatchObject([{ reason: 'revoked_device' }]);
      expect(await harness.listVisits(mine)).toHaveLength(0);
    });

    test('a visit made while the entry was the worker’s own counts although it was given away since', async () => {
      const [personId, entryId] = [nextId(), nextId()];
      const areaCode = world.villageB;
      await harness.addEntry({ personId, entryId, areaCode, ownerId: null, name: '多吉' });
      await harness.move(entryId, { ownerId: world.worker.userId }, '2026-11-10T00:00:00.000Z');
      await harness.move(entryId, { ownerId: world.other.userId }, '2026-11-20T00:00:00.000Z');
      const then = envelopeOf(aVisit(personId), { occurredAt: '2026-11-15T02:00:00.000Z' });
      const later = envelopeOf(aVisit(personId), { occurredAt: '2026-11-21T02:00:00.000Z' });
      expect(await send(harness.store, [then, later])).toMatchObject([
        { state: 'applied' },
        { state: 'quarantined', reason: 'outside_duty' },
      ]);
    });

    test('a command whose forerunner has not arrived is asked for again and leaves no trace', async () => {
      const personId = await anElder();
      const first = envelopeOf(aVisit(personId));
      const second = envelopeOf(aVisit(personId), { deps: [first.id], deviceSeq: 2 });
      expect(await send(harness.store, [second])).toMatchObject([{ id: second.id, state: 'retry' }]);
      expect(await send(harness.store, [first, second])).toMatchObject([
        { state: 'applied', replayed: false },
        { state: 'applied', replayed: false },
      ]);
    });

    test('an elder found at the door counts at once, with the visit that follows, and namesakes are pointed out', async () => {
      const namesake = await anElder(world.villageA, '朴英子');
      const personId = nextId();
      const found = envelopeOf({
        type: 'person.propose',
        proposalId: nextId(),
        personId,
        campaignId: world.campaignId,
        areaCode: world.villageA,
        name: '朴英子',
        sex: 'female',
        birthDate: '1942-03-05',
        idNumber: '22240119420305123',
        phone: null,
        address: '',
        language: 'ko',
      });
      const visit = envelopeOf(aVisit(personId), { deps: [found.id], deviceSeq: 2 });
      const answers = await send(harness.store, [found, visit]);
      expect(answers).toMatchObject([{ state: 'applied' }, { state: 'applied' }]);
      const flags = answers[0]?.state === 'applied' ? answers[0].flags : [];
      expect(flags).toContainEqual({ code: 'id_checksum' });
      expect(flags).toContainEqual({ code: 'possible_duplicate', personId: namesake });
      expect(await harness.findEntry(personId)).toMatchObject({ state: 'agreed', visitCount: 1 });
    });

    test('a visit recorded by mistake is voided and the entry stands as before', async () => {
      const personId = await anElder();
      const visit = aVisit(personId, { outcome: '04', reasons: ['T1'] });
      await send(harness.store, [envelopeOf(visit)]);
      const mistake = { type: 'visit.void', visitId: visit.visitId, personId, why: '走错门' } as const;
      expect(await send(harness.store, [envelopeOf(mistake)])).toMatchObject([{ state: 'applied' }]);
      expect(await harness.listVisits(personId)).toEqual([{ id: visit.visitId, voided: true }]);
      expect(await harness.findEntry(personId)).toMatchObject({ state: 'to_visit', visitCount: 0 });
      const unknown = { ...mistake, visitId: nextId() };
      expect(await send(harness.store, [envelopeOf(unknown)])).toMatchObject([{ state: 'refused' }]);
    });

    test('the next step moves to another day within the rule, and to no other; the latest move holds', async () => {
      const personId = await anElder();
      const visit = aVisit(personId, { outcome: '03', reasons: ['T1'], nextDate: null });
      await send(harness.store, [envelopeOf(visit)]);
      const move = (nextDate: string) =>
        envelopeOf({ type: 'visit.reschedule', visitId: visit.visitId, personId, nextDate });
      expect(await send(harness.store, [move('2026-11-26')])).toMatchObject([{ state: 'applied' }]);
      expect(await harness.findEntry(personId)).toMatchObject({ state: 'undecided', nextDate: '2026-11-26' });
      expect(await send(harness.store, [move('2027-01-01')])).toMatchObject([
        { state: 'refused', error: { code: 'date_outside_rule', earliest: '2026-11-23', latest: '2026-11-29' } },
      ]);
      expect(await harness.findEntry(personId)).toMatchObject({ nextDate: '2026-11-26' });
    });

    test('a call nobody took keeps the state and only moves the day; it is no knock at the door', async () => {
      const personId = await anElder();
      await send(harness.store, [envelopeOf(aVisit(personId, { outcome: '03', reasons: ['T1'], nextDate: null }))]);
      const call = aVisit(personId, { outcome: '08', reasons: [], nextDate: '2026-11-24', byPhone: true });
      await send(harness.store, [envelopeOf(call, { occurredAt: '2026-11-22T08:00:00.000Z' })]);
      expect(await harness.findEntry(personId)).toMatchObject({
        state: 'undecided',
        nextDate: '2026-11-24',
        visitCount: 2,
      });
    });

    test('holes in a tablet’s numbers are remembered until they are filled', async () => {
      const personId = await anElder();
      const deviceId = world.other.deviceId;
      const sender = { actor: actorOf('other'), deviceId, revoked: false, homeCounty: world.county };
      const numbered = (deviceSeq: number) => envelopeOf(aVisit(personId), { ...world.other, deviceSeq });
      await send(harness.store, [numbered(1), numbered(5)], { sender });
      expect(await harness.store.findSequence(world.other)).toEqual({ last: 5, missing: [[2, 4]] });
      await send(harness.store, [numbered(3)], { sender });
      expect((await harness.store.findSequence(world.other)).missing).toEqual([
        [2, 2],
        [4, 4],
      ]);
    });

    test('a tablet whose clock is an hour ahead is flagged, and its visit dated by our clock', async () => {
      const personId = await anElder();
      const command = envelopeOf(aVisit(personId, { outcome: '03', reasons: ['M1'] }), {
        occurredAt: '2026-11-22T16:30:00.000Z',
      });
      const [answer] = await send(harness.store, [command], { deviceNow: '2026-11-22T09:00:00.000Z' });
      expect(answer).toMatchObject({ flags: [{ code: 'clock_skew', minutes: 60 }, { code: 'in_the_future' }] });
      // 15:30 UTC is still the 22nd in Shanghai; the raw time would be the 23rd
      expect(await harness.findEntry(personId)).toMatchObject({ nextDate: '2026-11-29' });
    });

    test('the view of a reader never shows what is not theirs', async () => {
      const personId = await anElder(world.villageB);
      const reader = readerOf('worker');
      const rows = await harness.store.view(world.county, reader, (view) => view.listEntriesAfter(null, 1000));
      expect(rows.some((row) => row.personId === personId)).toBe(false);
    });
  });

  describeCare(name, makeStore);
  describeContacts(name, makeStore);
  describeSafety(name, makeStore);
  describePulls(name, makeStore);
};
