import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runImport } from '../../jobs/import/run-import.ts';
import { fieldWorld, type FieldWorld } from '../../testing/field-world.ts';
import { importWorld, never, officeFiles, prefecture, type ImportWorld } from '../../testing/import-world.ts';
import { csv, differences, oneChangedRow, readRows, type Rows } from '../../testing/office-rows.ts';

const everything = { place: null, kind: null };
const asSeen = { seen: null, withdraw: [], keepCounty: null };

let world: ImportWorld;
let field: FieldWorld;
let population: Rows;

const minuteLater = (): void => world.app.setNow(new Date(world.app.now().getTime() + 60_000));

const personOf = (id: string) =>
  world.read((tx) => tx.person.findFirstOrThrow({ where: { id }, include: { entries: true } }));

/** Puts the rows of two persons side by side, as the linkage does where it doubts. */
const ask = async (one: string, other: string): Promise<string> => {
  const rows = await world.read((tx) =>
    tx.sourceRecord.findMany({
      where: { personId: { in: [one, other] }, live: true, kind: 'population' },
      select: { id: true, personId: true },
    }),
  );
  const rowOf = (personId: string): string => rows.find((row) => row.personId === personId)?.id ?? '';
  const [left = '', right = ''] = [rowOf(one), rowOf(other)].toSorted();
  const id = crypto.randomUUID();
  await world.app.db.transact(
    { scope: { area: prefecture }, actorId: null, county: '000000', at: world.app.now() },
    async ({ tx, audit }) => {
      const pair = { id, areaCode: prefecture, left, right, probability: 0.5, evidence: [], state: 'pending' };
      await tx.linkPair.create({ data: pair });
      await audit({ action: 'test.pair', entity: 'link_pair', entityId: id, detail: {} });
    },
  );
  return id;
};

beforeAll(async () => {
  const files = await officeFiles(600, 33);
  world = await importWorld();
  field = await fieldWorld(world.app);
  population = await readRows(files.population);
  await world.bring(files.population);
  await world.bring(files.vaccinations);
}, 180_000);

afterAll(() => world.app.close());

describe('doubtful pairs', () => {
  it('are shown masked, decided by a person, and asked no more', async () => {
    const page = { page: 0, size: 200 };
    const [one, two, three, four] = await world.read((tx) =>
      tx.person.findMany({ where: { state: 'active' }, orderBy: { id: 'asc' }, take: 4, select: { id: true } }),
    );
    const asked = [await ask(one?.id ?? '', two?.id ?? ''), await ask(three?.id ?? '', four?.id ?? '')];
    const { rows } = await world.call.linkPair.list({ state: 'pending', filter: everything, page });
    expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining(asked));
    expect(JSON.stringify(rows)).not.toMatch(/(?<![0-9a-f-])\d{15,18}/);
    const [first, second] = asked.map((id) => rows.find((row) => row.id === id));
    if (first === undefined || second === undefined) return;
    await world.call.linkPair.decide({ pairId: first.id, answer: 'different', ...asSeen });
    await world.call.linkPair.decide({ pairId: second.id, answer: 'skipped', ...asSeen });
    minuteLater();
    const batchId = await world.upload('one.csv', oneChangedRow(population, 0, '16900000001'));
    await world.preview(batchId, { kind: 'population' });
    await world.approve(batchId);
    const decided = await world.call.linkPair.list({ state: 'different', filter: everything, page });
    expect(decided.rows.map(({ id }) => id)).toContain(first.id);
    const open = await world.call.linkPair.list({ state: 'pending', filter: everything, page });
    expect(open.rows.map(({ id }) => id)).not.toContain(first.id);
    await world.call.linkPair.decide({ pairId: first.id, answer: 'reopened', ...asSeen });
    expect((await world.call.linkPair.list({ state: 'different', filter: everything, page })).total).toBe(
      decided.total - 1,
    );
  });

  it('two persons of whom somebody said that they are one become one, with visits and doses of both', async () => {
    const doses = await world.read((tx) =>
      tx.dose.findMany({
        where: { voidedBy: null, person: { state: 'active' } },
        orderBy: { id: 'asc' },
        select: { county: true, personId: true },
      }),
    );
    const [into] = doses;
    const from = doses.find(({ county, personId }) => county === into?.county && personId !== into?.personId);
    if (into === undefined || from === undefined) throw new Error('nobody fits');
    const pairId = await ask(into.personId, from.personId);
    await world.call.linkPair.decide({ pairId, answer: 'same', ...asSeen });
    const valid = async () => await world.read((tx) => tx.dose.count({ where: { voidedBy: null } }));
    const before = await valid();
    minuteLater();
    const batchId = await world.upload('merge.csv', oneChangedRow(population, 1, '16900000002'));
    await world.preview(batchId, { kind: 'population' });
    expect((await personOf(from.personId)).state).toBe('active');
    await world.approve(batchId);
    const people = [await personOf(into.personId), await personOf(from.personId)];
    const gone = people.find(({ state }) => state === 'merged');
    const stays = people.find(({ state }) => state === 'active');
    expect(gone?.mergedInto).toBe(stays?.id);
    expect(gone?.entries.every(({ state }) => state === 'merged')).toBe(true);
    expect(await valid()).toBe(before);
    expect(await world.read((tx) => tx.sourceRecord.count({ where: { personId: gone?.id ?? '', live: true } }))).toBe(
      0,
    );
    expect(await differences(world)).toEqual([]);
  });
});

