/** What a desk cannot decide is asked at a door; people of two counties who are one are carried over, and back. */
import { CountyCode } from '@qiaomen/domain/area/area-code';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../entry/new-id.ts';
import { checkCounty } from '../../entry/rebuild.ts';
import type { Tablet } from '../../testing/field-world.ts';
import { refusalOf, testAreas, type TestUser } from '../../testing/test-app.ts';
import { everything, pairWorld, type PairWorld } from './testing/pair-world.ts';

let world: PairWorld;
let worker: TestUser;
let tablet: Tablet;
beforeAll(async () => {
  world = await pairWorld();
  worker = await world.app.createUser('worker', [testAreas.village]);
  tablet = await world.field.tablet(worker);
});
afterAll(() => world.app.close());

const pulled = async (personId: string) => {
  const reply = await world.app.caller(worker).sync.pull({ epoch: null, cursors: {}, schema: 1, resume: null });
  return reply.upserts.find((entry) => entry.personId === personId);
};
const take = () => world.app.caller(world.admin).linkPair.take({ filter: everything, size: 20, except: [] });

describe('a question at the door', () => {
  it('travels to the tablet, comes back with the visit and is a suggestion, not a decision', async () => {
    const [one, other] = [
      await world.elder({ name: '朴英子' }),
      await world.elder({ name: '朴英姬', areaCode: testAreas.farVillage }),
    ];
    const pairId = await world.pair(one.rowId, other.rowId);
    expect((await pulled(one.personId))?.questions).toBeUndefined();
    await world.decide(world.admin, pairId, 'asked');
    expect((await take()).rows.map(({ id }) => id)).not.toContain(pairId);
    const [question] = (await pulled(one.personId))?.questions ?? [];
    expect(question).toMatchObject({ kind: 'same_person', other: { name: '朴英姬', birthYear: 1942 } });
    expect(JSON.stringify(question)).not.toContain('16900000001');
    const questionId = question?.id ?? '';

    const later = world.field.visit(one, { answers: [{ questionId, answer: 'not_asked' }] });
    expect(await tablet.push([tablet.wrap(later)])).toMatchObject([{ state: 'applied' }]);
    expect((await pulled(one.personId))?.questions).toHaveLength(1);

    const visit = world.field.visit(one, { answers: [{ questionId, answer: 'same' }] });
    expect(await tablet.push([tablet.wrap(visit)])).toMatchObject([{ state: 'applied' }]);
    expect((await pulled(one.personId))?.questions).toBeUndefined();
    const [back] = (await take()).rows;
    expect(back).toMatchObject({ id: pairId, state: 'asked', told: { answer: 'same', by: '测试 worker' } });
    expect(await world.decide(world.admin, pairId, 'same', { seen: back?.decision?.id ?? null })).toMatchObject({
      state: 'decided',
    });

    const voided = { type: 'visit.void', visitId: visit.visitId, personId: one.personId, why: '记错' } as const;
    expect(await tablet.push([tablet.wrap(voided)])).toMatchObject([{ state: 'applied' }]);
  });

  it('of a visit that never took place is asked again', async () => {
    const [one, other] = [
      await world.elder({ name: '崔福女' }),
      await world.elder({ name: '崔福玉', areaCode: testAreas.farVillage }),
    ];
    const pairId = await world.pair(one.rowId, other.rowId);
    await world.decide(world.admin, pairId, 'asked');
    const questionId = (await pulled(one.personId))?.questions?.[0]?.id ?? '';
    const visit = world.field.visit(one, { answers: [{ questionId, answer: 'different' }] });
    await tablet.push([tablet.wrap(visit)]);
    await tablet.push([
      tablet.wrap({ type: 'visit.void', visitId: visit.visitId, personId: one.personId, why: '记错' }),
    ]);
    expect((await pulled(one.personId))?.questions).toHaveLength(1);
    await world.decide(world.admin, pairId, 'different');
    expect((await pulled(one.personId))?.questions).toBeUndefined();
  });

  it('is refused where nobody is going', async () => {
    const pairId = await world.pair(await world.row(), await world.row());
    expect(await refusalOf(world.decide(world.admin, pairId, 'asked'))).toEqual({ code: 'nobody_to_ask' });
  });

  it('an answer from a tablet to a question nobody asked is kept with its visit and harms nothing', async () => {
    const one = await world.elder();
    const visit = world.field.visit(one, { answers: [{ questionId: newId(world.app.now()), answer: 'same' }] });
    expect(await tablet.push([tablet.wrap(visit)])).toMatchObject([{ state: 'applied' }]);
  });
});

