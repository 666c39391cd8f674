import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { unpackSources } from '../../entry/field-sources.ts';
import { openPersonField } from '../../entry/sealed-person.ts';
import { openBody } from '../../jobs/import/source-body.ts';
import { importWorld, officeFiles, prefecture, type ImportWorld } from '../../testing/import-world.ts';
import { column, csv, readRows, type Rows } from '../../testing/office-rows.ts';
import { expectSound, later, pictureOf, undo } from '../../testing/register-picture.ts';

let world: ImportWorld;
let population: Rows;
let copies = 0;

const bring = async (table: Rows, kind: 'population' | 'death' | 'move_out' | 'disability' | 'nursing_home') => {
  copies += 1;
  later(world);
  const batchId = await world.upload(`${kind}-${copies}.csv`, `${csv(table)}${'\n'.repeat(copies)}`);
  const { counts, stops } = await world.preview(batchId, { kind });
  if (stops.length > 0) {
    const other = await world.app.createUser('admin', [prefecture]);
    await world.app.caller(other).import.confirm({ batchId, reason: '测试中的第二个人同意' });
  }
  await world.approve(batchId);
  await expectSound(world);
  return { batchId, counts };
};

interface Someone {
  row: string[];
  personId: string;
  cell(name: string): string;
}

/** Registered people with a valid number of their own, in the order of their entries. */
const people = async (): Promise<Someone[]> => {
  const entries = await world.read((tx) =>
    tx.registerEntry.findMany({ where: { state: 'to_visit' }, orderBy: { serial: 'asc' }, select: { personId: true } }),
  );
  const sources = await world.read((tx) => tx.sourceRecord.findMany({ where: { live: true, kind: 'population' } }));
  const numbers = population.rows.map((row) => row[column(population, '公民身份号码')]);
  return entries.flatMap(({ personId }) => {
    const [source, ...more] = sources.filter((row) => row.personId === personId);
    if (source === undefined || more.length > 0) return [];
    const body = openBody(world.deps.keys, source.id, source.bodyCipher);
    const row = population.rows[numbers.indexOf(body.raw.idNumber)];
    if (!body.idValid || row === undefined) return [];
    return [{ personId, row, cell: (name: string) => row[column(population, name)] ?? '' }];
  });
};

const event = (person: Someone, more: Record<string, string>): Rows => {
  const cells = {
    姓名: person.cell('姓名'),
    身份证号码: person.cell('公民身份号码'),
    出生日期: person.cell('出生日期'),
    行政区划代码: person.cell('现住址行政区划代码'),
    ...more,
  };
  return { headers: Object.keys(cells), rows: [Object.values(cells)] };
};

const personOf = (id: string) =>
  world.read((tx) => tx.person.findFirstOrThrow({ where: { id }, include: { entries: true } }));

beforeAll(async () => {
  const files = await officeFiles(120, 47);
  world = await importWorld();
  await world.openCampaign();
  population = await readRows(files.population);
  const batchId = await world.upload('population.csv', csv(population));
  await world.preview(batchId, { kind: 'population' });
  await world.approve(batchId);
}, 180_000);

beforeEach(() => later(world));
afterAll(() => world.app.close());

