/** Rules are data: written, counted, published by a second person, and never changed afterwards. */
import { cnCovid19 } from '@qiaomen/domain/forecast/cn-covid19';
import { changeInterval } from '@qiaomen/domain/rule-version/change-table';
import type { RuleBody } from '@qiaomen/domain/rule-version/body';
import { localThresholds } from '@qiaomen/domain/screening/questions';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ruleEffectJobs } from '../../jobs/rule-effect.ts';
import { silentLog } from '../../log.ts';
import { addDose } from '../../testing/change-elder.ts';
import { fieldWorld, type FieldWorld } from '../../testing/field-world.ts';
import { refusalOf, testApp, testAreas, type TestApp, type TestUser } from '../../testing/test-app.ts';

let app: TestApp;
let world: FieldWorld;
let author: TestUser;
let second: TestUser;
const place = testAreas.prefecture;
const { name } = cnCovid19;
const page = { page: 0, size: 50 };
const day = '2026-11-22';

const slower = (): RuleBody => {
  const change = { rowId: 'R5', dose: 0, interval: 0, minimum: '9 years', absoluteMinimum: '9 years', latest: null };
  const changed = changeInterval(cnCovid19, { ...change, from: day, newId: 'R5c', source: '测试' });
  if (!changed.ok) throw new Error('refused');
  return { kind: 'schedule', table: changed.value };
};
const detail = (user = author) => app.caller(user).ruleVersion.detail({ place, name });
const runCount = async (versionId: string): Promise<void> => {
  const deps = { db: app.db, keys: app.keys, dataDir: '', workDir: '', now: () => app.now(), log: silentLog };
  await ruleEffectJobs[0]?.run({ area: place, versionId, day }, deps, new AbortController().signal);
};

beforeAll(async () => {
  app = await testApp();
  world = await fieldWorld(app);
  author = await app.createUser('admin', [place]);
  second = await app.createUser('admin', [place]);
});
afterAll(() => app.close());

describe('the rules of a place', () => {
  it('are those that come with the product until somebody publishes others; examples say so', async () => {
    const rows = await app.caller(author).ruleVersion.list({ place });
    expect(rows.map((row) => [row.name, row.version, row.isExample])).toEqual([
      ['cn-covid19', 0, false],
      ['influenza-example', 0, true],
      ['ppv23-example', 0, true],
      ['zoster-example', 0, true],
      ['local-limits', 0, false],
      ['screening-questions', 0, false],
      ['barthel', 0, false],
    ]);
    expect(await detail()).toMatchObject({ inForce: { version: 0, place: null }, draft: null, newest: 0 });
  });

  it('are changed by a draft whose effect is counted by village, and published by a second person', async () => {
    const elder = await world.addElder();
    await addDose(app, elder, '2022-01-01');
    await world.addElder();
    const caller = app.caller(author);
    const { versionId } = await caller.ruleVersion.save({ place, body: slower(), note: '九年', baseVersion: 0 });
    expect(await refusalOf(app.caller(second).ruleVersion.publish({ versionId }))).toEqual({ code: 'rules_not_counted' });
    await caller.ruleVersion.count({ versionId, day });
    expect((await detail()).draft?.counting).toEqual({ done: 0, total: null, failed: false });
    await runCount(versionId);
    expect((await detail()).draft).toMatchObject({
      counting: null,
      effect: { day, people: 2, counts: { earlier: 0, later: 1, newly_due: 0, no_longer_due: 0 } },
    });
    const shifts = (within: string | null) =>
      caller.ruleVersion.shifts({ versionId, within: within as never, page }).then(({ rows }) => rows);
    expect(await shifts(null)).toMatchObject([{ areaCode: elder.areaCode.slice(0, 6), counts: { later: 1 } }]);
    expect(await shifts(elder.areaCode.slice(0, 9))).toMatchObject([{ areaCode: elder.areaCode, counts: { later: 1 } }]);

    // the text that was counted is not this one any more
    await caller.ruleVersion.save({ place, body: slower(), note: '九年整', baseVersion: 0 });
    expect((await detail()).draft?.effect).toBeNull();
    await caller.ruleVersion.count({ versionId, day });
    await runCount(versionId);

    expect(await refusalOf(caller.ruleVersion.publish({ versionId }))).toEqual({ code: 'rules_own_publication' });
    expect((await detail(second)).mayPublish).toBe(true);
    await app.caller(second).ruleVersion.publish({ versionId });
    expect(await detail()).toMatchObject({
      inForce: { version: 1, place },
      draft: null,
      newest: 1,
      history: [{ version: 1, state: 'published', note: '九年整' }],
    });
    expect(await refusalOf(app.caller(second).ruleVersion.discard({ versionId }))).toEqual({ code: 'changed_meanwhile' });
    expect(await refusalOf(caller.ruleVersion.save({ place, body: slower(), note: '', baseVersion: 0 }))).toEqual({ code: 'changed_meanwhile' });
  });

  it('a count that is stopped leaves no effect, and a table with a fault is refused with its place', async () => {
    const caller = app.caller(author);
    const { versionId } = await caller.ruleVersion.save({ place, body: slower(), note: '', baseVersion: 1 });
    await caller.ruleVersion.count({ versionId, day });
    await caller.ruleVersion.stopCount({ versionId });
    await runCount(versionId);
    expect((await detail()).draft).toMatchObject({ effect: null });
    await caller.ruleVersion.discard({ versionId });
    const [first] = cnCovid19.series;
    if (first === undefined) throw new Error('no row');
    const body: RuleBody = { kind: 'schedule', table: { ...cnCovid19, series: [first, first] } };
    expect(await refusalOf(caller.ruleVersion.save({ place, body, note: '', baseVersion: 2 }))).toEqual({
      code: 'bad_input',
      fields: ['twice R1'],
    });
  });

  it('limits of a county hold there and nowhere else', async () => {
    const county = testAreas.county;
    const rows = localThresholds.map((row) => ({ ...row, scope: county, above: row.above + 1 }));
    const { versionId } = await app.caller(author).ruleVersion.save({ place: county, body: { kind: 'thresholds', rows }, note: '', baseVersion: 0 });
    await app.caller(second).ruleVersion.publish({ versionId });
    const at = (area: typeof county) => app.caller(author).ruleVersion.detail({ place: area, name: 'local-limits' });
    expect((await at(county)).inForce).toMatchObject({ version: 1, place: county });
    expect((await at(testAreas.otherCounty)).inForce).toMatchObject({ version: 0, place: null });
    const pulledBy = async (area: typeof county) => {
      const worker = await app.createUser('worker', [area]);
      const { rules } = await app.caller(worker).sync.pull({ epoch: null, cursors: {}, schema: 1, resume: null });
      return rules?.map((row) => row.place);
    };
    expect(await pulledBy(testAreas.village)).toEqual([place, county]);
    expect(await pulledBy(testAreas.otherCounty)).toEqual([place]);
    expect(await pulledBy(testAreas.remoteVillage)).toBeUndefined();
  });
}); // prettier-ignore
