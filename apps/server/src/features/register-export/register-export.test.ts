/** Copies of the register: what they hold, who may have them, and for how long. */
import { newId } from '../../entry/new-id.ts';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AskExport } from '@qiaomen/domain/register-export/query';
import { RegisterFilter } from '@qiaomen/domain/register/query';
import { openTable } from '@qiaomen/linkage/read/read-table';
import { openSealed, uploadsDir } from '../../jobs/import/sealed-file.ts';
import { loadWords } from '../../words/load-words.ts';
import { runExport } from '../../jobs/register-export/run-export.ts';
import { sweepExports } from '../../jobs/register-export/sweep-exports.ts';
import { silentLog } from '../../log.ts';
import { fieldWorld, type FieldWorld } from '../../testing/field-world.ts';
import { refusalOf, testAreas, testApp, type TestApp, type TestUser } from '../../testing/test-app.ts';

let app: TestApp;
let world: FieldWorld;
let supervisor: TestUser;
let second: TestUser;
let admin: TestUser;
let folder: string;
const idNumber = '222401194203050029';
const villages = [testAreas.village, testAreas.siblingVillage, testAreas.otherVillage, testAreas.farVillage];

beforeAll(async () => {
  app = await testApp();
  world = await fieldWorld(app);
  folder = await mkdtemp(join(tmpdir(), 'qiaomen-export-'));
  const worker = await app.createUser('worker', [testAreas.township]);
  supervisor = await app.createUser('supervisor', [testAreas.county]);
  second = await app.createUser('supervisor', [testAreas.county]);
  admin = await app.createUser('admin', [testAreas.prefecture]);
  const tablet = await world.tablet(worker);
  await world.addElder({ name: '=HYPERLINK("x")', idNumber, phone: '13904331234' });
  for (let n = 0; n < 20; n += 1) {
    const birthDate = `${1930 + n * 2}-05-05`;
    const elder = await world.addElder({ name: `张${String(n)}`, birthDate, areaCode: villages[n % 4] ?? '' });
    if (n % 3 > 0 || elder.areaCode.startsWith(testAreas.otherTownship)) continue;
    const outcome = n % 2 === 0 ? '02' : '04';
    await tablet.push([tablet.wrap(world.visit(elder, { outcome, reasons: outcome === '04' ? ['T1'] : [] }))]);
  }
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await app.close();
});

const everyone: RegisterFilter = {
  areaCode: null,
  exactArea: false,
  state: null,
  band: null,
  doseStatus: null,
  ownerId: null,
  refusalReason: null,
  figure: null,
};
const asking = (over: Partial<AskExport> = {}, filter: Partial<RegisterFilter> = {}): AskExport => ({
  exportId: newId(new Date()),
  campaignId: world.campaignId,
  selection: { filter: { ...everyone, ...filter }, sort: 'serial', descending: false, text: '' },
  format: 'xlsx',
  masked: true,
  purpose: 'work_list',
  reason: '',
  ...over,
});
const deps = () => ({
  db: app.db,
  keys: app.keys,
  dataDir: app.dataDir,
  workDir: join(app.dataDir, 'work'),
  now: () => app.now(),
  log: silentLog,
});
const run = (exportId: string, signal = new AbortController().signal): Promise<void> =>
  runExport(deps(), { area: testAreas.prefecture, exportId }, signal);
const lineOf = async (exportId: string, user = supervisor) => {
  const { rows } = await app.caller(user).registerExport.list({ page: { page: 0, size: 50 } });
  return rows.find(({ id }) => id === exportId);
};
const opened = async (exportId: string, format: string): Promise<string> => {
  const path = join(folder, `${exportId}.${format}`);
  await openSealed(app.keys, app.dataDir, exportId, path);
  return path;
};
const rowsOf = async (path: string, sheet?: string): Promise<{ headers: string[]; rows: string[][] }> => {
  const table = await openTable(path, { fileName: path, said: { encoding: null, sheet: sheet ?? null, headerRow: 2 } }); // prettier-ignore
  const rows: string[][] = [];
  for await (const { cells } of table.rows()) rows.push(cells);
  return { headers: table.headers, rows };
};

