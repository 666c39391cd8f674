/** The desk of suspected reactions: clocks, steps, end, beginning anew. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CountyCode } from '@qiaomen/domain/area/area-code';
import type { ListAefi, RecordAefiStep } from '@qiaomen/domain/aefi-desk/query';
import { usual } from '@qiaomen/domain/care/testing';
import { newId } from '../../entry/new-id.ts';
import { clinicWorld, type ClinicWorld } from '../../testing/staffed-world.ts';
import { refusalOf, testAreas } from '../../testing/test-app.ts';

let world: ClinicWorld;
const county = CountyCode.parse(testAreas.county);

beforeAll(async () => {
  world = await clinicWorld();
});
afterAll(() => world.app.close());

const report = async (severity: 'not_serious' | 'death' = 'not_serious'): Promise<string> => {
  const { personId } = await world.addElder();
  const doseId = newId(world.app.now());
  const aefiId = newId(world.app.now());
  const card = { seenOn: null, reactions: ['rash'], hospitalised: false, found: 'active' as const, cluster: false, majorImpact: false, maker: '', doseNumber: 1, course: '', diagnosis: '' }; // prettier-ignore
  const onsetAt = world.app.now().toISOString();
  await world.vaccinator.push([
    world.vaccinator.wrap({ ...usual.dose, personId, doseId }),
    world.vaccinator.wrap({ type: 'aefi.report', aefiId, doseId, personId, onsetAt, severity, ...card }),
  ]);
  return aefiId;
};
const list = (state: ListAefi['state'] = 'open', user = world.supervisor) =>
  world.app.caller(user).aefi.list({ areaCode: null, state, page: { page: 0, size: 50 } });
const step = (aefiId: string, name: RecordAefiStep['step'], over: Partial<RecordAefiStep> = {}) =>
  world.app.caller(world.supervisor).aefi.step({ county, aefiId, step: name, doneAt: world.app.now().toISOString(), class: null, note: '', ...over }); // prettier-ignore

test('a case goes from card to investigation, form, class and end, and is taken up again', async () => {
  const aefiId = await report();
  const own = async () => (await list()).rows.find((row) => row.aefiId === aefiId);
  expect(await own()).toMatchObject({ urgent: false, reportable: true, next: ['card'], dose: { product: 'INACT' } });
  for (const name of ['card', 'investigation', 'form'] as const) {
    world.later(1);
    await step(aefiId, name);
  }
  expect((await own())?.due.map(({ state }) => state)).toEqual(['done', 'done', 'done']);
  expect(await refusalOf(step(aefiId, 'closed', { note: '已恢复' }))).toEqual({ code: 'changed_meanwhile' });
  await step(aefiId, 'classified', { class: 'general' });
  world.later(1);
  await step(aefiId, 'closed', { note: '三天后消退' });
  expect(await own()).toBeUndefined();
  const [closed] = (await list('closed')).rows;
  expect(closed).toMatchObject({ aefiId, class: 'general', next: ['reopened'] });
  expect(closed?.steps.at(-1)).toMatchObject({ step: 'closed', note: '三天后消退', userName: expect.any(String) });
  world.later(1);
  await step(aefiId, 'reopened', { note: '再次出疹' });
  expect(await own()).toMatchObject({ state: 'open', class: 'general' });
  const trail = await world.app.db.auditQuery<{ detail: object }>(
    `SELECT detail FROM audit.entry WHERE action = 'aefi.step'`,
    [],
  );
  expect(trail).toHaveLength(6);
  expect(JSON.stringify(trail)).not.toContain('消退');
});

test('whose clock ran out longest ago stands first; a death has two hours', async () => {
  const mild = await report();
  world.later(1);
  const death = await report('death');
  const order = async () => (await list()).rows.map((row) => row.aefiId).filter((id) => id === mild || id === death);
  expect(await order()).toEqual([death, mild]);
  expect((await list('late')).rows).toEqual([]);
  world.later(3);
  expect((await list('late')).rows).toMatchObject([{ aefiId: death, urgent: true }]);
  await step(death, 'urgent_report');
  expect((await list('late')).rows).toEqual([]);
  world.later(48);
  expect((await list('late')).late).toBe(2);
});

test('a step entered by mistake is taken back and stays readable', async () => {
  const aefiId = await report();
  await step(aefiId, 'card');
  const own = async () => (await list()).rows.find((row) => row.aefiId === aefiId);
  const stepId = (await own())?.steps[0]?.id ?? '';
  world.later(1);
  await world.app.caller(world.supervisor).aefi.takeBack({ county, aefiId, stepId, note: '填错了人' });
  expect(await own()).toMatchObject({ next: ['card'], steps: [{ step: 'card', takenBack: true }] });
});

test('nobody sees or works on a case of another area, and two at one case take turns', async () => {
  const aefiId = await report();
  const stranger = await world.app.createUser('supervisor', [testAreas.otherTownship]);
  expect(await list('open', stranger)).toMatchObject({ rows: [], open: 0 });
  const asked = world.app.caller(stranger).aefi.step({ county, aefiId, step: 'card', doneAt: world.app.now().toISOString(), class: null, note: '' }); // prettier-ignore
  expect(await refusalOf(asked)).toEqual({ code: 'not_found' });
  const both = await Promise.allSettled([step(aefiId, 'card'), step(aefiId, 'card')]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});
