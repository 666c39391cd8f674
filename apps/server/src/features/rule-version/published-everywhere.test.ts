/** A published interval changes what register, record and tablet say, from its day on and not a day before. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CountyCode } from '@qiaomen/domain/area/area-code';
import { cnCovid19 } from '@qiaomen/domain/forecast/cn-covid19';
import { shanghaiDay } from '@qiaomen/domain/register/day';
import { foldEntry } from '@qiaomen/domain/register/fold-entry';
import { changeInterval } from '@qiaomen/domain/rule-version/change-table';
import { entryRulesAt } from '@qiaomen/domain/rule-version/entry-rules';
import { checkCounty } from '../../entry/rebuild.ts';
import { silentLog } from '../../log.ts';
import { ruleEffectJobs } from '../../jobs/rule-effect.ts';
import { addDose } from '../../testing/change-elder.ts';
import { fieldWorld, type Elder, type FieldWorld } from '../../testing/field-world.ts';
import { testAreas, testApp, type TestApp, type TestUser } from '../../testing/test-app.ts';

let app: TestApp;
let world: FieldWorld;
let supervisor: TestUser;
let worker: TestUser;
let elder: Elder;
const place = testAreas.prefecture;
const county = CountyCode.parse(testAreas.county);
const givenOn = '2026-11-10';

const run = async (name: string, payload: unknown): Promise<void> => {
  const deps = { db: app.db, keys: app.keys, dataDir: '', workDir: '', now: () => app.now(), log: silentLog };
  await ruleEffectJobs.find((job) => job.name === name)?.run(payload, deps, new AbortController().signal);
};

/** The second dose of the primary course after `weeks`, from a day on. */
const publish = async (weeks: number, from: string, baseVersion: number): Promise<void> => {
  const [author, second] = [await app.createUser('admin', [place]), await app.createUser('admin', [place])];
  const at = { rowId: 'R1', dose: 1, interval: 0, latest: null };
  const long = { minimum: `${String(weeks)} weeks`, absoluteMinimum: `${String(weeks)} weeks` };
  const changed = changeInterval(cnCovid19, { ...at, ...long, from, newId: 'R1x', source: '测试' });
  if (!changed.ok) throw new Error(JSON.stringify(changed.error));
  const body = { kind: 'schedule' as const, table: changed.value };
  const { versionId } = await app.caller(author).ruleVersion.save({ place, body, note: '', baseVersion });
  await run('rules.count', { area: place, versionId, day: shanghaiDay(app.now()) });
  await app.caller(second).ruleVersion.publish({ versionId });
  await run('rules.apply', { area: place });
};

const register = () =>
  app.db.read({ area: county }, async (tx) => {
    const row = await tx.registerEntry.findFirst({ where: { county, personId: elder.personId } });
    return row?.nextDate?.toISOString().slice(0, 10);
  });
const record = async () =>
  (await app.caller(supervisor).vaccinationRecord.read({ county, personId: elder.personId })).next?.earliest;
const tablet = async () => {
  const reply = await app.caller(worker).sync.pull({ epoch: null, cursors: {}, schema: 1, resume: null });
  const entry = reply.upserts.find((row) => row.personId === elder.personId);
  const campaign = reply.campaigns.find((row) => row.id === entry?.campaignId);
  if (entry === undefined || campaign === undefined) throw new Error('not on the tablet');
  const person = { state: 'active', birthDate: entry.birthDate, deceased: false } as const;
  const { visits, doses } = entry;
  const own = foldEntry(
    { campaign, person, visits, doses, decisions: [] },
    entryRulesAt(reply.rules ?? [])(entry.areaCode),
  );
  return [entry.nextDate, own.nextDate];
};

beforeAll(async () => {
  app = await testApp();
  world = await fieldWorld(app);
  elder = await world.addElder();
  supervisor = await app.createUser('supervisor', [testAreas.county]);
  worker = await app.createUser('worker', [testAreas.village]);
  await addDose(app, elder, givenOn, 'INACT');
});
afterAll(() => app.close());

it('without a publication the shipped interval stands, and the daily look changes nothing', async () => {
  await run('rules.daily', {});
  expect([await register(), await record()]).toEqual(['2026-12-01', '2026-12-01']);
});

it('an interval that holds from today moves the next day on register, record and tablet', async () => {
  await publish(6, shanghaiDay(app.now()), 0);
  expect(await register()).toBe('2026-12-22');
  expect(await record()).toBe('2026-12-22');
  expect(await tablet()).toEqual(['2026-12-22', '2026-12-22']);
  expect(await checkCounty(app.db, county)).toEqual([]);
});

it('one that holds from a later day acts on that day, and not before', async () => {
  const later = new Date(app.now().getTime() + 5 * 86_400_000);
  await publish(10, shanghaiDay(later), 1);
  expect([await register(), await record()]).toEqual(['2026-12-01', '2026-12-01']);
  expect(await tablet()).toEqual(['2026-12-01', '2026-12-01']);
  app.setNow(later);
  await run('rules.daily', {});
  expect([await register(), await record()]).toEqual(['2027-01-19', '2027-01-19']);
  expect(await tablet()).toEqual(['2027-01-19', '2027-01-19']);
  expect(await checkCounty(app.db, county)).toEqual([]);
});
