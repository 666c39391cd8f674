/** A dose that a file got wrong, put right on a screen and from a tablet. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CountyCode } from '@qiaomen/domain/area/area-code';
import { newId } from '../../entry/new-id.ts';
import { checkCounty } from '../../entry/rebuild.ts';
import { lockPersons, refoldEntries } from '../../entry/refold-entry.ts';
import { fieldWorld, type Elder, type FieldWorld } from '../../testing/field-world.ts';
import { refusalOf, testAreas, testApp, type TestApp, type TestUser } from '../../testing/test-app.ts';

let app: TestApp;
let world: FieldWorld;
let supervisor: TestUser;
const county = CountyCode.parse(testAreas.county);

beforeAll(async () => {
  app = await testApp();
  world = await fieldWorld(app);
  supervisor = await app.createUser('supervisor', [testAreas.county]);
});
afterAll(() => app.close());

const dosed = async (givenOn: string): Promise<Elder & { doseId: string }> => {
  const elder = await world.addElder();
  const { personId, areaCode } = elder;
  const doseId = newId(app.now());
  const context = { scope: { area: county }, actorId: null, county, at: app.now() };
  await app.db.transact(context, async (writer) => {
    const dose = { county, id: doseId, areaCode, personId, product: 'AD5_IM', origin: 'file' };
    await writer.tx.dose.create({ data: { ...dose, givenOn: new Date(givenOn) } });
    await lockPersons(writer.tx, county, [personId]);
    await refoldEntries(writer, county, personId);
    await writer.audit({ action: 'test.dose', entity: 'dose', entityId: doseId, detail: {} });
  });
  return { ...elder, doseId };
};
const correct = (elder: Elder & { doseId: string }, right: { product: 'INACT'; givenOn: string } | null) => {
  const { personId, doseId } = elder;
  const command = {
    type: 'dose.correct' as const,
    doseId,
    personId,
    right: right === null ? null : { doseId: newId(app.now()), ...right },
    why: '录入错误',
  };
  return app.caller(supervisor).person.correctDose({ county, command });
};
const detailOf = ({ personId }: Elder) => app.caller(supervisor).person.detail({ county, personId });

test('the wrong dose stays readable, the right one counts', async () => {
  const elder = await dosed('2026-05-01');
  expect(await detailOf(elder)).toMatchObject({ row: { state: 'complete', doseStatus: 'complete' } });
  expect(await correct(elder, { product: 'INACT', givenOn: '2026-05-02' })).toEqual({ flags: [] });
  const detail = await detailOf(elder);
  expect(detail.row).toMatchObject({ state: 'to_visit', doseStatus: 'partial', nextAction: 'next_dose' });
  expect(detail.doses).toMatchObject([
    { product: 'AD5_IM', origin: 'file', voided: true },
    { product: 'INACT', origin: 'person', voided: false },
  ]);
});

test('a dose that never was is voided and nothing takes its place', async () => {
  const elder = await dosed('2026-05-01');
  await correct(elder, null);
  expect(await detailOf(elder)).toMatchObject({ row: { doseStatus: 'none' }, doses: [{ voided: true }] });
  expect(await refusalOf(correct(elder, null))).toEqual({ code: 'changed_meanwhile' });
});

test('a dose of the future is kept and flagged', async () => {
  const elder = await dosed('2026-05-01');
  expect(await correct(elder, { product: 'INACT', givenOn: '2027-05-01' })).toEqual({
    flags: [{ code: 'in_the_future' }],
  });
});

test('nobody corrects in another area, and a worker’s tablet may not correct at all', async () => {
  const elder = await dosed('2026-05-01');
  const stranger = await app.createUser('supervisor', [testAreas.otherTownship]);
  const command = {
    type: 'dose.correct',
    doseId: elder.doseId,
    personId: elder.personId,
    right: null,
    why: '?',
  } as const;
  expect(await refusalOf(app.caller(stranger).person.correctDose({ county, command }))).toEqual({ code: 'not_found' });
  const tablet = await world.tablet(await app.createUser('worker', [testAreas.village]));
  expect(await tablet.push([tablet.wrap(command)])).toMatchObject([{ state: 'quarantined' }]);
  const clinic = await world.tablet(await app.createUser('vaccinator', [testAreas.village]));
  expect(await clinic.push([clinic.wrap(command)])).toMatchObject([{ state: 'applied' }]);
});

test('a rebuild finds no difference', async () => {
  expect(await checkCounty(app.db, county)).toEqual([]);
});
