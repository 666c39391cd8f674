/** Where a field comes from, and what a person decides against the files: it survives the next import and can be taken back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CorrectContact } from '@qiaomen/domain/person/command';
import { maskPhone } from '@qiaomen/domain/person/phone';
import type { FieldLine, SourceField } from '@qiaomen/domain/person-source/query';
import { findContact } from '../../sync/find-contact.ts';
import { refusalOf } from '../../testing/test-app.ts';
import { addTablet } from '../../testing/field-world.ts';
import { importWorld, officeFiles, type ImportWorld } from '../../testing/import-world.ts';
import { csv, differences, readRows, type Rows } from '../../testing/office-rows.ts';

let world: ImportWorld;
let population: Rows;
let ownRow: number;
let person: { county: string; personId: string };

beforeAll(async () => {
  const files = await officeFiles(600, 47);
  world = await importWorld();
  population = await readRows(files.population);
  await world.openCampaign();
  await world.bring(files.population);
  const names = population.rows.map((row) => row[population.headers.indexOf('姓名')] ?? '');
  const found = await world.read((tx) =>
    tx.person.findFirstOrThrow({ where: { name: { in: names }, state: 'active', entries: { some: {} } } }),
  );
  ownRow = names.indexOf(found.name);
  person = { county: found.county, personId: found.id };
}, 180_000);
afterAll(() => world.app.close());

const lineOf = async (field: SourceField, call = world.call): Promise<FieldLine> => {
  const line = (await call.person.sources(person)).fields.find((one) => one.field === field);
  if (line === undefined) throw new Error('no such field');
  return line;
};
const stored = () =>
  world.read((tx) => tx.person.findFirstOrThrow({ where: { id: person.personId }, include: { entries: true } }));

/** The same person's row again, with another phone, so that the file changes something. */
const bringAgain = async (phone: string): Promise<void> => {
  world.app.setNow(new Date(world.app.now().getTime() + 60_000));
  const row = (population.rows[ownRow] ?? []).with(population.headers.indexOf('联系电话'), phone);
  const batchId = await world.upload(`again ${phone}.csv`, csv({ headers: population.headers, rows: [row] }));
  await world.preview(batchId, { kind: 'population' });
  await world.approve(batchId);
};

