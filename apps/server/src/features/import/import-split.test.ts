/** Two persons become one and two again: the ids stay, what was told of each stays with each. */
import { AreaCode, CountyCode } from '@qiaomen/domain/area/area-code';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runUndo } from '../../jobs/import/run-undo.ts';
import { fieldWorld, type FieldWorld } from '../../testing/field-world.ts';
import { importWorld, never, officeFiles, prefecture, type ImportWorld } from '../../testing/import-world.ts';
import { oneChangedRow, readRows, type Rows } from '../../testing/office-rows.ts';
import { refusalOf } from '../../testing/test-app.ts';
import { expectSound, later, pictureOf, redo, type Picture } from '../../testing/register-picture.ts';

const asSeen = { seen: null, withdraw: [], keepCounty: null };

let world: ImportWorld;
let field: FieldWorld;
let population: Rows;
let before: Picture;
let pairId: string;
let splitBatch: string;
/** who lives on and who is merged; set by the merge */
let stays = '';
let joins = '';
let visitAfter = '';
let visitBetween = '';

const personOf = (id: string) =>
  world.read((tx) =>
    tx.person.findFirstOrThrow({ where: { id }, include: { entries: true, visits: true, doses: true } }),
  );

/** A worker of the village tells of a visit; answers the id of the visit. */
const visit = async (personId: string): Promise<string> => {
  const { county } = await personOf(personId);
  const tablet = await field.tablet(await world.app.createUser('worker', [prefecture]));
  const command = {
    ...field.visit({ personId }, { outcome: '03', reasons: ['T2'] }),
    campaignId: field.campaignId,
  };
  const [answer] = await tablet.push([tablet.wrap(command, { county: CountyCode.parse(county) })]);
  expect(answer).toMatchObject({ state: 'applied' });
  return command.visitId;
};

let row = 0;
/** Any next import carries out what people decided about pairs. */
const nextImport = async (): Promise<string> => {
  later(world);
  row += 1;
  const batchId = await world.upload(`next-${row}.csv`, oneChangedRow(population, row, `1690000000${row}`));
  await world.preview(batchId, { kind: 'population' });
  expect((await world.approve(batchId)).state).toBe('approved');
  return batchId;
};

const live = async (personId: string): Promise<string[]> =>
  (await world.read((tx) => tx.sourceRecord.findMany({ where: { personId, live: true } })))
    .map(({ id }) => id)
    .toSorted();

beforeAll(async () => {
  const files = await officeFiles(200, 33);
  world = await importWorld();
  field = await fieldWorld(world.app);
  population = await readRows(files.population);
  await world.bring(files.population);
  later(world);
  await world.bring(files.vaccinations);
  later(world);
  const dosed = await world.read((tx) =>
    tx.person.findMany({
      where: { state: 'active', doses: { some: { voidedBy: null } }, entries: { some: {} } },
      orderBy: { id: 'asc' },
      select: { county: true, id: true },
    }),
  );
  const counties = [...Map.groupBy(dosed, ({ county }) => county).values()];
  const [one, other] = counties.find(({ length }) => length > 1) ?? [];
  const rows = await world.read((tx) =>
    tx.sourceRecord.findMany({ where: { personId: { in: [one?.id ?? '', other?.id ?? ''] }, kind: 'population' } }),
  );
  const [left = '', right = ''] = rows.map(({ id }) => id).toSorted();
  for (const person of [one, other]) await visit(person?.id ?? '');
  pairId = crypto.randomUUID();
  await world.app.db.transact(
    { scope: { area: prefecture }, actorId: null, county: '000000', at: world.app.now() },
    async ({ tx, audit }) => {
      const pair = { id: pairId, areaCode: prefecture, left, right, probability: 0.5, evidence: [], state: 'pending' };
      await tx.linkPair.create({ data: pair });
      await audit({ action: 'test.pair', entity: 'link_pair', entityId: pairId, detail: {} });
    },
  );
  before = await pictureOf(world);
  await world.call.linkPair.decide({ pairId, answer: 'same', ...asSeen });
  await nextImport();
  const merged = await world.read((tx) => tx.person.findFirstOrThrow({ where: { state: 'merged' } }));
  [stays, joins] = [merged.mergedInto ?? '', merged.id];
}, 180_000);

afterAll(() => world.app.close());

test('a merge keeps both histories and leaves a redirect', async () => {
  const { county, name, visits } = await personOf(joins);
  expect(visits).toHaveLength(1);
  const detail = await world.call.person.detail({ county, personId: joins });
  expect(detail).toMatchObject({ state: 'merged', mergedInto: stays });
  const living = await world.call.person.detail({ county, personId: stays });
  expect(living.visits).toHaveLength(2);
  const registered = await world.read((tx) =>
    tx.registerEntry.findMany({ where: { personId: { in: [stays, joins] }, campaignId: field.campaignId } }),
  );
  expect(registered.find(({ personId }) => personId === joins)?.state).toBe('merged');
  expect(registered.find(({ personId }) => personId === stays)?.visitCount).toBe(2);
  expect(name).not.toBe('');
  await expectSound(world);
});