describe('people of two counties who are one', () => {
  const state = async (county: string, id: string) =>
    (await world.app.db.read({ area: testAreas.prefecture }, (tx) => tx.person.findUniqueOrThrow({ where: { county_id: { county, id } } }))).state; // prettier-ignore
  const dosesOf = (county: string, personId: string) =>
    world.app.db.read({ area: testAreas.prefecture }, (tx) =>
      tx.dose.count({ where: { county, personId, voidedBy: null } }),
    );
  const noDifference = async () => {
    for (const county of [testAreas.county, testAreas.otherCounty])
      expect(await checkCounty(world.app.db, CountyCode.parse(county))).toEqual([]);
  };

  it('are proposed as a transfer, carried out by an act of its own, and taken back whole', async () => {
    const [here, there] = [
      await world.elder({ name: '全明淑' }),
      await world.elder({ name: '全明淑', areaCode: testAreas.farVillage }),
    ];
    const pairId = await world.pair(here.rowId, there.rowId);
    await world.app.db.transact(
      { scope: { area: testAreas.prefecture }, actorId: null, county: '000000', at: world.app.now() },
      async ({ tx, audit }) => {
        const dose = { product: 'INACT', givenOn: new Date('2026-10-01'), origin: 'person' };
        await tx.dose.create({
          data: {
            county: there.county,
            id: newId(world.app.now()),
            areaCode: there.areaCode,
            personId: there.personId,
            ...dose,
          },
        });
        await audit({ action: 'test.dose', entity: 'dose', entityId: null, detail: {} });
      },
    );
    const caller = world.app.caller(world.admin);
    const found = (await caller.linkPair.list({ state: 'pending', filter: everything, page: { page: 0, size: 50 } }))
      .rows;
    expect(found.find(({ id }) => id === pairId)?.transfer?.counties).toHaveLength(2);
    await world.decide(world.admin, pairId, 'same', { keepCounty: here.county });
    const page = { page: 0, size: 10 };
    const [proposed] = (await caller.linkPair.transfers({ state: 'proposed', page })).rows;
    expect(proposed).toMatchObject({ from: { county: there.county }, into: { county: here.county } });
    const transferId = proposed?.id ?? '';
    await caller.linkPair.settleTransfer({ transferId, act: 'carry_out' });
    expect(await state(there.county, there.personId)).toBe('gone');
    expect(await dosesOf(here.county, here.personId)).toBe(1);
    const row = await world.app.db.read({ area: testAreas.prefecture }, (tx) => tx.sourceRecord.findUniqueOrThrow({ where: { id: there.rowId } })); // prettier-ignore
    expect(row.personId).toBe(here.personId);

    const [decision] = (await caller.linkPair.decisions({ page })).rows;
    const undo = world.decide(world.admin, pairId, 'reopened', { seen: decision?.id ?? null });
    expect(await refusalOf(undo)).toEqual({ code: 'transfer_carried_out' });
    expect(await refusalOf(caller.linkPair.settleTransfer({ transferId, act: 'carry_out' }))).toEqual({ code: 'changed_meanwhile' }); // prettier-ignore

    await caller.linkPair.settleTransfer({ transferId, act: 'take_back' });
    expect(await state(there.county, there.personId)).toBe('active');
    expect([await dosesOf(here.county, here.personId), await dosesOf(there.county, there.personId)]).toEqual([0, 1]);
    await world.decide(world.admin, pairId, 'reopened', { seen: decision?.id ?? null });
    expect((await caller.linkPair.transfers({ state: 'withdrawn', page })).total).toBe(1);
  });

  it('stay where the asker says, and nowhere else', async () => {
    const [here, there] = [await world.elder(), await world.elder({ areaCode: testAreas.farVillage })];
    const pairId = await world.pair(here.rowId, there.rowId);
    const elsewhere = world.decide(world.admin, pairId, 'same', { keepCounty: '222403' });
    expect(await refusalOf(elsewhere)).toEqual({ code: 'bad_input', fields: ['keepCounty'] });
    await world.decide(world.admin, pairId, 'same', { keepCounty: there.county });
    const [proposed] = (await world.app.caller(world.admin).linkPair.transfers({ state: 'proposed', page: { page: 0, size: 1 } })).rows; // prettier-ignore
    expect(proposed?.into.county).toBe(there.county);
    await noDifference();
  });
});
