import { CountyCode } from '@qiaomen/domain/area/area-code';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runUndo } from '../../jobs/import/run-undo.ts';
import { fieldWorld, type FieldWorld } from '../../testing/field-world.ts';
import { refusalOf } from '../../testing/test-app.ts';
import { importWorld, never, officeFiles, prefecture, type ImportWorld } from '../../testing/import-world.ts';
import { column, csv, readRows, type Rows } from '../../testing/office-rows.ts';
import { expectSound, later, pictureOf, redo, undo } from '../../testing/register-picture.ts';

let world: ImportWorld;
let field: FieldWorld;
let files: Awaited<ReturnType<typeof officeFiles>>;
let population: Rows;
const page = { page: 0, size: 50 };

/** A worker of the village tells of a visit to whom the entry is about. */
const visit = async (entry: { personId: string; county: string; areaCode: string }): Promise<void> => {
  const worker = await world.app.createUser('worker', [entry.areaCode]);
  const tablet = await field.tablet(worker);
  const command = { ...field.visit(entry, { outcome: '03', reasons: ['T2'] }), campaignId: field.campaignId };
  const [answer] = await tablet.push([tablet.wrap(command, { county: CountyCode.parse(entry.county) })]);
  expect(answer).toMatchObject({ state: 'applied' });
};

const entriesOf = (batchId: string, act: string) =>
  world.read(async (tx) => {
    const run = await tx.linkRun.findFirstOrThrow({
      where: { batchIds: { has: batchId } },
      orderBy: { createdAt: 'desc' },
    });
    const persons = await tx.runPerson.findMany({ where: { runId: run.id, act }, select: { personId: true } });
    return tx.registerEntry.findMany({
      where: { personId: { in: persons.map(({ personId }) => personId) } },
      orderBy: { serial: 'asc' },
      select: { personId: true, county: true, areaCode: true, state: true },
    });
  });

let copies = 0;
/** The rows of an office's file as a file of their own: the very same bytes would be refused. */
const bring = async (path: string): Promise<string> => {
  later(world);
  copies += 1;
  const batchId = await world.upload(`copy-${copies}.csv`, `${csv(await readRows(path))}${'\n'.repeat(copies)}`);
  await world.preview(batchId);
  await world.approve(batchId);
  return batchId;
};

beforeAll(async () => {
  files = await officeFiles(160, 31);
  world = await importWorld();
  field = await fieldWorld(world.app);
  population = await readRows(files.population);
  // other offices know people the household register does not
  const known = { ...population, rows: population.rows.slice(0, -40) };
  const batchId = await world.upload('population.csv', csv(known));
  await world.preview(batchId, { kind: 'population' });
  await world.approve(batchId);
}, 180_000);

beforeEach(() => later(world));
afterAll(() => world.app.close());

