/** Who waits for what, which rounds there are, and which hospital stands behind them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { usual } from '@qiaomen/domain/care/testing';
import type { SaveBackup, WaitStage } from '@qiaomen/domain/home-plan/query';
import { newId } from '../../entry/new-id.ts';
import { clinicWorld, type ClinicWorld } from '../../testing/staffed-world.ts';
import { refusalOf, testAreas } from '../../testing/test-app.ts';

let world: ClinicWorld;
const page = { page: 0, size: 50 };

beforeAll(async () => {
  world = await clinicWorld();
});
afterAll(() => world.app.close());

const waiting = (stage: WaitStage, user = world.supervisor) =>
  world.app.caller(user).homePlan.waiting({ campaignId: world.campaignId, areaCode: null, stage, page });
const rounds = (onlyUnbacked = false) =>
  world.app.caller(world.supervisor).homePlan.rounds({ campaignId: world.campaignId, onlyUnbacked, page });
const backup = (over: Partial<SaveBackup> = {}): SaveBackup => ({
  id: newId(world.app.now()),
  areaCode: testAreas.county,
  hospital: '延吉市医院',
  level: 2,
  means: ['ambulance', 'green_channel'],
  contactName: '朴主任',
  contactPhone: '0433-2222222',
  distanceKm: 12.5,
  minutes: 25,
  fromOn: '2026-11-01',
  toOn: '2027-01-31',
  ...over,
});

test('an elder moves from assessment to the doctor to the round, and is counted where they wait', async () => {
  const { personId } = await world.addElder();
  const requestId = newId(world.app.now());
  await world.vaccinator.push([
    world.vaccinator.wrap({ ...usual.request, personId, requestId, campaignId: world.campaignId }),
  ]);
  const first = await waiting('assess');
  expect(first).toMatchObject({ total: 1, counts: { assess: 1, approve: 0, book_home: 0 } });
  expect(first.rows).toMatchObject([{ personId, askedBy: 'family', overdue: false, age: 84 }]);
  world.later(1);
  await world.vaccinator.push([
    world.vaccinator.wrap({ ...usual.assessment, personId, assessmentId: newId(world.app.now()) }),
  ]);
  expect((await waiting('approve')).rows).toMatchObject([{ personId }]);
  world.later(1);
  await world.vaccinator.push([
    world.vaccinator.wrap({ ...usual.approval, personId, requestId, approvalId: newId(world.app.now()) }),
  ]);
  expect((await waiting('book_home')).rows).toMatchObject([{ personId }]);
  world.later(24 * 30);
  expect(await waiting('book_home')).toMatchObject({ overdue: { book_home: 1 }, rows: [{ overdue: true }] });
  world.later(-24 * 30);
});

test('a round is a warning until a hospital of level two stands behind it, and again when that ended', async () => {
  const own = async () => (await rounds()).rows.find(({ planned }) => planned > 0);
  expect(await own()).toMatchObject({ areaCode: testAreas.township, planned: 1, backup: null });
  expect((await rounds()).unbacked).toBe(1);
  const office = world.app.caller(world.supervisor).homePlan;
  await office.saveBackup(backup({ level: 1 }));
  expect((await rounds(true)).total).toBe(1);
  const hospital = backup();
  await office.saveBackup(hospital);
  expect(await own()).toMatchObject({ backup: { hospital: '延吉市医院', contactPhone: '0433-2222222', minutes: 25 } });
  expect((await rounds()).unbacked).toBe(0);
  const small = await world.app.createUser('supervisor', [testAreas.township]);
  const asked = { campaignId: world.campaignId, onlyUnbacked: false, page };
  expect((await world.app.caller(small).homePlan.rounds(asked)).rows).toMatchObject([{ backup: { id: hospital.id } }]);
  expect((await office.backups({ ended: false, page })).total).toBe(2);
  await office.endBackup({ county: testAreas.county, id: hospital.id });
  expect((await rounds()).unbacked).toBe(1);
  expect((await office.backups({ ended: true, page })).rows).toMatchObject([{ id: hospital.id, ended: true }]);
  const trail = await world.app.db.auditQuery<{ detail: object }>(
    `SELECT detail FROM audit.entry WHERE action LIKE 'homePlan.%'`,
    [],
  );
  expect(trail).toHaveLength(3);
  expect(JSON.stringify(trail)).not.toContain('2222222');
});

test('doses given at home make a round of their day, planned or not', async () => {
  const { personId } = await world.addElder();
  await world.vaccinator.push([world.vaccinator.wrap({ ...usual.dose, personId, doseId: newId(world.app.now()) })]);
  const [round] = (await rounds()).rows.filter(({ given }) => given > 0);
  expect(round).toMatchObject({ day: '2026-11-22', given: 1, backup: null });
});

test('a backup that ends before it begins or lies in another area is refused', async () => {
  const office = world.app.caller(world.supervisor).homePlan;
  expect(await refusalOf(office.saveBackup(backup({ toOn: '2026-10-01' })))).toMatchObject({ fields: ['toOn'] });
  expect(await refusalOf(office.saveBackup(backup({ areaCode: testAreas.otherCounty })))).toEqual({
    code: 'outside_area',
  });
  expect(await refusalOf(office.saveBackup(backup({ areaCode: AreaCode.parse('222401999') })))).toEqual({
    code: 'not_found',
  });
  const stranger = await world.app.createUser('supervisor', [testAreas.otherTownship]);
  expect(await waiting('book_home', stranger)).toMatchObject({ total: 0, rows: [] });
});