describe('an import meets other work', () => {
  it('a preview that another approval made stale is computed again before anybody can approve it', async () => {
    const page = { page: 0, size: 200 };
    minuteLater();
    const first = await world.upload('first.csv', oneChangedRow(population, 2, '16900000003'));
    const second = await world.upload('second.csv', oneChangedRow(population, 3, '16900000004'));
    await world.preview(first, { kind: 'population' });
    await world.preview(second, { kind: 'population' });
    await world.approve(first);
    expect((await world.call.import.detail({ batchId: second })).state).toBe('staged');
    expect((await world.call.import.detail({ batchId: second })).progress?.state).toBe('queued');
    await runImport(world.deps, { prefecture, batchIds: [second] }, never);
    expect((await world.approve(second)).state).toBe('approved');
    const { rows } = await world.call.import.list({ page });
    expect(rows.filter(({ state }) => state !== 'approved')).toEqual([]);
    expect(await differences(world)).toEqual([]);
  });

  it('an elder found at the door is recognised when the household register has the person later', async () => {
    const village = await world.read((tx) =>
      tx.area.findFirstOrThrow({ where: { level: 'village', code: { startsWith: '222401' } } }),
    );
    const elder = await field.addElder({
      areaCode: village.code,
      name: '全福子',
      birthDate: '1947-08-15',
      idNumber: '992401194708150029',
      phone: '16977777777',
    });
    await world.app.db.transact(
      { scope: { area: prefecture }, actorId: null, county: '000000', at: world.app.now() },
      async ({ tx, audit }) => {
        await tx.person.updateMany({ where: { id: elder.personId }, data: { origin: 'door' } });
        await audit({ action: 'test.door', entity: 'person', entityId: elder.personId, detail: {} });
      },
    );
    minuteLater();
    const headers = ['姓名', '性别', '民族', '出生日期', '公民身份号码', '居住地区划代码', '联系电话'];
    const row = ['全福子', '女', '朝鲜族', '1947-08-15', '992401194708150029', village.code, '16988888888'];
    const batchId = await world.upload('door.csv', csv({ headers, rows: [row] }));
    const { counts } = await world.preview(batchId, { kind: 'population' });
    expect(counts).toMatchObject({ valid: 1, newPersons: 0, matched: 1 });
    await world.approve(batchId);
    expect(await personOf(elder.personId)).toMatchObject({ origin: 'door', state: 'active', ethnicity: '10' });
    expect(await world.read((tx) => tx.person.count({ where: { name: '全福子' } }))).toBe(1);
    expect(await differences(world)).toEqual([]);
  });
});
