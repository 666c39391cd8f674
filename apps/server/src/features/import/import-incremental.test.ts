/** Offices that delivered before deliver again: the stored model weighs, and only what is new is linked. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importWorld, officeFiles, type ImportWorld } from '../../testing/import-world.ts';
import { column, csv, readRows, type Rows } from '../../testing/office-rows.ts';
import { expectSound, later, pictureOf } from '../../testing/register-picture.ts';

let world: ImportWorld;
let population: Rows;
let medical: Rows;

/** How the run that published this batch was linked, from the audit trail. */
const howLinked = async (batchId: string): Promise<string[]> => {
  const rows = await world.app.db.auditQuery<{ how: string }>(
    `SELECT detail->>'how' AS how FROM audit.entry WHERE action = 'import.link' AND detail->'batches' ? $1 ORDER BY at`,
    [batchId],
  );
  return rows.map(({ how }) => how);
};

const modelOf = async (batchId: string) => {
  const run = await world.read((tx) => tx.linkRun.findFirstOrThrow({ where: { batchIds: { has: batchId } } }));
  const { fields } = run.model as { fields: unknown };
  return fields;
};

const bring = async (name: string, rows: Rows, kind: 'population' | 'medical'): Promise<string> => {
  later(world);
  const batchId = await world.upload(name, csv(rows));
  await world.preview(batchId, { kind });
  expect((await world.approve(batchId)).state).toBe('approved');
  return batchId;
};

const personIds = async (): Promise<Map<string, string>> => {
  const rows = await world.read((tx) =>
    tx.sourceRecord.findMany({ where: { live: true, NOT: { personId: null } }, select: { id: true, personId: true } }),
  );
  return new Map(rows.map(({ id, personId }) => [id, personId ?? '']));
};

beforeAll(async () => {
  const files = await officeFiles(600, 51);
  world = await importWorld();
  await world.openCampaign();
  population = await readRows(files.population);
  medical = await readRows(files['medical-insurance']);
}, 180_000);

afterAll(() => world.app.close());

test('the first file of each office is linked with everything, and the model is learnt', async () => {
  const half = { ...medical, rows: medical.rows.slice(0, 200) };
  expect(await howLinked(await bring('population.csv', population, 'population'))).toEqual(['learnt']);
  expect(await howLinked(await bring('medical.csv', half, 'medical'))).toEqual(['learnt']);
});

test('rows that are new find their people with the model of before, and nobody else is touched', async () => {
  const before = await personIds();
  const learnt = await modelOf(await world.read(async (tx) => (await tx.importBatch.findFirstOrThrow({ where: { kind: 'medical' } })).id)); // prettier-ignore
  const people = await world.read((tx) => tx.person.count());
  const batchId = await bring('medical-2.csv', { ...medical, rows: medical.rows.slice(200, 300) }, 'medical');
  expect(await howLinked(batchId)).toEqual(['stored_model']);
  expect(await modelOf(batchId)).toEqual(learnt);
  const { counts } = await world.call.import.detail({ batchId });
  expect(counts.matched).toBeGreaterThan(counts.newPersons * 5);
  const after = await personIds();
  for (const [row, person] of before) expect(after.get(row)).toBe(person);
  expect(await world.read((tx) => tx.person.count())).toBe(people + counts.newPersons);
  await expectSound(world);
});

test('a corrected row reaches the person it was about', async () => {
  const phone = column(population, '联系电话');
  const [number, place] = [column(population, '公民身份号码'), column(population, '现住址行政区划代码')];
  const placed = population.rows.filter((row) => row[number]?.length === 18 && row[place]?.startsWith('2224'));
  const rows = placed.slice(0, 5).map((cells, at) => cells.with(phone, `1380000000${at}`));
  const before = await pictureOf(world);
  const batchId = await bring('corrected.csv', { ...population, rows }, 'population');
  expect(await howLinked(batchId)).toEqual(['stored_model']);
  expect((await world.call.import.detail({ batchId })).counts).toMatchObject({ newPersons: 0, matched: 5 });
  const after = await pictureOf(world);
  expect(Object.keys(after.persons).toSorted()).toEqual(Object.keys(before.persons).toSorted());
  await expectSound(world);
});

test('a file larger than all before it is a reason to learn anew', async () => {
  const elders = population.rows.length;
  const copies = Array.from({ length: elders + 400 }, (_, at) => {
    const cells = population.rows[at % elders] ?? [];
    return cells.with(column(population, '现住址'), `${cells[column(population, '现住址')] ?? ''} ${at}`);
  });
  later(world);
  const batchId = await world.upload('everybody.csv', csv({ ...population, rows: copies }));
  await world.preview(batchId, { kind: 'population' });
  expect(await howLinked(batchId)).toEqual(['learnt']);
});
