/** An elder found at the door, from the tablet to the supervisor's decision. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { CountyCode } from '@qiaomen/domain/area/area-code';
import type { Command } from '@qiaomen/domain/command';
import type { Figures } from '@qiaomen/domain/figures/query';
import { checkCharacterOf } from '@qiaomen/domain/person/id-number';
import type { PersonDetail } from '@qiaomen/domain/register/query';
import { newId } from '../../entry/new-id.ts';
import { checkCounty } from '../../entry/rebuild.ts';
import { fieldWorld, type Elder, type FieldWorld, type Tablet } from '../../testing/field-world.ts';
import { refusalOf, testAreas, testApp, type TestApp, type TestUser } from '../../testing/test-app.ts';

type Proposed = Extract<Command, { type: 'person.propose' }>;

let app: TestApp;
let world: FieldWorld;
let supervisor: TestUser;
let tablet: Tablet;
let known: Elder;
const county = CountyCode.parse(testAreas.county);
const first17 = '22249819420305002';
const idNumber = `${first17}${checkCharacterOf(first17)}`;
const masked = `222498********${idNumber.slice(-4)}`;

beforeAll(async () => {
  app = await testApp();
  world = await fieldWorld(app);
  supervisor = await app.createUser('supervisor', [testAreas.county]);
  tablet = await world.tablet(await app.createUser('worker', [testAreas.village]));
});
beforeEach(async () => {
  known = await world.addElder({ name: '朴英子', areaCode: testAreas.otherVillage, idNumber });
});
afterAll(() => app.close());

const found = (over: Partial<Proposed> = {}): Proposed => ({
  type: 'person.propose',
  proposalId: newId(app.now()),
  personId: newId(app.now()),
  campaignId: world.campaignId,
  areaCode: testAreas.village,
  name: '朴英子',
  sex: 'female',
  birthDate: null,
  idNumber,
  phone: '13904330009',
  address: '河南街 9 号',
  language: 'ko',
  ...over,
});

const arrive = async (proposal: Proposed): Promise<void> => {
  const command = tablet.wrap(proposal);
  const visit = tablet.wrap(world.visit(proposal), { deps: [command.id] });
  expect(await tablet.push([command, visit])).toMatchObject([{ state: 'applied' }, { state: 'applied' }]);
};

const detailOf = (personId: string): Promise<PersonDetail> =>
  app.caller(supervisor).person.detail({ county, personId });
const figures = async (): Promise<Figures> =>
  (await app.caller(supervisor).progress.read({ campaignId: world.campaignId, areaCode: testAreas.county })).total
    .figures;
const pending = async (proposalId: string) =>
  (await app.caller(supervisor).proposal.list({ page: { page: 0, size: 50 }, state: 'pending' })).rows.find(
    (row) => row.proposalId === proposalId,
  );

test('the server points out who it might be, masked, and the elder counts as found at the door at once', async () => {
  const before = await figures();
  const proposal = found();
  await arrive(proposal);
  const row = await pending(proposal.proposalId);
  expect(row).toMatchObject({ idMasked: masked, birthDate: '1942-03-05', visitCount: 1 });
  const candidate = row?.candidates.find((one) => one.personId === known.personId);
  expect(candidate?.evidence).toEqual(expect.arrayContaining(['id', 'name', 'birth_date']));
  const after = await figures();
  expect(after.doorFound).toBe(before.doorFound + 1);
  expect(after.registered).toBe(before.registered + 1);
  expect(await detailOf(proposal.personId)).toMatchObject({
    state: 'proposed',
    row: { origin: 'door', state: 'agreed' },
  });
});

test('accepted: the person is on the list like any other', async () => {
  const proposal = found({ idNumber: null });
  await arrive(proposal);
  const { proposalId, personId } = proposal;
  await app.caller(supervisor).proposal.decide({ county, proposalId, decision: 'accept' });
  expect(await detailOf(personId)).toMatchObject({ state: 'active', row: { origin: 'door', visitCount: 1 } });
});

test('linked: the visit goes to the person who was on the list, and nobody is counted twice', async () => {
  const before = await figures();
  const proposal = found();
  await arrive(proposal);
  const { proposalId, personId } = proposal;
  const target = known.personId;
  await app.caller(supervisor).proposal.decide({ county, proposalId, decision: 'link', personId: target });
  expect(await detailOf(personId)).toMatchObject({ state: 'merged', mergedInto: target, row: { state: 'merged' } });
  const kept = await detailOf(target);
  expect(kept).toMatchObject({ row: { state: 'agreed', visitCount: 1, origin: 'base' } });
  expect(kept.visits).toHaveLength(1);
  expect((await figures()).registered).toBe(before.registered);
  // the tablet does not know yet: its next visit goes to the same person
  expect(await tablet.push([tablet.wrap(world.visit(proposal))])).toMatchObject([{ reason: 'outside_duty' }]);
});

test('declined: nobody is counted, the visit is still there', async () => {
  const before = await figures();
  const proposal = found({ idNumber: null });
  await arrive(proposal);
  const { proposalId, personId } = proposal;
  await app.caller(supervisor).proposal.decide({ county, proposalId, decision: 'decline', why: '邻县居民' });
  const detail = await detailOf(personId);
  expect(detail).toMatchObject({ state: 'declined', row: { state: 'not_target' } });
  expect(detail.visits).toHaveLength(1);
  expect((await figures()).registered).toBe(before.registered);
});

test('a proposal is decided once, and only in the own area', async () => {
  const proposal = found({ idNumber: null });
  await arrive(proposal);
  const { proposalId } = proposal;
  const accept = { county, proposalId, decision: 'accept' } as const;
  const elsewhere = await app.createUser('supervisor', [testAreas.otherTownship]);
  expect(await refusalOf(app.caller(elsewhere).proposal.decide(accept))).toEqual({ code: 'not_found' });
  const both = await Promise.allSettled([
    app.caller(supervisor).proposal.decide(accept),
    app.caller(supervisor).proposal.decide(accept),
  ]);
  expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  expect(await refusalOf(app.caller(supervisor).proposal.decide(accept))).toEqual({ code: 'already_decided' });
});

test('a number that fails its check is kept as told, matches nobody and is flagged', async () => {
  const wrong = `${first17}${idNumber.endsWith('0') ? '1' : '0'}`;
  const proposal = found({ idNumber: wrong, birthDate: '1942-03-05' });
  const [answer] = await tablet.push([tablet.wrap(proposal)]);
  expect(answer).toMatchObject({ state: 'applied' });
  expect(answer?.state === 'applied' && answer.flags).toContainEqual({ code: 'id_checksum' });
  expect(await detailOf(proposal.personId)).toMatchObject({ idMasked: `222498********${wrong.slice(-4)}` });
});

test('somebody too young is proposed but not on the list', async () => {
  const before = await figures();
  const proposal = found({ idNumber: null, birthDate: '1980-01-01' });
  expect(await tablet.push([tablet.wrap(proposal)])).toMatchObject([{ state: 'applied' }]);
  expect((await figures()).registered).toBe(before.registered);
  expect((await detailOf(proposal.personId)).row).toBeNull();
});

test('a rebuild finds no difference', async () => {
  expect(await checkCounty(app.db, county)).toEqual([]);
});
