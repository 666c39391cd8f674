/** Everything that happened about an elder, from the door, the bedside and the office, in one list. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CountyCode } from '@qiaomen/domain/area/area-code';
import { usual } from '@qiaomen/domain/care/testing';
import type { TimelineRow } from '@qiaomen/domain/timeline/query';
import { newId } from '../../entry/new-id.ts';
import type { Elder, Tablet } from '../../testing/field-world.ts';
import { clinicWorld, type ClinicWorld } from '../../testing/staffed-world.ts';
import { refusalOf, testAreas } from '../../testing/test-app.ts';

let world: ClinicWorld;
let worker: Tablet;
const county = CountyCode.parse(testAreas.county);

beforeAll(async () => {
  world = await clinicWorld();
  worker = await world.tablet(await world.app.createUser('worker', [testAreas.village]));
});
afterAll(() => world.app.close());

const linesOf = async ({ personId }: Pick<Elder, 'personId'>, page = { page: 0, size: 100 }) =>
  world.app.caller(world.supervisor).person.timeline({ county, personId, page });
const ofKind = (rows: readonly TimelineRow[], kind: TimelineRow['event']['kind']): TimelineRow[] =>
  rows.filter(({ event }) => event.kind === kind);

test('a visit, a dose, a closing and its reopening stand in their order with who, when and where', async () => {
  const elder = await world.addElder();
  const { personId } = elder;
  const { campaignId } = world;
  await worker.push([worker.wrap(world.visit(elder, { outcome: '03', reasons: ['T1'], note: '怕疼' }))]);
  world.later(1);
  const doseId = newId(world.app.now());
  await world.vaccinator.push([world.vaccinator.wrap({ ...usual.dose, personId, doseId })]);
  world.later(1);
  const closeId = newId(world.app.now());
  await worker.push([worker.wrap({ ...usual.close, personId, campaignId, closeId })]);
  world.later(1);
  const word = { ...usual.agreement, agreementId: newId(world.app.now()), personId, closeId };
  await world.app.caller(world.supervisor).care.agreeClose({ county, command: word });
  world.later(1);
  await world.vaccinator.push([
    world.vaccinator.wrap({ ...usual.screening, personId, screeningId: newId(world.app.now()) }),
  ]);
  const { rows, total } = await linesOf(elder);
  expect(total).toBe(rows.length);
  expect(rows.map(({ event }) => (event.kind === 'care' ? event.facts.kind : event.kind))).toEqual([
    'reopened',
    'screening.record',
    'closed',
    'close.agree',
    'close.request',
    'dose.record',
    'visit',
    'entered',
  ]);
  const [visit] = ofKind(rows, 'visit');
  expect(visit).toMatchObject({ note: '怕疼', fromTablet: true, userName: expect.any(String), voided: null });
  expect(visit?.areaPath).toHaveLength(3);
  expect(ofKind(rows, 'closed')).toMatchObject([{ event: { state: 'deceased' } }]);
  const dose = rows.find(({ id }) => id === doseId);
  world.later(1);
  const settled = { county, eventId: doseId, act: 'closed' as const, note: '已补手续' };
  await world.app.caller(world.supervisor).incident.act(settled);
  const [newest] = (await linesOf(elder)).rows;
  expect(newest).toMatchObject({ event: { kind: 'incident', act: 'closed' }, userName: expect.any(String) });
  expect(dose?.flags.map(({ code }) => code)).toContain('certificate_invalid');
});

test('what was declared void stays, with who did it, when and why, from a tablet and from a screen', async () => {
  const elder = await world.addElder();
  const { personId } = elder;
  const visit = world.visit(elder);
  await worker.push([worker.wrap(visit)]);
  world.later(1);
  await worker.push([worker.wrap({ type: 'visit.void', visitId: visit.visitId, personId, why: '按错了' })]);
  const doseId = newId(world.app.now());
  await world.vaccinator.push([world.vaccinator.wrap({ ...usual.dose, personId, doseId })]);
  world.later(1);
  const right = { doseId: newId(world.app.now()), product: 'INACT' as const, givenOn: '2026-11-20' };
  const command = { type: 'dose.correct' as const, doseId, personId, right, why: '日期写错' };
  await world.app.caller(world.supervisor).person.correctDose({ county, command });
  const { rows } = await linesOf(elder);
  const voided = rows.filter((row) => row.voided !== null).map(({ event, voided: how }) => [event.kind, how]);
  expect(voided).toEqual([
    ['care', { at: world.app.now().toISOString(), userName: expect.any(String), why: '日期写错' }],
    ['visit', { at: expect.any(String), userName: expect.any(String), why: '按错了' }],
  ]);
  expect(ofKind(rows, 'dose')).toMatchObject([{ at: '2026-11-20', event: { origin: 'person' }, voided: null }]);
});

test('owners, an elder found at the door and fields somebody chose are told; a merged record keeps its own lines', async () => {
  const elder = await world.addElder();
  const office = world.app.caller(world.supervisor);
  const owner = await world.app.createUser('worker', [testAreas.village]);
  const entries = [{ county, entryId: elder.entryId }];
  await office.assignment.persons({ campaignId: world.campaignId, entries, userId: owner.id });
  world.later(1);
  await office.assignment.persons({ campaignId: world.campaignId, entries, userId: null });
  const { personId } = elder;
  const choice = { county, personId, field: 'name' as const, pick: { text: '金顺玉' }, reason: '本人说的' };
  await office.person.chooseField(choice);
  const double = await world.addElder({ name: '金顺姬' });
  await worker.push([worker.wrap(world.visit(double, { outcome: '08' }))]);
  await world.app.db.transact(
    { scope: { area: county }, actorId: null, county, at: world.app.now() },
    async (writer) => {
      const where = { county_id: { county, id: double.personId } };
      await writer.tx.person.update({ where, data: { state: 'merged', mergedInto: personId } });
      await writer.audit({ action: 'test.merge', entity: 'person', entityId: personId, detail: {} });
    },
  );
  const { rows } = await linesOf(elder);
  expect(ofKind(rows, 'assigned').length).toBeGreaterThan(0);
  expect(ofKind(rows, 'field_chosen')).toMatchObject([{ event: { field: 'name' } }]);
  expect(ofKind(rows, 'visit')).toMatchObject([{ ofMerged: true, event: { outcome: '08' } }]);
  expect(JSON.stringify(rows)).not.toContain('金顺玉');
});

test('pages of the timeline do not overlap, and nobody reads it in another area', async () => {
  const elder = await world.addElder();
  for (let count = 0; count < 5; count += 1) {
    world.later(1);
    await worker.push([worker.wrap(world.visit(elder, { outcome: '08' }))]);
  }
  const first = await linesOf(elder, { page: 0, size: 4 });
  const second = await linesOf(elder, { page: 1, size: 4 });
  expect(first.rows).toHaveLength(4);
  expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(first.total);
  const stranger = await world.app.createUser('supervisor', [testAreas.otherTownship]);
  const { personId } = elder;
  const asked = world.app.caller(stranger).person.timeline({ county, personId, page: { page: 0, size: 10 } });
  expect(await refusalOf(asked)).toEqual({ code: 'not_found' });
});
