/** Batches on a real database: the omission test, the order, and what opens a closed batch again. */
import { randomUUID } from 'node:crypto';
import { AreaCode } from '@qiaomen/domain/area/area-code';
import type { Crowd } from '@qiaomen/domain/batch/crowds';
import { usual } from '@qiaomen/domain/care/testing';
import type { Command } from '@qiaomen/domain/command';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../entry/new-id.ts';
import { fieldWorld, type Elder, type ElderDraft, type FieldWorld, type Tablet } from '../../testing/field-world.ts';
import { refusalOf, testAreas, testApp, type TestApp, type TestUser } from '../../testing/test-app.ts';

let app: TestApp;
let world: FieldWorld;
let supervisor: TestUser;
let tablet: Tablet;
let bedside: Tablet;
const areaCode = AreaCode.parse(testAreas.county);
const page = { page: 0, size: 50 };

beforeAll(async () => {
  app = await testApp();
  world = await fieldWorld(app);
  supervisor = await app.createUser('supervisor', [testAreas.county]);
  tablet = await world.tablet(await app.createUser('worker', [testAreas.village]));
  bedside = await world.tablet(await app.createUser('vaccinator', [testAreas.village]));
});
afterAll(() => app.close());

const asked = () => ({ campaignId: world.campaignId, areaCode });
const list = async () => (await app.caller(supervisor).batch.list(asked())).rows;
const batch = async (crowd: Crowd) => (await list()).find((row) => row.crowd === crowd);
const close = (crowd: Crowd) => app.caller(supervisor).batch.close({ ...asked(), crowd });
const unknown = async (crowd: Crowd) => (await app.caller(supervisor).batch.unknown({ ...asked(), crowd, page })).rows;

const flag = async (elder: Elder, flags: { disabled?: boolean; nursingHome?: boolean }): Promise<void> => {
  const { county, personId } = elder;
  await app.db.transact({ scope: { area: county }, actorId: null, county, at: app.now() }, async (writer) => {
    await writer.tx.person.update({ where: { county_id: { county, id: personId } }, data: flags });
    await writer.audit({ action: 'test.flag', entity: 'person', entityId: personId, detail: {} });
  });
};
const apply = async (on: Tablet, command: Command): Promise<void> => {
  const [answer] = await on.push([on.wrap(command)]);
  expect(answer?.state).toBe('applied');
};
const born = { old: '1940-03-05', younger: '1960-03-05' };
const elder = async (draft: ElderDraft, flags: object = {}): Promise<Elder> => {
  const added = await world.addElder(draft);
  if (Object.keys(flags).length > 0) await flag(added, flags);
  return added;
};
const reach = async (person: Elder, outcome: '02' | '04' = '04'): Promise<string> => {
  const visit = world.visit(person, outcome === '04' ? { outcome, reasons: ['T1'] } : { outcome });
  await apply(tablet, visit);
  return visit.visitId;
};
const screen = async ({ personId }: Elder): Promise<string> => {
  const screeningId = newId(app.now());
  await apply(bedside, { ...usual.screening, personId, screeningId });
  return screeningId;
};

