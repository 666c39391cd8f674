import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AreaCode, CountyCode } from '@qiaomen/domain/area/area-code';
import { openPersonField } from '../../entry/sealed-person.ts';
import { openBody } from '../../jobs/import/source-body.ts';
import { fieldWorld, type FieldWorld } from '../../testing/field-world.ts';
import { importWorld, officeFiles, type ImportWorld } from '../../testing/import-world.ts';
import { column, csv, differences, readRows, type Rows } from '../../testing/office-rows.ts';

let world: ImportWorld;
let field: FieldWorld;
let campaignId: string;
let population: Rows;
let vaccinations: Rows;

/** The row of the population file that made this person, and a way to send it again changed. */
const resend = async (personId: string, change: Record<string, string>): Promise<void> => {
  const source = await world.read((tx) =>
    tx.sourceRecord.findFirstOrThrow({ where: { personId, kind: 'population', live: true }, orderBy: { id: 'asc' } }),
  );
  const { raw } = openBody(world.deps.keys, source.id, source.bodyCipher);
  const id = column(population, '公民身份号码');
  const row = population.rows.find((cells) => cells[id] === raw.idNumber);
  if (row === undefined) throw new Error('row not found');
  const changed = [...row];
  for (const [name, value] of Object.entries(change)) changed[column(population, name)] = value;
  population.rows[population.rows.indexOf(row)] = changed;
  world.app.setNow(new Date(world.app.now().getTime() + 60_000));
  const batchId = await world.upload('population-again.csv', csv({ headers: population.headers, rows: [changed] }));
  const preview = await world.preview(batchId, { kind: 'population' });
  expect(preview.counts).toMatchObject({ valid: 1, newPersons: 0, matched: 1 });
  await world.approve(batchId);
};

/** Registered, with a valid ID number in the household register, and not complete. */
const someone = async (skip: number) => {
  const entries = await world.read((tx) =>
    tx.registerEntry.findMany({
      where: { campaignId, state: 'to_visit', doseStatus: 'none', person: { NOT: { idCipher: null } } },
      orderBy: { serial: 'asc' },
      select: { id: true, personId: true, county: true, serial: true, areaCode: true },
    }),
  );
  for (const entry of entries.slice(skip * 2)) {
    const rows = await world.read((tx) =>
      tx.sourceRecord.findMany({ where: { personId: entry.personId, kind: 'population' } }),
    );
    const [row] = rows;
    if (row !== undefined && rows.length === 1 && openBody(world.deps.keys, row.id, row.bodyCipher).idValid)
      return entry;
  }
  throw new Error('nobody fits');
};

const personOf = (id: string) =>
  world.read((tx) =>
    tx.person.findFirstOrThrow({ where: { id }, include: { entries: true, visits: true, doses: true } }),
  );

beforeAll(async () => {
  const files = await officeFiles(600, 21);
  world = await importWorld();
  field = await fieldWorld(world.app);
  campaignId = field.campaignId;
  population = await readRows(files.population);
  vaccinations = await readRows(files.vaccinations);
  await world.bring(files.population);
  await world.bring(files.vaccinations);
}, 180_000);

afterAll(() => world.app.close());

