/** The register as supervisors page, sort, filter and search it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ListRegister } from '@qiaomen/domain/register/query';
import { fieldWorld, type Elder, type FieldWorld } from '../../testing/field-world.ts';
import { refusalOf, testAreas, testApp, type TestApp, type TestUser } from '../../testing/test-app.ts';

let app: TestApp;
let world: FieldWorld;
let supervisor: TestUser;
let admin: TestUser;
const elders: Elder[] = [];
const idNumber = '222401194203050029';

beforeAll(async () => {
  app = await testApp();
  world = await fieldWorld(app);
  supervisor = await app.createUser('supervisor', [testAreas.county]);
  admin = await app.createUser('admin', [testAreas.prefecture]);
  const people = [
    { name: '朴成国', idNumber, phone: '13904331234' },
    { name: '김철수', birthDate: '1935-05-05' },
    { name: 'བཀྲ་ཤིས', birthDate: '1964-01-01' },
    { name: '张淑珍', areaCode: testAreas.otherVillage },
    { name: '张三', areaCode: testAreas.farVillage },
  ];
  for (const person of people) elders.push(await world.addElder(person));
});
afterAll(() => app.close());

const ask = (over: Partial<ListRegister> = {}): ListRegister => ({
  campaignId: world.campaignId,
  page: { page: 0, size: 50 },
  sort: 'serial',
  descending: false,
  filter: {
    areaCode: null,
    state: null,
    band: null,
    doseStatus: null,
    ownerId: null,
    refusalReason: null,
    exactArea: false,
    figure: null,
  },
  text: '',
  ...over,
});
const namesOf = async (over: Partial<ListRegister>, user = supervisor): Promise<string[]> =>
  (await app.caller(user).register.list(ask(over))).rows.map((row) => row.name);

test('a county’s supervisor sees the county and nobody of a sibling county', async () => {
  expect(await namesOf({})).toEqual(['朴成国', '김철수', 'བཀྲ་ཤིས', '张淑珍']);
  expect(await namesOf({}, admin)).toContain('张三');
  const filter = { ...ask().filter, areaCode: testAreas.otherCounty };
  expect(await refusalOf(app.caller(supervisor).register.list(ask({ filter })))).toEqual({ code: 'outside_area' });
});

test.each([
  ['朴', ['朴成国']],
  ['pcg', ['朴成国']],
  ['PC', ['朴成国']],
  ['zsz', ['张淑珍']],
  ['김', ['김철수']],
  ['བཀྲ', ['བཀྲ་ཤིས']],
  ['0029', ['朴成国']],
  ['1234', ['朴成国']],
  ['13904331234', ['朴成国']],
  [idNumber, ['朴成国']],
  ['9999', []],
  ['zs', ['张淑珍']],
])('searching %s finds %s', async (text, names) => {
  expect(await namesOf({ text })).toEqual(names);
});

test('those known to the township and no closer are told apart from those of its villages', async () => {
  const filter = { ...ask().filter, areaCode: testAreas.township };
  const whole = await namesOf({ filter });
  expect(whole.length).toBeGreaterThan(0);
  expect(await namesOf({ filter: { ...filter, exactArea: true } })).toEqual([]);
  const village = { ...filter, areaCode: testAreas.village };
  expect(await namesOf({ filter: { ...village, exactArea: true } })).toEqual(await namesOf({ filter: village }));
});

test('pages follow each other without a row lost or shown twice, in every order', async () => {
  for (const sort of ['serial', 'name', 'nextDate', 'age', 'area'] as const) {
    for (const descending of [false, true]) {
      const pages = [];
      for (const page of [0, 1]) pages.push(...(await namesOf({ sort, descending, page: { page, size: 2 } })));
      expect(new Set(pages).size).toBe(4);
    }
  }
  expect((await namesOf({ sort: 'age', descending: true }))[0]).toBe('김철수');
  expect((await app.caller(supervisor).register.list(ask({ page: { page: 0, size: 2 } }))).total).toBe(4);
});

test('what is secret is masked until somebody says what for, and the trail has it', async () => {
  const [elder] = elders;
  if (elder === undefined) throw new Error('no elder');
  const { county, personId } = elder;
  const detail = await app.caller(supervisor).person.detail({ county, personId });
  expect(detail).toMatchObject({ idMasked: '222401********0029', phoneMasked: '139****1234', sources: [] });
  const shown = await app
    .caller(supervisor)
    .person.reveal({ county, personId, field: 'idNumber', purpose: 'verify_identity' });
  expect(shown.value).toBe(idNumber);
  const trail = await app.db.auditQuery<{ detail: unknown }>(
    `SELECT detail FROM audit.entry WHERE action = 'person.reveal' AND entity_id = $1`,
    [personId],
  );
  expect(trail).toEqual([{ detail: { field: 'idNumber', purpose: 'verify_identity' } }]);
});

test('thirty looks a day are enough; the next day counts anew', async () => {
  const curious = await app.createUser('supervisor', [testAreas.county]);
  const [elder] = elders;
  if (elder === undefined) throw new Error('no elder');
  const { county, personId } = elder;
  const look = () => app.caller(curious).person.reveal({ county, personId, field: 'phone', purpose: 'contact' });
  for (let n = 0; n < 30; n += 1) await look();
  expect(await refusalOf(look())).toEqual({ code: 'reveal_quota_reached' });
  app.setNow(new Date('2026-11-22T16:00:00Z'));
  expect(await look()).toMatchObject({ leftToday: 29 });
  app.setNow(new Date('2026-11-22T02:00:00Z'));
});

test('nobody looks at a person of another county', async () => {
  const far = elders[4];
  if (far === undefined) throw new Error('no elder');
  const { county, personId } = far;
  const field = 'phone';
  expect(await refusalOf(app.caller(supervisor).person.detail({ county, personId }))).toEqual({ code: 'not_found' });
  expect(
    await refusalOf(app.caller(supervisor).person.reveal({ county, personId, field, purpose: 'contact' })),
  ).toEqual({ code: 'not_found' });
});