describe('what lists of events say', () => {
  it('of a death is a claim with its day and its source, to be checked at the door', async () => {
    const [someone] = await people();
    if (someone === undefined) throw new Error('nobody fits');
    const { batchId, counts } = await bring(event(someone, { 死亡日期: '2026-11-01', 死亡信息来源: '医院' }), 'death');
    expect(counts).toMatchObject({ matched: 1, newPersons: 0, gone: 0 });
    const person = await personOf(someone.personId);
    expect(person).toMatchObject({ deceased: true, entries: [{ state: 'exemption_claimed', nextAction: 'verify' }] });
    expect(person.deceasedOn?.toISOString().slice(0, 10)).toBe('2026-11-01');
    expect(unpackSources(person.fieldSources)).toMatchObject({ deceasedOn: { kind: 'death' } });
    later(world);
    await undo(world, batchId);
    expect(await personOf(someone.personId)).toMatchObject({ deceased: false, entries: [{ state: 'to_visit' }] });
    await expectSound(world);
  });

  it('of a move out of the prefecture is a claim; a move inside it changes the area', async () => {
    const [, away, near] = await people();
    if (away === undefined || near === undefined) throw new Error('nobody fits');
    await bring(event(away, { 迁出日期: '2026-11-02', 迁往地: '山东省青岛市' }), 'move_out');
    expect(await personOf(away.personId)).toMatchObject({
      state: 'active',
      movedTo: null,
      entries: [{ state: 'exemption_claimed', nextAction: 'verify' }],
    });
    const before = await personOf(near.personId);
    const village = await world.read((tx) =>
      tx.area.findFirstOrThrow({
        where: { level: 'village', code: { startsWith: before.county }, NOT: { code: before.areaCode } },
      }),
    );
    await bring(event(near, { 迁出日期: '2026-11-02', 迁往地: village.code }), 'move_out');
    expect(await personOf(near.personId)).toMatchObject({
      areaCode: village.code,
      movedOn: null,
      entries: [{ state: 'to_visit', areaCode: village.code }],
    });
  });

  it('of a disability or a nursing home marks the person and leaves the home address', async () => {
    const [, , , someone] = await people();
    if (someone === undefined) throw new Error('nobody fits');
    const before = await personOf(someone.personId);
    await bring(event(someone, { 残疾类别: '肢体', 残疾等级: '二级' }), 'disability');
    await bring(event(someone, { 机构名称: '延吉市夕阳红养老院', 入住日期: '2025-03-01' }), 'nursing_home');
    expect(await personOf(someone.personId)).toMatchObject({
      disabled: true,
      nursingHome: true,
      areaCode: before.areaCode,
    });
  });
});

describe('a newer delivery of a whole list', () => {
  it('changes nothing where it says the same', async () => {
    const before = await pictureOf(world);
    const { counts } = await bring(population, 'population');
    expect(counts).toMatchObject({ newPersons: 0, matched: 0, gone: 0 });
    const { persons, entries, doses } = await pictureOf(world);
    expect({ persons, entries, doses }).toEqual({
      persons: before.persons,
      entries: before.entries,
      doses: before.doses,
    });
  });

  it('flags who is missing and removes nobody; who comes back is no longer flagged', async () => {
    const all = await people();
    const missing = all.slice(-2);
    const rows = population.rows.filter((row) => !missing.some((one) => one.row === row));
    const { batchId, counts } = await bring({ ...population, rows }, 'population');
    expect(counts.gone).toBe(2);
    const goneOf = (page: number) => world.call.import.gone({ batchId, page: { page, size: 1 } });
    const listed = [await goneOf(0), await goneOf(1)];
    expect(listed.map(({ total }) => total)).toEqual([2, 2]);
    const ids = listed.flatMap(({ rows: [one] }) => one?.personId ?? []);
    expect(ids.toSorted()).toEqual(missing.map(({ personId }) => personId).toSorted());
    for (const { personId } of missing)
      expect(await personOf(personId)).toMatchObject({
        state: 'active',
        goneFrom: ['population'],
        entries: [{ state: 'to_visit', nextAction: 'verify' }],
      });
    later(world);
    await undo(world, batchId);
    expect((await goneOf(0)).total).toBe(0);
    for (const { personId } of missing)
      expect(await personOf(personId)).toMatchObject({ goneFrom: [], entries: [{ nextAction: 'visit' }] });
    await bring({ ...population, rows }, 'population');
    await bring(population, 'population');
    for (const { personId } of missing)
      expect(await personOf(personId)).toMatchObject({ goneFrom: [], entries: [{ nextAction: 'visit' }] });
  });

  it('person ids are stable, whatever changes in the rows', async () => {
    const ids = (await people()).map(({ personId }) => personId);
    const phone = column(population, '联系电话');
    const rows = population.rows.map((row, index) => row.with(phone, `169${String(10_000_000 + index)}`));
    const { counts } = await bring({ ...population, rows }, 'population');
    expect(counts).toMatchObject({ newPersons: 0, gone: 0 });
    const [first] = ids;
    const person = await personOf(first ?? '');
    expect(openPersonField(world.deps.keys, person.id, 'phone', person.phoneCipher)).toMatch(/^169/);
    expect(await world.read((tx) => tx.person.count({ where: { id: { in: ids }, state: 'active' } }))).toBe(ids.length);
  });
});