describe('when an office sends its file again', () => {
  it('a new phone number reaches the person; entry, serial number and visits stay', async () => {
    const before = await someone(0);
    const worker = await world.app.createUser('worker', [before.areaCode]);
    const tablet = await field.tablet(worker);
    const [answer] = await tablet.push([
      tablet.wrap(
        { ...field.visit(before, { outcome: '03', reasons: ['T2'] }), campaignId },
        { county: CountyCode.parse(before.county) },
      ),
    ]);
    expect(answer).toMatchObject({ state: 'applied' });
    await resend(before.personId, { 联系电话: '16912345678' });
    const after = await personOf(before.personId);
    expect(openPersonField(world.deps.keys, after.id, 'phone', after.phoneCipher)).toBe('16912345678');
    expect(after.visits).toHaveLength(1);
    expect(after.entries.find((entry) => entry.campaignId === campaignId)).toMatchObject({
      id: before.id,
      serial: before.serial,
      state: 'undecided',
    });
    expect(await differences(world)).toEqual([]);
  });

  it('only the newest row of an office is alive, and the older one stays to be looked up', async () => {
    const before = await someone(1);
    await resend(before.personId, { 联系电话: '16912345679' });
    const rows = await world.read((tx) =>
      tx.sourceRecord.findMany({ where: { personId: before.personId, kind: 'population' }, select: { live: true } }),
    );
    expect(rows.map(({ live }) => live).toSorted()).toEqual([false, true]);
  });

  it('a move within the county takes the entry, its visits and its figures along', async () => {
    const before = await someone(2);
    const elsewhere = await world.read((tx) =>
      tx.area.findFirstOrThrow({
        where: { level: 'village', code: { startsWith: before.county }, NOT: { code: before.areaCode } },
        select: { code: true },
      }),
    );
    await resend(before.personId, { 现住址行政区划代码: elsewhere.code });
    const after = await personOf(before.personId);
    expect(after.areaCode).toBe(elsewhere.code);
    expect(after.entries[0]).toMatchObject({ id: before.id, areaCode: elsewhere.code });
    expect(await differences(world)).toEqual([]);
  });

  it('a move to another county is a transfer: a new person there, the old one closed and readable', async () => {
    const before = await someone(3);
    const elsewhere = await world.read((tx) =>
      tx.area.findFirstOrThrow({
        where: { level: 'village', code: { startsWith: '2224' }, NOT: { code: { startsWith: before.county } } },
        select: { code: true },
      }),
    );
    await resend(before.personId, { 现住址行政区划代码: elsewhere.code });
    const old = await personOf(before.personId);
    expect(old).toMatchObject({ state: 'gone', entries: [{ state: 'not_target' }] });
    const there = await world.read((tx) =>
      tx.person.findFirstOrThrow({
        where: { county: elsewhere.code.slice(0, 6), transferredFrom: { path: ['personId'], equals: old.id } },
        include: { entries: true },
      }),
    );
    expect(there).toMatchObject({
      state: 'active',
      areaCode: elsewhere.code,
      entries: [{ campaignId, state: 'to_visit' }],
    });
    expect(await differences(world)).toEqual([]);
  });

  it('who turns out to be too young leaves the figures, not the books', async () => {
    const before = await someone(4);
    await resend(before.personId, { 出生日期: '1990-01-02' });
    const after = await personOf(before.personId);
    expect(after.birthDate?.toISOString().slice(0, 10)).toBe('1990-01-02');
    expect(after.entries[0]).toMatchObject({ id: before.id, state: 'not_target' });
    expect(await differences(world)).toEqual([]);
  });
});

describe('doses of a file', () => {
  it('one that a person corrected is not made again, however often the file comes', async () => {
    const dose = await world.read((tx) =>
      tx.dose.findFirstOrThrow({ where: { origin: 'file', voidedBy: null }, orderBy: { id: 'asc' } }),
    );
    const right = { doseId: crypto.randomUUID(), product: 'SUB_CHO' as const, givenOn: '2025-11-03' };
    const { newId } = await import('../../entry/new-id.ts');
    await world.call.person.correctDose({
      county: AreaCode.parse(dose.county),
      command: {
        type: 'dose.correct',
        doseId: dose.id,
        personId: dose.personId,
        right: { ...right, doseId: newId(world.app.now()) },
        why: '接种本上不同',
      },
    } as Parameters<typeof world.call.person.correctDose>[0]);
    const dosesOf = async () =>
      (await personOf(dose.personId)).doses.map(({ id, voidedBy }) => `${id} ${voidedBy ?? ''}`).toSorted();
    const before = await dosesOf();

    // the same doses, every row a little different: another lot number
    const lot = column(vaccinations, '疫苗批号');
    const again = {
      ...vaccinations,
      rows: vaccinations.rows.map((row) =>
        vaccinations.headers.map((_, index) => (index === lot ? `${row[lot] ?? ''}X` : (row[index] ?? ''))),
      ),
    };
    const batchId = await world.upload('vaccinations-again.csv', csv(again));
    const { counts } = await world.preview(batchId, { kind: 'vaccination' });
    expect(counts.unchanged).toBe(0);
    await world.approve(batchId);
    expect(await dosesOf()).toEqual(before);
    expect(await differences(world)).toEqual([]);
  });
});
