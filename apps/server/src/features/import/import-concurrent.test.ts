import { CountyCode } from '@qiaomen/domain/area/area-code';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { runPublish } from '../../jobs/import/run-import.ts';
import { runUndo } from '../../jobs/import/run-undo.ts';
import { fieldWorld, type FieldWorld } from '../../testing/field-world.ts';
import { refusalOf } from '../../testing/test-app.ts';
import { importWorld, never, officeFiles, prefecture, type ImportWorld } from '../../testing/import-world.ts';
import { column, csv, readRows, type Rows } from '../../testing/office-rows.ts';
import { expectSound, later } from '../../testing/register-picture.ts';

let world: ImportWorld;
let field: FieldWorld;
let population: Rows;
let copies = 0;

/** Everybody with a new phone number: the publication touches every person. */
const preview = async (): Promise<string> => {
  copies += 1;
  const phone = column(population, '联系电话');
  const rows = population.rows.map((row, index) => row.with(phone, `16${copies}${String(10_000_000 + index)}`));
  later(world);
  const batchId = await world.upload(`again-${copies}.csv`, csv({ ...population, rows }));
  const { stops } = await world.preview(batchId, { kind: 'population' });
  if (stops.length > 0) {
    const other = await world.app.createUser('admin', [prefecture]);
    await world.app.caller(other).import.confirm({ batchId, reason: '测试中的第二个人同意' });
  }
  return batchId;
};

const peopleOf = (count: number, skip: number) =>
  world.read((tx) =>
    tx.registerEntry.findMany({
      where: { state: 'to_visit' },
      orderBy: { serial: 'asc' },
      skip,
      take: count,
      select: { personId: true, county: true, areaCode: true },
    }),
  );

/** Each worker sends again what was to be sent again, as a tablet does. */
const visitAll = async (people: Awaited<ReturnType<typeof peopleOf>>): Promise<void> => {
  await Promise.all(
    people.map(async (person) => {
      const worker = await world.app.createUser('worker', [person.areaCode]);
      const tablet = await field.tablet(worker);
      const visit = { ...field.visit(person, { outcome: '03', reasons: ['T2'] }), campaignId: field.campaignId };
      const command = tablet.wrap(visit, { county: CountyCode.parse(person.county) });
      for (let turn = 0; turn < 20; turn += 1) {
        const [answer] = await tablet.push([command]);
        if (answer?.state !== 'retry') {
          expect(answer).toMatchObject({ state: 'applied' });
          return;
        }
      }
      throw new Error('a visit did not arrive');
    }),
  );
};

const visitsOf = (people: Awaited<ReturnType<typeof peopleOf>>): Promise<number> =>
  world.read((tx) => tx.visit.count({ where: { personId: { in: people.map(({ personId }) => personId) } } }));

beforeAll(async () => {
  const files = await officeFiles(150, 61);
  world = await importWorld();
  field = await fieldWorld(world.app);
  population = await readRows(files.population);
  const batchId = await world.upload('population.csv', csv(population));
  await world.preview(batchId, { kind: 'population' });
  await world.approve(batchId);
}, 180_000);

beforeEach(() => later(world));
afterAll(() => world.app.close());

it('visits that arrive while an import is published, undone and carried out again are all kept, and nothing waits for ever', async () => {
  const batchId = await preview();
  const people = await peopleOf(12, 0);
  await world.call.import.approve({ batchId });
  const job = { prefecture, batchIds: [batchId], actorId: world.admin.id };
  await Promise.all([runPublish(world.deps, job, never), visitAll(people.slice(0, 6))]);
  expect(await world.call.import.detail({ batchId })).toMatchObject({ state: 'approved' });
  expect(await visitsOf(people)).toBe(6);
  await expectSound(world);
  later(world);
  await world.call.import.undo({ batchId });
  const undo = { prefecture, batchId, actorId: world.admin.id, act: 'undo' } as const;
  await Promise.all([runUndo(world.deps, undo, never), visitAll(people.slice(6))]);
  expect(await world.call.import.detail({ batchId })).toMatchObject({ state: 'undone' });
  expect(await visitsOf(people)).toBe(12);
  await expectSound(world);
});

it('of two admins who approve, undo or publish at once one comes first, and the other is told', async () => {
  const batchId = await preview();
  const other = world.app.caller(await world.app.createUser('admin', [prefecture]));
  const [first, second] = await Promise.allSettled([
    world.call.import.approve({ batchId }),
    other.import.approve({ batchId }),
  ]);
  expect([first.status, second.status].toSorted()).toEqual(['fulfilled', 'rejected']);
  const job = { prefecture, batchIds: [batchId], actorId: world.admin.id };
  // the queue may hand the same job to two processes after a crash
  await Promise.all([runPublish(world.deps, job, never), runPublish(world.deps, job, never)]);
  expect(await world.call.import.detail({ batchId })).toMatchObject({ state: 'approved' });
  await expectSound(world);
  later(world);
  await world.call.import.undo({ batchId });
  expect(await refusalOf(other.import.undo({ batchId }))).toMatchObject({ code: 'import_running' });
  expect(await refusalOf(other.import.redo({ batchId }))).toMatchObject({ code: 'import_running' });
  const undo = { prefecture, batchId, actorId: world.admin.id, act: 'undo' } as const;
  await Promise.all([runUndo(world.deps, undo, never), runUndo(world.deps, undo, never)]);
  expect(await world.call.import.detail({ batchId })).toMatchObject({ state: 'undone' });
  await expectSound(world);
});
