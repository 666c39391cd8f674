import { PassThrough } from 'node:stream';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { openTable } from '@qiaomen/linkage/read/read-table';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalOf } from '../../testing/test-app.ts';
import { sendFaults } from './fault-sheet.ts';
import { importWorld, officeFiles, prefecture, type ImportWorld } from '../../testing/import-world.ts';
import { column, csv, readRows, type Rows } from '../../testing/office-rows.ts';

const page = { page: 0, size: 200 };
const reason = '与公安局电话核对过，名单属实';

let world: ImportWorld;
let whole: Rows;
beforeAll(async () => {
  world = await importWorld();
  const files = await officeFiles(300, 71);
  whole = await readRows(files.population);
  await world.bring(files.population);
});
afterAll(() => world.app.close());

const villageOf = (row: string[]): string => row[column(whole, '现住址行政区划代码')] ?? '';

/** The village with most people, and the list without four in five of them. */
const withoutMostOf = (): { village: string; people: number; text: string } => {
  const groups = [...Map.groupBy(whole.rows, villageOf)].toSorted(([, a], [, b]) => b.length - a.length);
  const [village = '', rows = []] = groups[0] ?? [];
  const gone = new Set(rows.slice(0, Math.ceil(rows.length * 0.8)));
  const text = csv({ headers: whole.headers, rows: whole.rows.filter((row) => !gone.has(row)) });
  return { village, people: gone.size, text };
};

describe('a list that lost most of a village', () => {
  let batchId: string;
  let lost: ReturnType<typeof withoutMostOf>;
  beforeAll(async () => {
    lost = withoutMostOf();
    batchId = await world.upload('population-later.csv', lost.text);
    await world.preview(batchId);
  });

  it('is stopped, with the village and its figures', async () => {
    const { stops, counts, whole: isWhole } = await world.call.import.detail({ batchId });
    expect(isWhole).toBe(true);
    expect(counts.gone).toBeGreaterThan(0);
    expect(stops.map(({ ruleId }) => ruleId)).toEqual(['IMPORT-VILLAGE']);
    const diff = await world.call.import.diff({
      batchId,
      parent: prefecture,
      level: 'villages',
      sort: 'coverage',
      page,
    });
    expect(diff.rows.some(({ areaCode, gone }) => areaCode === lost.village && gone > 0)).toBe(true);
    const [worst] = diff.rows;
    expect(worst === undefined ? 1 : worst.coveredAfter / worst.coveredBefore).toBeLessThan(0.8);
    const counties = await world.call.import.diff({
      batchId,
      parent: prefecture,
      level: 'children',
      sort: 'gone',
      page,
    });
    const sum = (rows: typeof diff.rows): number => rows.reduce((total, { gone }) => total + gone, 0);
    expect(sum(counties.rows)).toBe(sum(diff.rows));
    expect(sum(diff.rows)).toBe(counts.gone);
    const samples = await world.call.import.samples({ batchId, sort: 'gone', page });
    expect(samples.total).toBe(Math.min(200, counts.gone));
    for (const { person } of samples.rows) expect(person?.idMasked ?? '*').toContain('*');
  });

  it('is not approved before another admin gave a reason, and not by that one', async () => {
    const { call, app, second, admin } = world;
    expect(await refusalOf(call.import.approve({ batchId }))).toEqual({ code: 'second_word_needed' });
    expect(await refusalOf(call.import.confirm({ batchId, reason }))).toEqual({ code: 'second_word_own' });
    await expect(app.caller(second).import.confirm({ batchId, reason: '好' })).rejects.toThrow();
    await app.caller(second).import.confirm({ batchId, reason });
    expect(await refusalOf(app.caller(second).import.approve({ batchId }))).toEqual({ code: 'second_word_own' });
    expect(await refusalOf(app.caller(second).import.confirm({ batchId, reason }))).toEqual({
      code: 'already_decided',
    });
    const { second: word, mayApprove } = await call.import.detail({ batchId });
    expect(word).toMatchObject({ reason });
    expect(mayApprove).toBe(true);
    const trail = await app.db.auditQuery<{ actor_id: string; detail: unknown }>(
      `SELECT actor_id::text, detail FROM audit.entry WHERE action = 'import.confirm' AND entity_id = $1`,
      [batchId],
    );
    expect(trail).toEqual([{ actor_id: second.id, detail: { rules: ['IMPORT-VILLAGE'] } }]);
    expect(admin.id).not.toBe(second.id);
  });

  it('loses the second word when it is checked again', async () => {
    const { kind, mapping } = await world.call.import.detail({ batchId });
    await world.call.import.start({ batchId, kind, mapping });
    expect((await world.call.import.detail({ batchId })).second).toBeNull();
    await world.call.import.cancel({ batchId });
  });
});

