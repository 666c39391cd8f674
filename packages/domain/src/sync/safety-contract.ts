/** What was said of life, health and will stands, in whatever order two tablets are heard. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { VisitOutcome } from '../visit/codes.ts';
import { actorOf, aVisit, envelopeOf, nextId, send, world, type StoreHarness } from './contract-world.ts';

export const describeSafety = (name: string, makeStore: () => Promise<StoreHarness>): void => {
  describe(`safety facts into ${name}`, () => {
    let harness: StoreHarness;
    beforeAll(async () => {
      harness = await makeStore();
    });
    afterAll(() => harness.close());

    test.each<[string, VisitOutcome, VisitOutcome, string]>([
      ['a refusal and a knock in vain', '04', '08', 'refused'],
      ['a contraindication and a yes', '06', '02', 'exemption_claimed'],
      ['a death and a knock in vain', '11', '08', 'exemption_claimed'],
    ])('%s, from two tablets, in either order', async (_what, first, then, state) => {
      for (const isLateFirst of [false, true]) {
        const [personId, entryId] = [nextId(), nextId()];
        const areaCode = world.villageA;
        await harness.addEntry({ personId, entryId, areaCode, ownerId: world.other.userId, name: '金顺姬' });
        const mine = envelopeOf(aVisit(personId, { outcome: first, reasons: ['X9'] }), {
          occurredAt: '2026-11-22T02:00:00.000Z',
        });
        const theirs = envelopeOf(aVisit(personId, { outcome: then }), {
          ...world.other,
          occurredAt: '2026-11-22T05:00:00.000Z',
        });
        const sender = { deviceId: world.other.deviceId, revoked: false, homeCounty: world.county };
        const acts = [
          () => send(harness.store, [mine]),
          () =>
            send(harness.store, [theirs], {
              sender: { ...sender, actor: { ...actorOf('other'), duties: actorOf('worker').duties } },
            }),
        ];
        const answers = [];
        for (const act of isLateFirst ? acts.toReversed() : acts) answers.push(...(await act()));
        expect(answers.map((answer) => answer.state)).toEqual(['applied', 'applied']);
        expect(await harness.findEntry(personId)).toMatchObject({ state, visitCount: 2 });
        const isOpposite = first === '06';
        expect(answers.at(-1)).toMatchObject({ flags: isOpposite ? [{ code: 'contradicts_visit' }] : [] });
      }
    });
  });
};