describe('an approved import that is taken back', () => {
  it('leaves the register as it was, can be carried out again, and taken back again', async () => {
    const before = await pictureOf(world);
    const batchId = await bring(files['medical-insurance']);
    const after = await pictureOf(world);
    expect(Object.keys(after.persons).length).toBeGreaterThan(Object.keys(before.persons).length);
    const preview = await world.call.import.undoPreview({ batchId });
    expect(preview).toMatchObject({ next: 'undo', later: [], kept: {} });
    expect(preview.created).toBe(Object.keys(after.persons).length - Object.keys(before.persons).length);
    expect(preview.changed).toBeGreaterThan(0);
    later(world);
    await undo(world, batchId);
    expect(await pictureOf(world)).toEqual(before);
    await expectSound(world);
    expect(await world.call.import.detail({ batchId })).toMatchObject({ state: 'undone' });
    later(world);
    await redo(world, batchId);
    expect(await pictureOf(world)).toEqual(after);
    await expectSound(world);
    later(world);
    await undo(world, batchId);
    expect(await pictureOf(world)).toEqual(before);
    await expectSound(world);
  });

  it('with doses and moves gives back doses, houses and the county somebody left', async () => {
    const before = await pictureOf(world);
    const doses = await bring(files.vaccinations);
    const between = await pictureOf(world);
    const village = await world.read((tx) => tx.area.findMany({ where: { level: 'village' }, select: { code: true } }));
    const area = column(population, '现住址行政区划代码');
    const moved = population.rows
      .filter((row) => /^\d{17}[\dX]$/.test(row[column(population, '公民身份号码')] ?? ''))
      .slice(0, 12)
      .map((row, index) => row.with(area, village[(index * 37) % village.length]?.code ?? ''));
    later(world);
    const batchId = await world.upload('moved.csv', csv({ headers: population.headers, rows: moved }));
    await world.preview(batchId, { kind: 'population' });
    await world.approve(batchId);
    await expectSound(world);
    expect((await entriesOf(batchId, 'left')).length).toBeGreaterThan(0);
    later(world);
    await undo(world, batchId);
    expect(await pictureOf(world)).toEqual(between);
    await expectSound(world);
    later(world);
    await undo(world, doses);
    expect(await pictureOf(world)).toEqual(before);
    await expectSound(world);
  });

  it('keeps whom somebody visited since, and says so', async () => {
    const batchId = await bring(files['medical-insurance']);
    const [created] = await entriesOf(batchId, 'created');
    const [changed] = await entriesOf(batchId, 'changed');
    if (created === undefined || changed === undefined) throw new Error('nobody fits');
    later(world);
    await visit(created);
    await visit(changed);
    expect((await world.call.import.undoPreview({ batchId })).kept).toEqual({ visited: 2 });
    await undo(world, batchId);
    await expectSound(world);
    const { rows, total } = await world.call.import.undoKept({ batchId, reason: null, page });
    expect(total).toBe(2);
    expect(rows.map(({ personId, reason }) => [personId, reason]).toSorted()).toEqual(
      [created.personId, changed.personId].map((id) => [id, 'visited']).toSorted(),
    );
    const stands = await world.read((tx) =>
      tx.registerEntry.findFirstOrThrow({ where: { personId: created.personId } }),
    );
    expect(stands).toMatchObject({ state: 'undecided', visitCount: 1 });
    const others = (await entriesOf(batchId, 'created')).filter(({ personId }) => personId !== created.personId);
    expect(others.every(({ state }) => state === 'not_target')).toBe(true);
    later(world);
    await redo(world, batchId);
    await expectSound(world);
    later(world);
    await undo(world, batchId);
    await expectSound(world);
  });

  it('a visit that was still on a tablet brings the person back', async () => {
    const batchId = await bring(files['medical-insurance']);
    const [created] = await entriesOf(batchId, 'created');
    if (created === undefined) throw new Error('nobody fits');
    later(world);
    await undo(world, batchId);
    later(world);
    await visit(created);
    const person = await world.read((tx) => tx.person.findFirstOrThrow({ where: { id: created.personId } }));
    expect(person).toMatchObject({ state: 'active', origin: 'door' });
    const entry = await world.read((tx) =>
      tx.registerEntry.findFirstOrThrow({ where: { personId: created.personId } }),
    );
    expect(entry).toMatchObject({ state: 'undecided', visitCount: 1 });
    await expectSound(world);
    later(world);
    await redo(world, batchId);
    await expectSound(world);
    later(world);
    await undo(world, batchId);
    await expectSound(world);
  });

  it('waits for the later one that was linked with it', async () => {
    const first = await bring(files['social-insurance']);
    const second = await bring(files['health-records']);
    later(world);
    const { later: blocking } = await world.call.import.undoPreview({ batchId: first });
    expect(blocking.map(({ batchId }) => batchId)).toEqual([second]);
    expect(await refusalOf(world.call.import.undo({ batchId: first }))).toMatchObject({ code: 'changed_meanwhile' });
    await undo(world, second);
    later(world);
    await undo(world, first);
    await expectSound(world);
    // the second was approved on top of the first: it is linked anew and previewed
    expect(await world.call.import.undoPreview({ batchId: second })).toMatchObject({ next: 'link' });
    expect(await world.call.import.redo({ batchId: second })).toBe('linking');
    const { runImport } = await import('../../jobs/import/run-import.ts');
    await runImport(world.deps, { prefecture, batchIds: [second] }, never);
    expect(await world.call.import.detail({ batchId: second })).toMatchObject({ state: 'preview' });
    await world.approve(second);
    await expectSound(world);
    later(world);
    await undo(world, second);
    await expectSound(world);
  });

  it('whom somebody corrected before it is carried out again keeps their words, and gets their doses back', async () => {
    const batchId = await bring(files.vaccinations);
    const { doses } = (await world.call.import.detail({ batchId })).counts;
    expect(doses).toBeGreaterThan(0);
    const dosesOf = (personId: string) => world.read((tx) => tx.dose.count({ where: { personId, voidedBy: null } }));
    const changed = await entriesOf(batchId, 'changed');
    const given = await Promise.all(changed.map(async (entry) => ({ ...entry, doses: await dosesOf(entry.personId) })));
    const one = given.find((entry) => entry.doses > 0);
    if (one === undefined) throw new Error('nobody fits');
    later(world);
    await undo(world, batchId);
    expect(await dosesOf(one.personId)).toBe(0);
    later(world);
    const { county, personId } = one;
    const said = { field: 'name' as const, pick: { text: '金改名' }, reason: '本人今天说的' };
    await world.call.person.chooseField({ county: CountyCode.parse(county), personId, ...said });
    later(world);
    await redo(world, batchId);
    expect(await dosesOf(personId)).toBe(one.doses);
    const { name } = await world.read((tx) => tx.person.findFirstOrThrow({ where: { id: personId } }));
    expect(name).toBe('金改名');
    await expectSound(world);
    later(world);
    expect((await world.call.import.undoPreview({ batchId })).kept).toEqual({ corrected: 1 });
    await undo(world, batchId);
    expect(await dosesOf(personId)).toBe(one.doses);
    await expectSound(world);
    // what the undo took away is counted again when the office sends it again
    copies += 1;
    const { headers, rows } = await readRows(files.vaccinations);
    const again = await world.upload(`copy-${copies}.csv`, csv({ headers, rows: rows.toReversed() }));
    expect((await world.preview(again)).counts.doses).toBe(doses - one.doses);
    await world.call.import.discard({ batchId: again });
  });

  it('that is stopped or fails half way is as if it had not been asked for', async () => {
    const batchId = await bring(files['medical-insurance']);
    const before = await pictureOf(world);
    later(world);
    await world.call.import.undo({ batchId });
    const job = { prefecture, batchId, actorId: world.admin.id, act: 'undo' } as const;
    await expect(runUndo(world.deps, job, AbortSignal.abort())).rejects.toThrow('shutdown');
    expect(await pictureOf(world)).toEqual(before);
    await world.app.db.transact(
      { scope: { area: prefecture }, actorId: null, county: '000000', at: world.app.now() },
      ({ tx }) => tx.jobProgress.update({ where: { id: batchId }, data: { cancel: true }, select: { id: true } }),
    );
    await runUndo(world.deps, job, never);
    expect(await pictureOf(world)).toEqual(before);
    expect(await world.call.import.detail({ batchId })).toMatchObject({ state: 'approved' });
    await undo(world, batchId);
    await expectSound(world);
  });
});
