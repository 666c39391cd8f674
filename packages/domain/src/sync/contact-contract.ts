/** How a person is reached: corrections of several tablets meet without one being written over unseen. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CorrectContact } from '../person/command.ts';
import { envelopeOf, nextId, readerOf, send, world, type StoreHarness } from './contract-world.ts';
import type { ReplicaEntry } from './query.ts';

export const describeContacts = (name: string, makeStore: () => Promise<StoreHarness>): void => {
  describe(`contact corrections into ${name}`, () => {
    let harness: StoreHarness;
    beforeAll(async () => {
      harness = await makeStore();
    });
    afterAll(() => harness.close());

    const anElder = async (): Promise<string> => {
      const personId = nextId();
      await harness.addEntry({
        personId,
        entryId: nextId(),
        areaCode: world.villageA,
        ownerId: null,
        name: '金顺姬',
      });
      return personId;
    };
    const find = (personId: string): Promise<ReplicaEntry | undefined> =>
      harness.store.view(world.county, readerOf('worker'), async (view) =>
        (await view.listEntriesAfter(null, 1000)).find((row) => row.personId === personId),
      );
    const correct = (personId: string, change: CorrectContact['change']) =>
      envelopeOf({ type: 'contact.correct', personId, change });

    test('the first holds; one that was based on what stood before is there to choose from', async () => {
      const personId = await anElder();
      const base = (await find(personId))?.address ?? null;
      const say = (value: string, from: string | null = base) =>
        correct(personId, { field: 'address', base: from, value });
      const [first, late, same] = await send(harness.store, [say('二组7号'), say('三组1号'), say('二组7号')]);
      expect(first).toMatchObject({ state: 'applied' });
      expect(late).toMatchObject({ state: 'conflict', current: { field: 'address' } });
      expect(same).toMatchObject({ state: 'applied' });
      expect(await find(personId)).toMatchObject({ address: '二组7号' });
      await send(harness.store, [say('三组1号', '二组7号')]);
      expect(await find(personId)).toMatchObject({ address: '三组1号' });
    });

    test('one of two at the same moment holds, and the other is told', async () => {
      const personId = await anElder();
      const base = (await find(personId))?.address ?? null;
      const both = ['甲', '乙'].map((value) => correct(personId, { field: 'address', base, value }));
      const answers = (await Promise.all(both.map((one) => send(harness.store, [one])))).flat();
      expect(answers.map(({ state }) => state).toSorted()).toEqual(['applied', 'conflict']);
      const held = answers.findIndex(({ state }) => state === 'applied');
      expect(await find(personId)).toMatchObject({ address: ['甲', '乙'][held] });
    });

    test('number and language reach the tablet in the form the register keeps; other fields stay', async () => {
      const personId = await anElder();
      const before = await find(personId);
      const answers = await send(harness.store, [
        correct(personId, { field: 'phone', base: before?.phone ?? null, value: '169 1234 5678' }),
        correct(personId, { field: 'language', base: 'zh-CN', value: 'bo' }),
      ]);
      expect(answers).toMatchObject([{ state: 'applied' }, { state: 'applied' }]);
      const after = await find(personId);
      expect(after).toMatchObject({ phone: '16912345678', language: 'bo', address: before?.address });
      expect(after?.rev).toBeGreaterThan(before?.rev ?? 0);
    });

    test('what is no number is refused, and nothing changes', async () => {
      const personId = await anElder();
      const before = await find(personId);
      const [answer] = await send(harness.store, [
        correct(personId, { field: 'phone', base: before?.phone ?? null, value: '女儿的' }),
      ]);
      expect(answer).toMatchObject({ state: 'refused', error: { code: 'bad_input', fields: ['phone'] } });
      expect(await find(personId)).toEqual(before);
    });

    test('a note on how the house is found reaches the tablet, and the newest one holds', async () => {
      const personId = await anElder();
      const note = (text: string, occurredAt: string) =>
        envelopeOf({ type: 'landmark.note', personId, text }, { occurredAt });
      await send(harness.store, [
        note('小学后面，红门', '2026-11-22T02:00:00.000Z'),
        note('桥头', '2026-11-22T01:00:00.000Z'),
      ]);
      expect(await find(personId)).toMatchObject({ landmark: '小学后面，红门' });
    });
  });
};