describe("a person's sources", () => {
  it('name the file, row and rule of each field, masked', async () => {
    const line = await lineOf('name');
    expect(line).toMatchObject({
      why: 'rank',
      from: { kind: 'population', rowNo: expect.any(Number), on: '2026-11-22' },
    });
    expect(line.said.length).toBeGreaterThan(0);
    expect((await lineOf('phone')).shown ?? '*').toContain('*');
  });

  it('show a county the office and the day, and no row', async () => {
    const supervisor = world.app.caller(await world.app.createUser('supervisor', [person.county]));
    expect((await supervisor.person.sources(person)).readsRows).toBe(false);
    const line = await lineOf('name', supervisor);
    expect(line).toMatchObject({
      said: [],
      from: { kind: 'population', fileName: null, rowNo: null, on: '2026-11-22' },
    });
    const sourceId = (await lineOf('name')).said[0]?.sourceId ?? '';
    const ask = { ...person, field: 'name', pick: { sourceId }, reason: '核对户口本' } as const;
    expect(await refusalOf(supervisor.person.chooseField(ask))).toEqual({ code: 'outside_area' });
  });

  it('a correction by hand survives the next import, names its author, and is taken back to what the files say', async () => {
    const before = await stored();
    const supervisor = world.app.caller(await world.app.createUser('supervisor', [person.county]));
    await supervisor.person.chooseField({
      ...person,
      field: 'name',
      pick: { text: '金改名' },
      reason: '身份证上是这个名字',
    });
    await supervisor.person.chooseField({ ...person, field: 'deceased', pick: { text: 'no' }, reason: '今天见到本人' });
    expect(await lineOf('name', supervisor)).toMatchObject({
      shown: '金改名',
      why: 'chosen',
      choice: { by: '测试 supervisor', reason: '身份证上是这个名字' },
    });
    await bringAgain('16900000021');
    const after = await stored();
    expect([after.name, after.deceased]).toEqual(['金改名', false]);
    expect(after.rev).toBeGreaterThan(before.rev + 2);
    expect((await lineOf('name')).why).toBe('chosen');
    await supervisor.person.takeBackField({ ...person, field: 'name' });
    expect((await stored()).name).toBe(before.name);
    expect((await lineOf('name')).why).toBe('rank');
    expect(await refusalOf(supervisor.person.takeBackField({ ...person, field: 'name' }))).toEqual({
      code: 'changed_meanwhile',
    });
    expect(await differences(world)).toEqual([]);
  });

  it('a corrected birth date and village move the entry with its figures', async () => {
    const { areaCode } = await stored();
    const village = await world.read((tx) =>
      tx.area.findFirstOrThrow({ where: { level: 'village', code: { startsWith: person.county, not: areaCode } } }),
    );
    await world.call.person.chooseField({
      ...person,
      field: 'areaCode',
      pick: { text: village.code },
      reason: '搬到儿子家',
    });
    await world.call.person.chooseField({
      ...person,
      field: 'birthDate',
      pick: { text: '1940-02-01' },
      reason: '户口本',
    });
    const moved = await stored();
    expect(moved.areaCode).toBe(village.code);
    expect(moved.entries.map((entry) => [entry.areaCode, entry.band])).toEqual([[village.code, '80+']]);
    await bringAgain('16900000022');
    expect((await stored()).areaCode).toBe(village.code);
    await world.call.person.takeBackField({ ...person, field: 'areaCode' });
    expect((await stored()).areaCode).toBe(areaCode);
    expect(await differences(world)).toEqual([]);
  });

  it('is taken back only by somebody whose areas reach where the files put the person', async () => {
    const { areaCode } = await stored();
    const township = await world.read((tx) =>
      tx.area.findFirstOrThrow({
        where: { level: 'township', code: { startsWith: person.county }, NOT: { code: areaCode.slice(0, 9) } },
      }),
    );
    const ask = { ...person, field: 'areaCode' } as const;
    await world.call.person.chooseField({ ...ask, pick: { text: township.code }, reason: '搬到女儿家' });
    const third = await world.read((tx) =>
      tx.area.findFirstOrThrow({
        where: {
          level: 'township',
          code: { startsWith: person.county },
          NOT: { code: { in: [areaCode.slice(0, 9), township.code] } },
        },
      }),
    );
    for (const areas of [[township.code], [township.code, third.code]]) {
      const supervisor = world.app.caller(await world.app.createUser('supervisor', areas));
      expect(await refusalOf(supervisor.person.takeBackField(ask))).toEqual({ code: 'outside_area' });
    }
    expect((await stored()).areaCode).toBe(township.code);
    await world.call.person.takeBackField(ask);
    expect((await stored()).areaCode).toBe(areaCode);
    expect(await differences(world)).toEqual([]);
  });

  it('names the day of the import as it was in Shanghai', async () => {
    const before = world.app.now();
    world.app.setNow(new Date('2026-11-23T16:30:00Z'));
    await bringAgain('16900000023');
    expect((await lineOf('phone')).from?.on).toBe('2026-11-24');
    expect((await lineOf('phone')).said[0]?.on).toBe('2026-11-24');
    world.app.setNow(before);
  });

  it('a number and an address corrected at the door survive the next import, name the worker and can be taken back', async () => {
    const { areaCode, phoneIndex } = await stored();
    const worker = await world.app.createUser('worker', [areaCode]);
    const tablet = await addTablet(world.app, worker);
    const { personId } = person;
    const before = await world.app.db.read({ area: person.county }, (tx) =>
      findContact(tx, world.app.keys, person.county, personId),
    );
    const correct = (change: CorrectContact['change']) => tablet.wrap({ type: 'contact.correct', personId, change });
    const answers = await tablet.push([
      correct({ field: 'phone', base: before.phone, value: '169 9876 5432' }),
      correct({ field: 'address', base: before.address, value: '二组7号' }),
      correct({ field: 'address', base: '别的地方', value: '三组' }),
    ]);
    expect(answers.map(({ state }) => state)).toEqual(['applied', 'applied', 'conflict']);
    await bringAgain('16900000024');
    const shown = (await stored()).phoneIndex;
    expect(shown).not.toEqual(phoneIndex);
    expect(await lineOf('phone')).toMatchObject({ why: 'chosen', shown: '169****5432', choice: { by: '测试 worker' } });
    expect(await lineOf('address')).toMatchObject({ why: 'chosen' });
    await world.call.person.takeBackField({ ...person, field: 'phone' });
    expect(await lineOf('phone')).toMatchObject({ shown: maskPhone(before.phone ?? ''), choice: null });
    const trail = await world.app.db.auditQuery('SELECT detail FROM audit.entry WHERE action = $1', [
      'contact.correct',
    ]);
    expect(trail).toHaveLength(2);
    expect(JSON.stringify(trail)).not.toMatch(/5432|二组/);
    expect(await differences(world)).toEqual([]);
  });

  it('a value that cannot be, another county, or a row of somebody else is refused and nothing is written', async () => {
    const { rev } = await stored();
    const ask = (field: SourceField, text: string) =>
      refusalOf(world.call.person.chooseField({ ...person, field, pick: { text }, reason: '测试' }));
    expect(await ask('birthDate', '1943-02-30')).toEqual({ code: 'bad_input', fields: ['birthDate'] });
    expect(await ask('idNumber', '123')).toEqual({ code: 'bad_input', fields: ['idNumber'] });
    expect(await ask('areaCode', '222499999999')).toEqual({ code: 'bad_input', fields: ['areaCode'] });
    const other = await world.read((tx) =>
      tx.sourceRecord.findFirstOrThrow({ where: { personId: { not: person.personId } } }),
    );
    const pick = { sourceId: other.id };
    expect(await refusalOf(world.call.person.chooseField({ ...person, field: 'name', pick, reason: '测试' }))).toEqual({
      code: 'not_found',
    });
    expect((await stored()).rev).toBe(rev);
  });
});
