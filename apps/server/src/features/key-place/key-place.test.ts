/** Key places: rosters find their place, residents are shown there and counted at home, moves are dated. */
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countyOf, type AreaCode } from '@qiaomen/domain/area/area-code';
import type { SavePlace } from '@qiaomen/domain/key-place/query';
import type { SourceRow } from '@qiaomen/linkage/prefecture/read-row';
import { sealBody } from '../../jobs/import/source-body.ts';
import { takeRosters } from '../../jobs/key-place/take-rosters.ts';
import { silentLog } from '../../log.ts';
import { fieldWorld, type Elder, type FieldWorld } from '../../testing/field-world.ts';
import { aSourceRow } from '../../testing/source-rows.ts';
import { refusalOf, testAreas, testApp, type TestApp, type TestUser } from '../../testing/test-app.ts';

let app: TestApp;
let world: FieldWorld;
let supervisor: TestUser;
let admin: TestUser;
let batchId = '';
const page = { page: 0, size: 50 };
const county = countyOf(testAreas.village);

beforeAll(async () => {
  app = await testApp();
  world = await fieldWorld(app);
  supervisor = await app.createUser('supervisor', [testAreas.county]);
  admin = await app.createUser('admin', [testAreas.prefecture]);
  batchId = randomUUID();
  await asPrefecture(async (tx) => {
    const file = { id: batchId, areaCode: testAreas.prefecture, kind: 'nursing_home', fileName: '花名册.xlsx' };
    const rest = { sha256: randomBytes(32), bytes: 1n, blobKey: '', state: 'approved', createdBy: admin.id };
    await tx.importBatch.create({ data: { ...file, ...rest } });
  });
});
afterAll(() => app.close());

type Tx = Parameters<Parameters<TestApp['db']['transact']>[1]>[0]['tx'];
const asPrefecture = (fn: (tx: Tx) => Promise<void>): Promise<void> =>
  app.db.transact(
    { scope: { area: testAreas.prefecture }, actorId: null, county: '000000', at: app.now() },
    async (w) => {
      await fn(w.tx);
      await w.audit({ action: 'test', entity: 'test', entityId: null, detail: {} });
    },
  );

let rowNo = 0;
const onRoster = (elder: Elder, said: Partial<SourceRow>, live = true): Promise<void> =>
  asPrefecture(async (tx) => {
    const id = randomUUID();
    const bodyCipher = new Uint8Array(sealBody(app.keys, id, aSourceRow(said)));
    rowNo += 1;
    const row = {
      id,
      areaCode: testAreas.prefecture,
      batchId,
      rowNo,
      kind: 'nursing_home',
      contentHash: randomBytes(32),
    };
    await tx.sourceRecord.create({
      data: { ...row, bodyCipher, live, personId: elder.personId, county: elder.county },
    });
  });

const draft = (name: string, over: Partial<SavePlace> = {}): SavePlace => ({
  county,
  placeId: randomUUID(),
  areaCode: testAreas.village,
  kind: 'nursing_home',
  name,
  code: '',
  address: '河南街 9 号',
  contactName: '崔院长',
  contactPhone: '0433-2512345',
  rev: 0,
  ...over,
});
const add = async (name: string, over: Partial<SavePlace> = {}, user = supervisor): Promise<SavePlace> => {
  const place = draft(name, over);
  await app.caller(user).keyPlace.save(place);
  return place;
};
const take = (): Promise<void> =>
  takeRosters(
    {
      db: app.db,
      keys: app.keys,
      dataDir: app.dataDir,
      workDir: join(app.dataDir, 'work'),
      now: app.now,
      log: silentLog,
    },
    testAreas.prefecture,
  );
const residentsOf = async (place: SavePlace, past = false, user = supervisor) =>
  app.caller(user).keyPlace.residents({ county: place.county, placeId: place.placeId, campaignId: world.campaignId, past, page }); // prettier-ignore
const listed = async (areaCode: AreaCode | null = null, user = supervisor) =>
  (await app.caller(user).keyPlace.list({ campaignId: world.campaignId, areaCode, kind: null, text: '', closed: false, page })).rows; // prettier-ignore