test('a visit told of who was merged is a visit to the living person', async () => {
  later(world);
  visitAfter = await visit(joins);
  expect((await personOf(stays)).visits.map(({ id }) => id)).toContain(visitAfter);
  expect((await personOf(joins)).visits).toHaveLength(1);
  await expectSound(world);
});

test('tablets and lists show one of the two', async () => {
  const { county, name, areaCode } = await personOf(joins);
  const page = { page: 0, size: 50 };
  const anything = { state: null, band: null, doseStatus: null, ownerId: null, refusalReason: null, figure: null };
  const { rows } = await world.call.register.list({
    campaignId: field.campaignId,
    page,
    sort: 'serial',
    descending: false,
    filter: { areaCode: AreaCode.parse(areaCode), ...anything, exactArea: false },
    text: name,
  });
  const open = rows.filter(({ personId, state }) => personId === joins && state !== 'merged');
  expect(open).toEqual([]);
  expect((await personOf(stays)).county).toBe(county);
  visitBetween = await visit(stays);
});

test('the next import of both rows keeps them one', async () => {
  await nextImport();
  expect(await personOf(joins)).toMatchObject({ state: 'merged', mergedInto: stays });
  expect(await live(joins)).toEqual([]);
  await expectSound(world);
});

test('who was merged comes back as the very person, with their own visits, doses and rows', async () => {
  later(world);
  await world.call.linkPair.decide({ pairId, answer: 'reopened', ...asSeen });
  await world.call.linkPair.decide({ pairId, answer: 'different', ...asSeen });
  const people = await world.read((tx) => tx.person.count());
  splitBatch = await nextImport();
  expect(await world.read((tx) => tx.person.count())).toBe(people);
  const [one, other] = [await personOf(stays), await personOf(joins)];
  expect([one.state, other.state, other.mergedInto]).toEqual(['active', 'active', null]);
  const sourcesOf = (id: string) =>
    Object.entries(before.sources)
      .flatMap(([row, person]) => (person === id ? [row] : []))
      .toSorted();
  for (const id of [stays, joins]) expect(await live(id)).toEqual(sourcesOf(id));
  const after = await pictureOf(world);
  expect(after.doses).toEqual(before.doses);
  const { areaCode, birthDate, nameInitials } = other;
  expect(before.persons[joins]).toMatchObject({ areaCode, birthDate, nameInitials });
  // told of this very person while they were merged: the tablet's command names them
  expect(other.visits.map(({ id }) => id)).toContain(visitAfter);
  expect([one.visits.length, other.visits.length]).toEqual([2, 2]);
  expect(other.entries.every(({ state }) => state !== 'merged')).toBe(true);
  await expectSound(world);
});

test('what nobody can know is listed, given to the other by a person, and back', async () => {
  const { county } = await personOf(stays);
  const [parted] = await world.call.person.parted({ county, personId: stays });
  expect(parted).toMatchObject({ personId: joins, events: [{ kind: 'visit', id: visitBetween }] });
  later(world);
  const visitsOf = async (): Promise<number[]> => [
    (await personOf(stays)).visits.length,
    (await personOf(joins)).visits.length,
  ];
  const give = { county, kind: 'visit' as const, eventId: visitBetween };
  await world.call.person.giveEvent({ ...give, personId: stays, to: joins });
  expect(await visitsOf()).toEqual([1, 3]);
  await expectSound(world);
  expect(await refusalOf(world.call.person.giveEvent({ ...give, personId: stays, to: joins }))).toMatchObject({
    code: 'changed_meanwhile',
  });
  const stranger = await world.read((tx) =>
    tx.person.findFirstOrThrow({ where: { county, state: 'active', id: { notIn: [stays, joins] } } }),
  );
  expect(await refusalOf(world.call.person.giveEvent({ ...give, personId: joins, to: stranger.id }))).toMatchObject({
    code: 'bad_input',
  });
  await world.call.person.giveEvent({ ...give, personId: joins, to: stays });
  expect(await visitsOf()).toEqual([2, 2]);
  await expectSound(world);
});

test('the split is taken back and carried out again like any import', async () => {
  const split = await pictureOf(world);
  later(world);
  await world.call.import.undo({ batchId: splitBatch });
  const job = { prefecture, batchId: splitBatch, actorId: world.admin.id, act: 'undo' } as const;
  // the process dies before the commit, and nothing it does afterwards reaches the database
  const dead = (): Promise<never> => Promise.reject(new Error('killed'));
  const { db } = world.deps;
  const dying: typeof db = {
    ...db,
    transact: dead,
    bulk: (ctx, fn) =>
      db.bulk(ctx, async (b) => {
        await fn(b);
        return dead();
      }),
  };
  await expect(runUndo({ ...world.deps, db: dying }, job, never)).rejects.toThrow('killed');
  expect(await pictureOf(world)).toEqual(split);
  await expectSound(world);
  // the next start of the server runs the job again
  await runUndo(world.deps, job, never);
  expect(await personOf(joins)).toMatchObject({ state: 'merged', mergedInto: stays });
  await expectSound(world);
  later(world);
  await redo(world, splitBatch);
  expect(await pictureOf(world)).toEqual(split);
  await expectSound(world);
});
