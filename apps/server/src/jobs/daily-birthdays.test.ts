/** Whoever the campaign means is on its list, once, however often the job runs. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CountyCode } from '@qiaomen/domain/area/area-code';
import { checkCounty } from '../entry/rebuild.ts';
import { fieldWorld, type FieldWorld } from '../testing/field-world.ts';
import { testAreas, testApp, type TestApp } from '../testing/test-app.ts';
import { enterBirthdays } from './daily-birthdays.ts';
import { foldFigures } from './fold-figures.ts';

let app: TestApp;
let world: FieldWorld;
const county = CountyCode.parse(testAreas.county);
const context = () => ({ scope: { area: county }, actorId: null, county, at: app.now() });

beforeAll(async () => {
  app = await testApp();
  world = await fieldWorld(app);
});
afterAll(() => app.close());

const addPerson = (birthDate: string): Promise<string> =>
  app.db.transact(context(), async ({ tx, audit }) => {
    const id = randomUUID();
    await tx.person.create({
      data: {
        county,
        id,
        areaCode: testAreas.village,
        name: '金日',
        nameInitials: 'jr',
        sex: 'male',
        language: 'ko',
        birthDate: new Date(birthDate),
        origin: 'file',
        state: 'active',
      },
    });
    await audit({ action: 'test.person', entity: 'person', entityId: id, detail: {} });
    return id;
  });

test('a person of sixty on the reference date is entered, one of fifty-nine is not', async () => {
  await world.addElder();
  const [old, young] = [await addPerson('1966-11-02'), await addPerson('1966-11-03')];
  expect(await enterBirthdays(app.db, app.now())).toBe(1);
  expect(await enterBirthdays(app.db, app.now())).toBe(0);
  const entries = await app.db.read({ area: county }, (tx) =>
    tx.registerEntry.findMany({ where: { personId: { in: [old, young] } }, select: { personId: true, origin: true } }),
  );
  expect(entries).toEqual([{ personId: old, origin: 'birthday' }]);
});

test('a birth date that was put right enters the person the next night', async () => {
  const id = await addPerson('1970-01-01');
  await app.db.transact(context(), async ({ tx, audit }) => {
    const key = { county_id: { county, id } };
    await tx.person.update({ where: key, data: { birthDate: new Date('1940-01-01') } });
    await audit({ action: 'test.person', entity: 'person', entityId: id, detail: {} });
  });
  expect(await enterBirthdays(app.db, app.now())).toBe(1);
});

test('folding the figures moves every difference into the totals and changes no figure', async () => {
  expect(await foldFigures(app.db, app.now())).toBeGreaterThan(0);
  expect(await app.db.read({ area: county }, (tx) => tx.figureDelta.count())).toBe(0);
  expect(await foldFigures(app.db, app.now())).toBe(0);
  expect(await checkCounty(app.db, county)).toEqual([]);
});

test('a writer never waits for the folding, nor the folding for a writer', async () => {
  await world.addElder();
  await app.db.transact(context(), async () => {
    await app.db.transact(context(), async ({ tx, audit }) => {
      const row = { county, areaCode: testAreas.village, campaignId: world.campaignId, measure: 'test', amount: 1 };
      await tx.figureDelta.create({ data: row });
      // folded while this transaction is open: its difference stays for the next time
      await foldFigures(app.db, app.now());
      await tx.figureDelta.create({ data: { ...row, amount: -1 } });
      await audit({ action: 'test.delta', entity: 'figure', entityId: null, detail: {} });
    });
  });
  expect(await app.db.read({ area: county }, (tx) => tx.figureDelta.count())).toBe(2);
  expect(await foldFigures(app.db, app.now())).toBe(2);
  expect(await checkCounty(app.db, county)).toEqual([]);
});
