/** Facts that broke a rule, as the supervisor sees and settles them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CountyCode } from '@qiaomen/domain/area/area-code';
import { usual } from '@qiaomen/domain/care/testing';
import type { ListIncidents } from '@qiaomen/domain/incident/query';
import { newId } from '../../entry/new-id.ts';
import { clinicWorld, type ClinicWorld } from '../../testing/staffed-world.ts';
import { refusalOf, testAreas } from '../../testing/test-app.ts';

let world: ClinicWorld;
const county = CountyCode.parse(testAreas.county);
const all = { areaCode: null, state: 'open', flag: null, page: { page: 0, size: 50 } } as const;

beforeAll(async () => {
  world = await clinicWorld();
});
afterAll(() => world.app.close());

const list = (over: Partial<ListIncidents> = {}, user = world.supervisor) =>
  world.app.caller(user).incident.list({ ...all, ...over });
const act = (eventId: string, name: 'acknowledged' | 'closed' | 'reopened', note = '') => {
  world.later(0.1);
  return world.app.caller(world.supervisor).incident.act({ county, eventId, act: name, note });
};
const dose = async (): Promise<{ personId: string; doseId: string }> => {
  const { personId } = await world.addElder();
  const doseId = newId(world.app.now());
  await world.vaccinator.push([world.vaccinator.wrap({ ...usual.dose, personId, doseId })]);
  return { personId, doseId };
};

test('a dose without its steps is a new incident, seen, closed with a note, and taken up again', async () => {
  const { doseId, personId } = await dose();
  const [row] = (await list()).rows;
  expect(row).toMatchObject({
    eventId: doseId,
    personId,
    personName: '金顺姬',
    kind: 'dose.record',
    state: 'new',
    last: null,
  });
  expect(row?.flags.map(({ code }) => code)).toContain('no_consent');
  await act(doseId, 'acknowledged');
  expect((await list()).rows[0]).toMatchObject({
    state: 'acknowledged',
    last: { userName: expect.any(String), note: '' },
  });
  expect(await refusalOf(act(doseId, 'acknowledged'))).toEqual({ code: 'changed_meanwhile' });
  expect(await refusalOf(act(doseId, 'closed'))).toMatchObject({ code: 'bad_input', fields: ['note'] });
  await act(doseId, 'closed', '已补签知情同意书');
  expect((await list()).rows).toEqual([]);
  const closed = await list({ state: 'closed' });
  expect(closed).toMatchObject({ total: 1, byState: { new: 0, acknowledged: 0, closed: 1 } });
  expect(closed.rows[0]?.last?.note).toBe('已补签知情同意书');
  await act(doseId, 'reopened', '签名不是本人');
  expect((await list()).rows[0]).toMatchObject({ state: 'acknowledged' });
  const trail = await world.app.db.auditQuery<{ detail: object }>(
    `SELECT detail FROM audit.entry WHERE action = 'incident.act'`,
    [],
  );
  expect(trail).toHaveLength(3);
  expect(JSON.stringify(trail)).not.toContain('签名');
});

test('the same dose told twice within days is an alert of its own, on a screen as from a tablet', async () => {
  const { doseId, personId } = await dose();
  world.later(24);
  const again = newId(world.app.now());
  await world.vaccinator.push([world.vaccinator.wrap({ ...usual.dose, personId, doseId: again })]);
  const { rows, byFlag } = await list({ flag: 'near_duplicate_dose' });
  expect(rows).toMatchObject([
    { eventId: again, flags: expect.arrayContaining([{ code: 'near_duplicate_dose', doseId }]) },
  ]);
  expect(byFlag.find(({ flag }) => flag === 'near_duplicate_dose')?.count).toBe(1);
  const right = { doseId: newId(world.app.now()), product: 'INACT' as const, givenOn: '2026-11-21' };
  const command = { type: 'dose.correct' as const, doseId: again, personId, right, why: '日期写错' };
  await world.app.caller(world.supervisor).person.correctDose({ county, command });
  const after = await list({ flag: 'near_duplicate_dose' });
  // the wrong record counts no more; the right one is as near to the first
  expect(after.rows).toMatchObject([{ eventId: right.doseId, kind: 'dose.told' }]);
  await act(right.doseId, 'closed', '同一剂，已作废一条');
  expect((await list({ flag: 'near_duplicate_dose' })).rows).toEqual([]);
});

test('an area narrows the list, another world.supervisor sees none of it and may do nothing', async () => {
  const { doseId } = await dose();
  expect((await list({ areaCode: testAreas.village })).total).toBeGreaterThan(0);
  expect(await list({ areaCode: testAreas.otherVillage })).toMatchObject({ total: 0, byState: { new: 0 } });
  const stranger = await world.app.createUser('supervisor', [testAreas.otherTownship]);
  expect(await list({}, stranger)).toMatchObject({ total: 0, rows: [] });
  const asked = world.app.caller(stranger).incident.act({ county, eventId: doseId, act: 'closed', note: '已核实' });
  expect(await refusalOf(asked)).toEqual({ code: 'not_found' });
});

test('two supervisors at one incident: one of them is told that it changed', async () => {
  const { doseId } = await dose();
  const other = await world.app.createUser('supervisor', [testAreas.county]);
  const settled = await Promise.allSettled([
    act(doseId, 'acknowledged'),
    world.app.caller(other).incident.act({ county, eventId: doseId, act: 'acknowledged', note: '' }),
  ]);
  expect(settled.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});
