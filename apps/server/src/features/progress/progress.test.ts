/** Every figure opens exactly the rows it counts, whatever happened before. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CountyCode, type AreaCode } from '@qiaomen/domain/area/area-code';
import type { DoseProduct } from '@qiaomen/domain/dose/command';
import type { Figures } from '@qiaomen/domain/figures/query';
import type { RegisterFilter } from '@qiaomen/domain/register/query';
import { visitOutcomes, visitReasons } from '@qiaomen/domain/visit/codes';
import { newId } from '../../entry/new-id.ts';
import { checkCounty } from '../../entry/rebuild.ts';
import { lockPersons, refoldEntries } from '../../entry/refold-entry.ts';
import { foldFigures } from '../../jobs/fold-figures.ts';
import { fieldWorld, type Elder, type FieldWorld, type Tablet } from '../../testing/field-world.ts';
import { refusalOf, testAreas, testApp, type TestApp, type TestUser } from '../../testing/test-app.ts';

let app: TestApp;
let world: FieldWorld;
let worker: TestUser;
let supervisor: TestUser;
let tablet: Tablet;
const county = CountyCode.parse(testAreas.county);
const villages = [testAreas.village, testAreas.siblingVillage, testAreas.otherVillage];
const elders: Elder[] = [];

beforeAll(async () => {
  app = await testApp();
  world = await fieldWorld(app);
  worker = await app.createUser('worker', [testAreas.township, testAreas.otherVillage]);
  supervisor = await app.createUser('supervisor', [testAreas.county]);
  tablet = await world.tablet(worker);
  // nobody's village, and somebody who was on no list
  await world.addElder({ areaCode: '222401101201' });
  const [answer] = await tablet.push([
    tablet.wrap({
      type: 'person.propose',
      proposalId: newId(app.now()),
      personId: newId(app.now()),
      campaignId: world.campaignId,
      areaCode: testAreas.village,
      name: '卓玛',
      sex: 'female',
      birthDate: null,
      idNumber: null,
      phone: null,
      address: '',
      language: 'bo',
    }),
  ]);
  expect(answer).toMatchObject({ state: 'applied' });
  // one of each, whom the facts below leave alone: no figure is ever zero everywhere
  const occurredAt = '2026-11-20T02:00:00.000Z';
  const [agreed, refused, vaccinated] = [await world.addElder(), await world.addElder(), await world.addElder()];
  await tablet.push([
    tablet.wrap(world.visit(agreed, { outcome: '02', nextDate: '2026-11-21' }), { occurredAt }),
    tablet.wrap(world.visit(refused, { outcome: '04', reasons: ['T1'] }), { occurredAt }),
  ]);
  await addDose(vaccinated, '2026-05-01', 'AD5_IM');
  for (const areaCode of villages)
    for (const birthDate of ['1938-01-01', '1950-06-01', '1966-11-02'])
      elders.push(await world.addElder({ areaCode, birthDate }));
});
afterAll(() => app.close());

const anyFilter: RegisterFilter = {
  areaCode: null,
  state: null,
  band: null,
  doseStatus: null,
  ownerId: null,
  refusalReason: null,
  exactArea: false,
  figure: null,
};

const totalOf = async (filter: Partial<RegisterFilter>): Promise<number> => {
  const list = await app.caller(supervisor).register.list({
    campaignId: world.campaignId,
    page: { page: 0, size: 200 },
    sort: 'serial',
    descending: false,
    filter: { ...anyFilter, ...filter },
    text: '',
  });
  // the rows are what is counted; their number comes from the figures where it can
  expect(list.total).toBe(list.rows.length);
  return list.rows.length;
};

const figureWords = [
  'registered', 'visited', 'agreed', 'refused', 'vaccinated', 'complete', 'overdue', 'withoutOwner', 'doorFound', 'open',
] as const satisfies (keyof Figures)[]; // prettier-ignore

const seen = new Set<keyof Figures>();

const expectFiguresToEqualRows = async (areaCode: AreaCode): Promise<void> => {
  const progress = await app.caller(supervisor).progress.read({ campaignId: world.campaignId, areaCode });
  for (const row of [progress.total, ...progress.rows.filter((one) => one.kind === 'area')]) {
    for (const figure of figureWords) if (row.figures[figure] > 0) seen.add(figure);
    for (const figure of figureWords)
      expect([row.areaCode, figure, await totalOf({ areaCode: row.areaCode, figure })]).toEqual([
        row.areaCode,
        figure,
        row.figures[figure],
      ]);
    for (const reason of visitReasons)
      if (row.figures.refusedBy[reason] !== undefined)
        expect(await totalOf({ areaCode: row.areaCode, refusalReason: reason })).toBe(row.figures.refusedBy[reason]);
    const { visited, registered, open } = row.figures;
    expect(await totalOf({ areaCode: row.areaCode, figure: 'notVisited' })).toBe(registered - visited);
    expect(await totalOf({ areaCode: row.areaCode, figure: 'closed' })).toBe(registered - open);
  }
  for (const row of progress.rows.filter((one) => one.kind === 'worker' && one.ownerId !== null))
    expect(await totalOf({ areaCode, ownerId: row.ownerId })).toBe(row.figures.registered);
  const sum = progress.rows.reduce((total, row) => total + row.figures.registered, 0);
  expect(sum).toBe(progress.total.figures.registered);
};

const fact = fc.record({
  elder: fc.nat(8),
  kind: fc.constantFrom('visit', 'visit', 'visit', 'dose', 'give', 'fold'),
  outcome: fc.oneof(fc.constantFrom(...visitOutcomes), fc.constantFrom(...(['02', '04'] as const))),
  nextDate: fc.constantFrom(null, '2026-11-21', '2026-11-22', '2026-11-23'),
  reason: fc.constantFrom(...visitReasons),
  daysAgo: fc.nat(15),
});

const addDose = (elder: Elder, givenOn: string, product: DoseProduct = 'INACT'): Promise<unknown> =>
  app.db.transact(
    { scope: { area: elder.county }, actorId: null, county: elder.county, at: app.now() },
    async (writer) => {
      const { personId, areaCode } = elder;
      await writer.tx.dose.createMany({
        data: { county, id: newId(app.now()), areaCode, personId, product, givenOn: new Date(givenOn), origin: 'file' },
        skipDuplicates: true,
      });
      await lockPersons(writer.tx, county, [personId]);
      await refoldEntries(writer, county, personId);
      await writer.audit({ action: 'test.dose', entity: 'person', entityId: personId, detail: {} });
    },
  );

test('every figure of every area equals the rows its filter opens, after any facts in any order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fact, { minLength: 1, maxLength: 12 }), async (facts) => {
      for (const { elder: at, kind, outcome, reason, nextDate, daysAgo } of facts) {
        const elder = elders[at];
        if (elder === undefined) continue;
        const day = new Date(app.now().getTime() - daysAgo * 86_400_000).toISOString();
        if (kind === 'visit') {
          const command = tablet.wrap(world.visit(elder, { outcome, reasons: [reason], nextDate }), {
            occurredAt: day,
          });
          expect(await tablet.push([command])).toMatchObject([{ state: 'applied' }]);
        } else if (kind === 'dose') await addDose(elder, day.slice(0, 10));
        else if (kind === 'fold') await foldFigures(app.db, app.now());
        else {
          const { campaignId } = world;
          const entries = [{ county, entryId: elder.entryId }];
          const userId = daysAgo % 2 === 0 ? null : worker.id;
          await app.caller(supervisor).assignment.persons({ campaignId, entries, userId });
        }
      }
      await expectFiguresToEqualRows(testAreas.county);
    }),
    { numRuns: 12, endOnFailure: true },
  );
  // a figure that was never anything but zero would have proved nothing
  expect(seen).toEqual(new Set(figureWords));
  for (const areaCode of [testAreas.township, testAreas.village, testAreas.otherVillage])
    await expectFiguresToEqualRows(areaCode);
  expect(await checkCounty(app.db, county)).toEqual([]);
}, 120_000);

test('overdue follows the day without anything being written, and nothing is stored that a rebuild would differ in', async () => {
  const before = await app
    .caller(supervisor)
    .progress.read({ campaignId: world.campaignId, areaCode: testAreas.county });
  app.setNow(new Date('2027-02-01T02:00:00Z'));
  const after = await app
    .caller(supervisor)
    .progress.read({ campaignId: world.campaignId, areaCode: testAreas.county });
  expect(after.total.figures.overdue).toBe(await totalOf({ figure: 'overdue' }));
  expect(after.total.figures.overdue).toBeGreaterThanOrEqual(before.total.figures.overdue);
  expect(await checkCounty(app.db, county)).toEqual([]);
  app.setNow(new Date('2026-11-22T02:00:00Z'));
});

test('a milestone in persons counts persons and one in doses counts doses', async () => {
  const { campaignId } = world;
  await app.db.transact(
    { scope: { area: '22' }, actorId: null, county: '000000', at: app.now() },
    async ({ tx, audit }) => {
      for (const unit of ['persons', 'doses'])
        await tx.milestone.create({
          data: {
            id: newId(app.now()),
            campaignId,
            areaCode: county,
            label: unit,
            dueOn: new Date('2026-12-01'),
            unit,
            target: 10,
          },
        });
      await audit({ action: 'test.milestone', entity: 'campaign', entityId: campaignId, detail: {} });
    },
  );
  for (const day of ['2026-03-01', '2026-04-01']) {
    const [elder] = elders;
    if (elder !== undefined) await addDose(elder, day);
  }
  const { total, milestones } = await app.caller(supervisor).progress.read({ campaignId, areaCode: testAreas.county });
  const reached = Object.fromEntries(milestones.map((milestone) => [milestone.unit, milestone.reached]));
  expect(reached).toEqual({ persons: total.figures.vaccinated, doses: total.figures.doses });
  expect(total.figures.doses).toBeGreaterThan(total.figures.vaccinated);
});

test('a supervisor reads the figures of the own area and of no other', async () => {
  const { campaignId } = world;
  for (const areaCode of [testAreas.otherCounty, testAreas.prefecture])
    expect(await refusalOf(app.caller(supervisor).progress.read({ campaignId, areaCode }))).toEqual({
      code: 'outside_area',
    });
});