test('the file has the rows of the list, masked, and its totals are the figures of the screen', async () => {
  const words = await loadWords('zh-CN');
  for (const filter of [
    {},
    { areaCode: testAreas.township },
    { figure: 'visited' as const },
    { band: '80+' as const },
  ]) {
    const input = asking({}, filter);
    expect(await app.caller(supervisor).registerExport.ask(input)).toEqual({ state: 'queued' });
    await run(input.exportId);
    const path = await opened(input.exportId, 'xlsx');
    const { headers, rows } = await rowsOf(path, '台账');
    const list = (figure: RegisterFilter['figure']) =>
      app.caller(supervisor).register.list({
        campaignId: world.campaignId,
        ...input.selection,
        filter: { ...everyone, ...filter, ...(figure === null ? {} : { figure }) },
        page: { page: 0, size: 200 },
      });
    const shown = await list(null);
    expect(rows.map(([serial]) => Number(serial))).toEqual(shown.rows.map(({ serial }) => serial));
    expect(headers).toHaveLength(21);
    const text = rows.flat().join('\n');
    expect(text).not.toContain(idNumber);
    expect(text).not.toContain('13904331234');
    const totals = new Map((await rowsOf(path, '合计')).rows.map(([name = '', count = '']) => [name, Number(count)]));
    expect(totals.get('文件中的人数')).toBe(shown.total);
    for (const figure of RegisterFilter.shape.figure.unwrap().options) {
      if ('figure' in filter) continue;
      expect([figure, totals.get(words(`office:figure.${figure}`))]).toEqual([figure, (await list(figure)).total]);
    }
  }
  const progress = await app
    .caller(supervisor)
    .progress.read({ campaignId: world.campaignId, areaCode: testAreas.county });
  const input = asking({}, { areaCode: testAreas.county });
  await app.caller(supervisor).registerExport.ask(input);
  await run(input.exportId);
  const { rows } = await rowsOf(await opened(input.exportId, 'xlsx'), '合计');
  const { registered, visited, agreed, refused, overdue, open } = progress.total.figures;
  for (const [figure, count] of Object.entries({ registered, visited, agreed, refused, overdue, open }))
    expect(rows).toContainEqual([words(`office:figure.${figure as 'registered'}`), String(count)]);
});

test('a cell that would be a formula is text; whose copy it is stands in the file and its properties', async () => {
  const input = asking({ format: 'csv' }, { areaCode: testAreas.village });
  await app.caller(supervisor).registerExport.ask(input);
  await run(input.exportId);
  const text = await readFile(await opened(input.exportId, 'csv'), 'utf8');
  expect(text.startsWith('\u{feff}测试 supervisor 于 ')).toBe(true);
  expect(text).toContain(`"'=HYPERLINK(""x"")"`);
  expect(text).toContain('222401********0029');
  expect(text).not.toMatch(/^=|,=/mu);
  expect(text).toContain('用途：打印工作名单。敏感信息已遮盖');
});