describe('a file whose columns were corrected', () => {
  const table = (first: string): string =>
    `${first}\n姓名,号码,代码\n李秀英,990101194403040021,222401100200\n,990101195001010027,222401100200\n`;

  it('is read anew from the row a person chose, and remembered for the next file of the office', async () => {
    const { call } = world;
    const batchId = await world.upload('one.csv', table('甲,乙,丙'));
    expect((await call.import.detail({ batchId })).format?.headerRow).toBe(1);
    await call.import.reread({ batchId, encoding: 'utf-8', sheet: null, headerRow: 2 });
    const found = await call.import.detail({ batchId });
    expect(found.columns.map(({ header }) => header)).toEqual(['姓名', '号码', '代码']);
    expect(found.firstLines.map(({ line }) => line)).toEqual([1, 2, 3, 4]);
    expect(JSON.stringify(found)).not.toContain('990101194403040021');
    const mapping = { name: 0, idNumber: 1, areaCode: 2 };
    const start = { batchId, kind: 'population' as const, sender: '图们市公安局' };
    expect(await refusalOf(call.import.start({ ...start, mapping: { ...mapping, name: 1, idNumber: 0 } }))).toEqual({
      code: 'mapping_contradicts',
      fields: ['name', 'idNumber'],
    });
    await call.import.start({ ...start, mapping });
    const next = await world.upload('two.csv', table('姓名,号码,代码').split('\n').slice(1).join('\n'));
    expect(await call.import.detail({ batchId: next })).toMatchObject({
      sender: '图们市公安局',
      mapping,
      recalledFrom: { fileName: 'one.csv' },
    });
    const other = await world.upload('three.csv', '序号,代码,号码,姓名\n1,222401100200,990101194403040021,李秀英\n');
    expect(await call.import.recall({ batchId: other, sender: '图们市公安局' })).toMatchObject({
      mapping: { name: 3, idNumber: 2, areaCode: 1 },
    });
    expect(await call.import.senders()).toEqual(['图们市公安局']);
    await call.import.cancel({ batchId });
  });
});

describe('the rows that need a hand', () => {
  it('come as a spreadsheet, with the reason beside the cell and no formula', async () => {
    const batchId = await world.upload(
      'faulty.csv',
      '姓名,身份证号,村居代码,备注\n李秀英,990101194403040021,222401100200,=1+1\n,990101195001010027,222401100200,@x\n',
    );
    await world.preview(batchId, { kind: 'population' });
    const path = join(world.app.dataDir, 'faults.xlsx');
    const body = new PassThrough();
    const res = Object.assign(body, { attachment: () => res }) as unknown as Response;
    const context = {
      ...world.app,
      workDir: world.deps.workDir,
      actor: {
        userId: world.admin.id,
        role: 'admin',
        duties: [{ areaCode: prefecture, from: '2026-01-01T00:00:00Z' }],
      },
      fence: prefecture,
      permission: 'import.manage',
    } as unknown as Parameters<typeof sendFaults>[0];
    const asked = { batchId, language: 'zh-CN' as const, warnings: false };
    await Promise.all([sendFaults(context, asked, res), pipeline(body, createWriteStream(path))]);
    const sheet = await openTable(path);
    const rows: string[][] = [];
    for await (const { cells } of sheet.rows()) rows.push(cells);
    expect(sheet.headers.slice(0, 4)).toEqual(['行号', '姓名', '“姓名”的原因', '身份证号']);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.slice(0, 4)).toEqual(['2', '', '缺姓名', '990101195001010027']);
    expect(rows[0]).toContain("'@x");
  });
});