test('a roster brings its residents to the place, where they are shown; they stay counted at home, once', async () => {
  const elders = [
    await world.addElder({ name: '朴成国' }),
    await world.addElder({ name: '金顺姬', areaCode: testAreas.otherVillage }),
    await world.addElder({ name: '张三', areaCode: testAreas.farVillage }),
  ];
  const home = {
    institution: '朝阳川镇敬老院',
    institutionCode: 'YL2224010001',
    room: '301-1',
    admittedOn: '2026-01-05',
  };
  for (const elder of elders) await onRoster(elder, home);
  // the same resident twice, once without the code
  const [first, second, far] = elders as [Elder, Elder, Elder];
  await onRoster(first, { ...home, institutionCode: null, room: '301-2', admittedOn: '2026-02-01' });
  const other = await world.addElder({ name: '尹氏' });
  await onRoster(other, { institution: '依兰镇敬老院', institutionCode: null, admittedOn: '2026-03-01' });
  await onRoster(far, { ...home, institution: '老名单' }, false);
  await take();
  const unknown = await app.caller(admin).keyPlace.institutions({ unmatched: true, page });
  expect(unknown.rows.map(({ name, code, residents }) => [name, code, residents])).toEqual([
    ['朝阳川镇敬老院', 'YL2224010001', 3],
    ['依兰镇敬老院', '', 1],
  ]);
  const place = await add('朝阳川镇敬老院（公办）');
  await take();
  expect((await residentsOf(place)).total).toBe(0);
  const [institution] = unknown.rows;
  const map = { institutionId: institution?.institutionId ?? '', place: { county, placeId: place.placeId } };
  await app.caller(admin).keyPlace.map(map);
  for (let n = 0; n < 2; n += 1) await take();
  const shown = await residentsOf(place);
  expect(shown.rows.map(({ name, room, fromOn, origin }) => [name, room, fromOn, origin])).toEqual([
    ['金顺姬', '301-1', '2026-01-05', 'file'],
    [null, '301-1', '2026-01-05', 'file'],
    ['朴成国', '301-2', '2026-02-01', 'file'],
  ]);
  const everyone = await residentsOf(place, false, admin);
  expect(everyone.rows.map(({ homePath }) => homePath.at(-1))).toContain(`测试${testAreas.farVillage}`);
  // one entry each, in the village of the register
  const inRegister = async (areaCode: AreaCode) => {
    const filter = { areaCode, exactArea: false, state: null, band: null, doseStatus: null, ownerId: null, refusalReason: null, figure: null }; // prettier-ignore
    const asked = { campaignId: world.campaignId, page, sort: 'serial' as const, descending: false, filter, text: '' };
    return (await app.caller(admin).register.list(asked)).rows.map(({ personId }) => personId);
  };
  const all = await inRegister(testAreas.prefecture);
  expect(all.filter((id) => elders.some(({ personId }) => personId === id))).toHaveLength(3);
  expect(await inRegister(testAreas.otherVillage)).toEqual([second.personId]);
  expect((await listed()).find(({ placeId }) => placeId === place.placeId)).toMatchObject({ residents: 3, all: 0 });
});

test('coverage of a place is that of its residents in the base figure in force', async () => {
  const place = await add('龙井福利院', { kind: 'welfare_home' });
  const snapshotId = randomUUID();
  const elders = await Promise.all(['甲', '乙', '丙'].map((name) => world.addElder({ name })));
  for (const { personId, county: personCounty } of elders)
    await app.caller(supervisor).keyPlace.moveIn({ county, placeId: place.placeId, stayId: randomUUID(), personCounty: countyOf(personCounty as AreaCode), personId, room: '', fromOn: '2026-11-01' }); // prettier-ignore
  await asPrefecture(async (tx) => {
    const rule = { minAge: 60, referenceDate: '2026-11-02', excludeReportedDeaths: false, excludeNoResidence: false };
    await tx.baseSnapshot.create({
      data: { id: snapshotId, areaCode: testAreas.prefecture, campaignId: world.campaignId, state: 'published', number: 1, rule, asOf: app.now(), createdBy: admin.id }, // prettier-ignore
    });
    for (const [at, { personId, areaCode }] of elders.entries())
      await tx.baseMember.create({
        data: { county, areaCode, snapshotId, personId, band: at === 2 ? null : '80+', standing: at === 2 ? 'deceased' : 'eligible' }, // prettier-ignore
      });
    const [vaccinated] = elders;
    await tx.registerEntry.updateMany({
      where: { personId: vaccinated?.personId ?? '' },
      data: { doseStatus: 'partial' },
    });
  });
  const seen = await app
    .caller(supervisor)
    .keyPlace.read({ county, placeId: place.placeId, campaignId: world.campaignId });
  expect(seen).toMatchObject({ residents: 3, all: 2, vaccinated: 1, complete: 0, snapshotNumber: 1 });
  expect(seen).toMatchObject({ contactName: '崔院长', contactPhone: '0433-2512345', address: '河南街 9 号' });
  expect(seen.nextDate).not.toBeNull();
  expect(JSON.stringify(await listed())).not.toContain('2512345');
});