test('an unmasked copy waits for the word of somebody else who is responsible for all of it', async () => {
  const nothing = asking({ masked: false });
  expect(await refusalOf(app.caller(supervisor).registerExport.ask(nothing))).toMatchObject({ code: 'bad_input' });
  const input = asking({ masked: false, format: 'csv', reason: '与户籍部门核对' });
  const { exportId } = input;
  expect(await app.caller(supervisor).registerExport.ask(input)).toEqual({ state: 'asked' });
  await run(exportId);
  expect((await lineOf(exportId))?.state).toBe('asked');
  const word = { exportId, approve: true };
  expect(await refusalOf(app.caller(supervisor).registerExport.decide(word))).toEqual({ code: 'export_own_word' });
  const narrow = await app.createUser('supervisor', [testAreas.township]);
  expect(await refusalOf(app.caller(narrow).registerExport.decide(word))).toEqual({ code: 'not_found' });
  expect(await lineOf(exportId, second)).toMatchObject({ own: false, reason: '与户籍部门核对' });
  await app.caller(second).registerExport.decide(word);
  expect(await refusalOf(app.caller(admin).registerExport.decide(word))).toEqual({ code: 'already_decided' });
  await run(exportId);
  const text = await readFile(await opened(exportId, 'csv'), 'utf8');
  expect(text).toContain(idNumber);
  expect(text).toContain('敏感信息未遮盖，批准人：测试 supervisor');
  const trail = await app.db.auditQuery<{ action: string; detail: unknown }>(
    `SELECT action, detail FROM audit.entry WHERE entity_id = $1`,
    [exportId],
  );
  expect(trail.map(({ action }) => action).toSorted()).toEqual(
    ['ask', 'decide', 'done', 'run'].map((act) => `registerExport.${act}`),
  );
  expect(JSON.stringify(trail)).not.toContain('户籍');
});

test('declined, there is no file', async () => {
  const input = asking({ masked: false, reason: '与户籍部门核对' });
  await app.caller(supervisor).registerExport.ask(input);
  await app.caller(second).registerExport.decide({ exportId: input.exportId, approve: false });
  await run(input.exportId);
  expect(await lineOf(input.exportId)).toMatchObject({ state: 'declined', rows: null });
});

test('a supervisor’s copy ends at the county, whatever the filter asks', async () => {
  const far = asking({}, { areaCode: testAreas.otherCounty });
  expect(await refusalOf(app.caller(supervisor).registerExport.ask(far))).toEqual({ code: 'outside_area' });
  const wide = asking({ format: 'csv' }, { areaCode: testAreas.prefecture });
  await app.caller(supervisor).registerExport.ask(wide);
  await run(wide.exportId);
  const text = await readFile(await opened(wide.exportId, 'csv'), 'utf8');
  expect(text).not.toContain(`测试${testAreas.otherCounty}`);
  const all = asking({ format: 'csv' });
  await app.caller(admin).registerExport.ask(all);
  await run(all.exportId);
  expect(await readFile(await opened(all.exportId, 'csv'), 'utf8')).toContain(`测试${testAreas.otherCounty}`);
});

test('the same request sent twice makes one copy; it can be stopped before it runs', async () => {
  const input = asking();
  for (let n = 0; n < 2; n += 1) await app.caller(supervisor).registerExport.ask(input);
  expect(await refusalOf(app.caller(second).registerExport.cancel({ exportId: input.exportId }))).toEqual({ code: 'not_found' }); // prettier-ignore
  await app.caller(supervisor).registerExport.cancel({ exportId: input.exportId });
  await run(input.exportId);
  expect(await lineOf(input.exportId)).toMatchObject({ state: 'cancelled', rows: null });
});

test('a server that goes down while it writes begins again', async () => {
  const input = asking();
  await app.caller(supervisor).registerExport.ask(input);
  await expect(run(input.exportId, AbortSignal.abort())).rejects.toThrow();
  await run(input.exportId);
  expect(await lineOf(input.exportId)).toMatchObject({ state: 'done' });
});

test('after 48 hours the file is gone', async () => {
  const input = asking();
  await app.caller(supervisor).registerExport.ask(input);
  await run(input.exportId);
  const path = join(uploadsDir(app.dataDir), `${input.exportId}.sealed`);
  expect((await readFile(path)).includes('张')).toBe(false);
  await sweepExports(deps());
  expect((await lineOf(input.exportId))?.state).toBe('done');
  app.setNow(new Date(app.now().getTime() + 48 * 3_600_000));
  await sweepExports(deps());
  expect((await lineOf(input.exportId))?.state).toBe('expired');
  await expect(readFile(path)).rejects.toThrow('ENOENT');
});