describe('the batches of a campaign', () => {
  let first: Elder;
  let bedbound: Elder;
  let screeningId: string;
  let oldVisit: string;

  it('hold everybody once, in the first crowd that fits', async () => {
    first = await elder({ birthDate: born.old });
    await elder({ birthDate: born.old }, { disabled: true });
    bedbound = await elder({ birthDate: born.younger }, { disabled: true, nursingHome: true });
    await elder({ birthDate: born.younger }, { nursingHome: true });
    await elder({ birthDate: born.younger });
    expect((await list()).map(({ crowd, state, counts }) => [crowd, state, counts.members])).toEqual([
      ['old', 'open', 2],
      ['bedbound', 'open', 1],
      ['institution', 'open', 1],
      ['younger', 'open', 1],
      ['rest', 'empty', 0],
    ]);
    oldVisit = await reach(first);
  });

  it('close only when nobody of unknown status is left, and say how many are', async () => {
    expect(await refusalOf(close('old'))).toEqual({ code: 'crowd_unknown_left', unknown: 1 });
    const [left, ...more] = await unknown('old');
    expect(more).toEqual([]);
    expect(left).toMatchObject({ unknown: 'never_reached', disabled: true, visitCount: 0 });
    const person = { county: left?.county ?? '', personId: left?.personId ?? '', entryId: '', areaCode };
    await reach(person);
    expect(await unknown('old')).toEqual([]);
  });

  it('close in their order: a later one may be worked on, but not closed before an earlier one', async () => {
    await reach(bedbound, '02');
    screeningId = await screen(bedbound);
    expect((await batch('bedbound'))?.unknown).toBe(0);
    expect(await refusalOf(close('bedbound'))).toEqual({ code: 'crowd_earlier_open' });
    expect(await close('old')).toEqual({ members: 2 });
    expect(await refusalOf(close('old'))).toEqual({ code: 'already_decided' });
    expect(await close('bedbound')).toEqual({ members: 1 });
    expect(await batch('bedbound')).toMatchObject({ state: 'closed', closing: { members: 1, by: expect.any(String) } });
  });

  it('a screening taken away opens the batch again and it cannot close (omission test)', async () => {
    const { personId } = bedbound;
    await apply(bedside, { type: 'care.void', eventId: screeningId, personId, why: '录入错误' });
    expect(await batch('bedbound')).toMatchObject({ state: 'reopened', unknown: 1, closing: { members: 1 } });
    expect(await unknown('bedbound')).toMatchObject([{ personId: bedbound.personId, unknown: 'not_screened' }]);
    expect(await refusalOf(close('bedbound'))).toEqual({ code: 'crowd_unknown_left', unknown: 1 });
    await screen(bedbound);
    expect((await batch('bedbound'))?.state).toBe('closed');
  });

  it('a visit taken away makes its person unknown again', async () => {
    await apply(tablet, { type: 'visit.void', visitId: oldVisit, personId: first.personId, why: '录入错误' });
    expect(await batch('old')).toMatchObject({ state: 'reopened', unknown: 1 });
    expect(await unknown('old')).toMatchObject([{ personId: first.personId }]);
    await reach(first);
    expect((await batch('old'))?.state).toBe('closed');
  });

  it('a new member opens a closed batch until somebody closes it anew', async () => {
    app.setNow(new Date(app.now().getTime() + 60_000));
    const newcomer = await elder({ birthDate: born.old });
    expect(await batch('old')).toMatchObject({ state: 'reopened', unknown: 1 });
    await reach(newcomer);
    expect(await batch('old')).toMatchObject({ state: 'reopened', unknown: 0 });
    expect(await close('old')).toEqual({ members: 3 });
    expect(await batch('old')).toMatchObject({ state: 'closed', closing: { members: 3 } });
  });

  it('an assessment at home says more than a list: who is bedbound now belongs to the other crowd', async () => {
    const [younger] = await unknown('younger');
    const personId = younger?.personId ?? '';
    await apply(bedside, { ...usual.assessment, personId, assessmentId: newId(app.now()) });
    expect((await batch('younger'))?.counts.members).toBe(0);
    expect(await batch('bedbound')).toMatchObject({ state: 'reopened', counts: { members: 2 } });
  });

  it('every closing stays on record with who and when', async () => {
    const { rows } = await app.db.read({ area: areaCode }, async (tx) => ({
      rows: await tx.crowdClosing.findMany({ orderBy: { closedAt: 'asc' } }),
    }));
    expect(rows.map(({ crowd, members, closedBy }) => [crowd, members, closedBy])).toEqual([
      ['old', 2, supervisor.id],
      ['bedbound', 1, supervisor.id],
      ['old', 3, supervisor.id],
    ]);
  });

  it('two supervisors closing at the same moment close once', async () => {
    const { campaignId } = world;
    const village = AreaCode.parse(testAreas.village);
    const both = await Promise.allSettled(
      [1, 2].map(() => app.caller(supervisor).batch.close({ campaignId, areaCode: village, crowd: 'old' })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('are closed by the supervisor of the whole area, and never above a county', async () => {
    const small = await app.createUser('supervisor', [testAreas.village]);
    const admin = await app.createUser('admin', [testAreas.prefecture]);
    expect(await refusalOf(app.caller(small).batch.list(asked()))).toEqual({ code: 'outside_area' });
    expect(await refusalOf(app.caller(small).batch.close({ ...asked(), crowd: 'old' }))).toEqual({ code: 'outside_area' }); // prettier-ignore
    expect(await refusalOf(app.caller(admin).batch.close({ ...asked(), crowd: 'old' }))).toEqual({ code: 'forbidden' });
    const prefecture = { campaignId: world.campaignId, areaCode: AreaCode.parse(testAreas.prefecture) };
    expect(await app.caller(admin).batch.list(prefecture)).toMatchObject({
      closable: false,
      areaPath: [expect.any(String)],
    });
    const above = app.caller(await app.createUser('supervisor', [testAreas.prefecture])).batch;
    expect(await refusalOf(above.close({ ...prefecture, crowd: 'old' }))).toMatchObject({ code: 'bad_input' });
    const nothing = { campaignId: randomUUID(), areaCode };
    expect(await refusalOf(above.list(nothing))).toEqual({ code: 'not_found' });
  });
});