test('moving out is dated and can be taken back; the next roster does not change what a person said', async () => {
  const place = await add('图们敬老院', { code: 'YL222401-7777' });
  const elder = await world.addElder({ name: '李氏' });
  await onRoster(elder, { institution: '图们敬老院', institutionCode: 'yl222401-7777', admittedOn: '2026-05-01' });
  await take();
  const [stay] = (await residentsOf(place)).rows;
  const out = { county, stayId: stay?.stayId ?? '' };
  const moveOut = (toOn: string | null) => app.caller(supervisor).keyPlace.moveOut({ ...out, toOn });
  expect(await refusalOf(moveOut('2026-04-30'))).toMatchObject({ code: 'bad_input' });
  await moveOut('2026-11-20');
  await take();
  expect([(await residentsOf(place)).total, (await residentsOf(place, true)).total]).toEqual([0, 1]);
  await moveOut(null);
  expect((await residentsOf(place)).rows[0]).toMatchObject({ toOn: null, origin: 'hand' });
  const other = await add('别处');
  const { personId } = elder;
  const again = { county, placeId: other.placeId, stayId: randomUUID(), personCounty: county, personId, room: '' };
  const elsewhere = app.caller(supervisor).keyPlace.moveIn({ ...again, fromOn: '2026-11-20' });
  expect(await refusalOf(elsewhere)).toEqual({ code: 'stay_elsewhere' });
});

test('who is on no roster any more moved out; who came elsewhere later left before', async () => {
  const [old, next] = [await add('敬老院甲', { code: 'A1' }), await add('敬老院乙', { code: 'B1' })];
  const elder = await world.addElder({ name: '崔氏' });
  const gone = await world.addElder({ name: '黄氏' });
  await onRoster(elder, { institution: null, institutionCode: 'A1', admittedOn: '2026-02-01' });
  await onRoster(gone, { institution: '敬老院甲', institutionCode: 'A1', admittedOn: null });
  await take();
  expect((await residentsOf(old)).total).toBe(2);
  await onRoster(elder, { institution: '敬老院乙', institutionCode: 'B1', admittedOn: '2026-06-01' });
  await asPrefecture(async (tx) => {
    await tx.sourceRecord.updateMany({ where: { personId: gone.personId }, data: { live: false } });
  });
  await take();
  expect((await residentsOf(next)).rows.map(({ name }) => name)).toEqual(['崔氏']);
  const left = await residentsOf(old, true);
  expect(left.rows.map(({ name, toOn }) => [name, toOn]).toSorted()).toEqual([
    ['崔氏', '2026-06-01'],
    ['黄氏', '2026-11-22'],
  ]);
});

test('a closed place takes nobody in, is listed apart, and opens again; two editors do not overwrite each other', async () => {
  const place = await add('旧院');
  const close = (closedOn: string | null) => app.caller(supervisor).keyPlace.close({ county, placeId: place.placeId, closedOn }); // prettier-ignore
  await close('2026-11-01');
  expect((await listed()).some(({ placeId }) => placeId === place.placeId)).toBe(false);
  const { personId } = await world.addElder();
  const stay = { county, placeId: place.placeId, stayId: randomUUID(), personCounty: county, personId, room: '' };
  const late = app.caller(supervisor).keyPlace.moveIn({ ...stay, fromOn: '2026-11-10' });
  expect(await refusalOf(late)).toEqual({ code: 'changed_meanwhile' });
  await close(null);
  expect((await listed()).some(({ placeId }) => placeId === place.placeId)).toBe(true);
  const stale = app.caller(supervisor).keyPlace.save({ ...place, name: '新名', rev: 1 });
  expect(await refusalOf(stale)).toEqual({ code: 'changed_meanwhile' });
  await app.caller(supervisor).keyPlace.save({ ...place, name: '新名', rev: 3 });
  const abroad = app.caller(supervisor).keyPlace.save(draft('远方敬老院', { county: countyOf(testAreas.farVillage), areaCode: testAreas.farVillage })); // prettier-ignore
  expect(await refusalOf(abroad)).toEqual({ code: 'outside_area' });
});
