import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalOf, testAreas } from '../../testing/test-app.ts';
import { importWorld, officeFiles, prefecture, type ImportWorld } from '../../testing/import-world.ts';
import { registerUpload } from './register-upload.ts';

const everything = { place: null, kind: null };

let world: ImportWorld;
let files: Awaited<ReturnType<typeof officeFiles>>;

beforeAll(async () => {
  files = await officeFiles(400, 11);
  world = await importWorld();
}, 180_000);

afterAll(() => world.app.close());

const header = '姓名,性别,民族,出生日期,公民身份号码,居住地区划代码,联系电话';
const good = '李秀英,女,汉族,1944-03-04,990101194403040021,222401006011,';
const uploads = () => readdir(join(world.deps.dataDir, 'uploads')).catch(() => []);

describe('a file that cannot be a table is refused with a reason, and nothing of it stays', () => {
  it.each([
    ['an empty file', 'people.csv', Buffer.alloc(0), 'file_empty'],
    ['a file with a header and no rows', 'people.csv', Buffer.from(`${header}\n`), 'file_empty'],
    [
      'a workbook that is called CSV',
      'people.csv',
      Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0]),
      'file_not_what_it_says',
    ],
    ['a text that is called a workbook', 'people.xlsx', Buffer.from(`${header}\n${good}\n`), 'file_not_what_it_says'],
    ['a PDF', 'people.pdf', Buffer.from('%PDF-1.7'), 'file_type_unknown'],
    [
      'a text of no known encoding',
      'people.csv',
      Buffer.from([0xff, 0xff, 0x80, 0x81, 0x0a, 0xff, 0x0a]),
      'file_encoding_unknown',
    ],
    [
      'a workbook cut off in the middle',
      'people.xlsx',
      Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0]),
      'file_damaged',
    ],
  ])('%s', async (_what, fileName, content, code) => {
    const before = await uploads();
    expect(await refusalOf(world.upload(fileName, content))).toMatchObject({ code });
    expect(await uploads()).toEqual(before);
    expect(await world.read((tx) => tx.importBatch.count())).toBe(0);
  });

  it('leaves no opened file in the work folder', async () => {
    expect(await readdir(world.deps.workDir)).toEqual([]);
  });

  it('keeps an upload sealed on disk', async () => {
    const batchId = await world.upload('people.csv', `${header}\n${good}\n`);
    const [name = ''] = await uploads();
    const bytes = await readFile(join(world.deps.dataDir, 'uploads', name));
    expect(bytes.includes(Buffer.from('李秀英'))).toBe(false);
    await world.call.import.discard({ batchId });
    expect(await uploads()).toEqual([]);
  });
});

describe('bad rows are listed, good rows are staged', () => {
  it('names row, column and reason, and keeps the rest', async () => {
    const rows = [
      good,
      '朴成国,男,朝鲜族,1939-02-30,,222401006011,',
      '崔英姬,女,朝鲜族,1941-05-06,990101194105060029,222401006011,13800000001',
      ',女,汉族,1941-05-06,,222401006011,',
      '王桂芳,女,汉族,2031-01-01,,222401006011,',
      good,
      '赵国庆,男,汉族,1950-01-02,990101195001020031,220104001001,',
    ];
    const batchId = await world.upload('bad-rows.csv', `${header}\n${rows.join('\n')}\n`);
    const { state, counts, faultsByCode } = await world.preview(batchId, { kind: 'population' });
    expect(state).toBe('preview');
    expect(counts).toMatchObject({ rows: 7, invalid: 3, valid: 4 });
    expect(faultsByCode.map(({ code }) => code)).toEqual(
      expect.arrayContaining([
        'birth_impossible',
        'birth_future',
        'name_missing',
        'id_checksum',
        'row_duplicate',
        'area_outside',
      ]),
    );
    const { rows: faults } = await world.call.import.faults({ batchId, page: { page: 0, size: 50 } });
    expect(faults).toContainEqual({
      rowNo: 2,
      column: '出生日期',
      code: 'birth_impossible',
      severity: 'error',
      suggestion: null,
    });
    expect(JSON.stringify(faults)).not.toMatch(/\d{15}/);
    await world.call.import.discard({ batchId });
  });

  it('a file without a header does not show its first person in place of one', async () => {
    const batchId = await world.upload('no-header.csv', `${good}13812345678\n${good}13812345679\n`);
    const shown = JSON.stringify(await world.call.import.detail({ batchId }));
    expect(shown).not.toMatch(/9901011944|138123/);
    await world.call.import.discard({ batchId });
  });

  it('a mapping without a needed column does not start', async () => {
    const batchId = await world.upload('no-area.csv', '姓名,出生日期\n李秀英,1944-03-04\n');
    const { mapping } = await world.call.import.detail({ batchId });
    expect(await refusalOf(world.call.import.start({ batchId, kind: 'population', mapping }))).toEqual({
      code: 'columns_missing',
      columns: ['idNumber', 'areaCode'],
    });
    await world.call.import.discard({ batchId });
  });
});

describe('the link store belongs to the prefecture', () => {
  it('who answers for a county or a village sees nothing of it, not even by asking the database', async () => {
    const batchId = await world.uploadFile(files.population);
    await world.preview(batchId);
    for (const area of [testAreas.county, testAreas.village]) {
      const seen = await world.app.db.read({ area }, (tx) =>
        Promise.all([
          tx.importBatch.count(),
          tx.sourceRecord.count(),
          tx.rowFault.count(),
          tx.linkRun.count(),
          tx.linkPair.count(),
        ]),
      );
      expect(seen).toEqual([0, 0, 0, 0, 0]);
    }
    const worker = await world.app.createUser('worker', [testAreas.village]);
    const page = { page: 0, size: 10 };
    const call = world.app.caller(worker);
    expect(await refusalOf(call.linkPair.list({ state: 'pending', filter: everything, page }))).toEqual({
      code: 'forbidden',
    });
    expect(await refusalOf(call.import.list({ page }))).toEqual({ code: 'forbidden' });
    const countyAdmin = await world.app.createUser('admin', [testAreas.county]);
    expect(await refusalOf(world.app.caller(countyAdmin).import.list({ page }))).toEqual({ code: 'outside_area' });
  });

  it('an upload over the limit is stopped while it is being sent', async () => {
    const chunk = Buffer.alloc(2 ** 20, 0x61);
    const endless = Readable.from(
      (function* () {
        for (let sent = 0; sent < 410; sent += 1) yield chunk;
      })(),
    );
    const before = await uploads();
    const refusal = await refusalOf(
      registerUpload(world.deps, { prefecture, userId: world.admin.id, fileName: 'huge.csv', content: endless }),
    );
    expect(refusal).toEqual({ code: 'file_too_large', maxMegabytes: 400 });
    expect(await uploads()).toEqual(before);
  });
});
