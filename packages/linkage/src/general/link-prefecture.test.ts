import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writePrefecture } from '../testing/synthetic-prefecture.ts';
import { pairAccuracy } from '../accuracy/pair-accuracy.ts';
import { kindsOf, readFileArgument } from './file-kinds.ts';
import { linkPrefecture } from './link-prefecture.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qiaomen-preset-test-'));
});
afterAll(() => rm(folder, { recursive: true }));

const link = async (
  files: readonly string[],
  more: { threshold?: number; model?: string; saveModel?: string } = {},
) => {
  const outDir = join(folder, 'out');
  const options = { threshold: 0.99, model: null, saveModel: null, today: '2022-12-21', ...more };
  const report = await linkPrefecture({ ...options, files: files.map(readFileArgument), outDir });
  const read = (name: string): Promise<string> => readFile(join(outDir, name), 'utf8');
  return { report, links: await read('links.csv'), clusters: await read('clusters.csv') };
};

const write = async (name: string, content: string | Uint8Array): Promise<string> => {
  await mkdir(join(folder, 'in'), { recursive: true });
  const path = join(folder, 'in', name);
  await writeFile(path, content);
  return path;
};

const clusterOf = (csv: string): Record<string, string> =>
  Object.fromEntries(
    csv
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line): [string, string] => {
        const [source = '', row = '', own = ''] = line.split(',');
        return [`${source}:${row}`, own];
      }),
  );

describe('the files of a synthetic prefecture', () => {
  let files: string[] = [];
  let first: Awaited<ReturnType<typeof link>>;
  beforeAll(async () => {
    const data = join(folder, 'data');
    await writePrefecture(data, 1000, 3, 'b');
    files = (await readdir(data)).filter((name) => name !== 'truth.csv').map((name) => join(data, name));
    first = await link(files);
  });

  test('every row has a cluster; pairs of one person are found and few others', async () => {
    const truth = await readFile(join(folder, 'data/truth.csv'), 'utf8');
    expect(first.clusters.split('\n').length).toBe(truth.split('\n').length);
    const { clusters, atThreshold } = await pairAccuracy(join(folder, 'data/truth.csv'), join(folder, 'out'), 0.99);
    for (const score of [clusters, atThreshold]) {
      expect(score.precision).toBeGreaterThanOrEqual(0.999);
      expect(score.recall).toBeGreaterThanOrEqual(0.98);
    }
  });

  test('no pair that is listed at the threshold lies in two clusters', () => {
    const own = clusterOf(first.clusters);
    for (const line of first.links.trimEnd().split('\n').slice(1)) {
      const [l, lRow, r, rRow, probability] = line.split(',');
      if (Number(probability) >= 0.99) expect(own[`${l}:${lRow}`]).toBe(own[`${r}:${rRow}`]);
    }
  });

  test('the order of the files changes no byte', async () => {
    const { links, clusters } = await link(files.toReversed());
    expect(links).toBe(first.links);
    expect(clusters).toBe(first.clusters);
  });

  test('with a kept model nothing is learnt, and the same files give the same bytes', async () => {
    const model = join(folder, 'model.json');
    const learnt = await link(files, { saveModel: model });
    const { links, clusters } = await link(files, { model });
    expect(links).toBe(learnt.links);
    expect(clusters).toBe(learnt.clusters);
    await expect(link(files, { model: files[0] ?? '' })).rejects.toThrow('is no model');
  });
});

describe('files of other offices', () => {
  const id = '222401195001010010';
  const header = '序号,姓名,性别,出生日期,身份证号,联系电话,行政区划代码,备注';
  const people = [
    `1,张伟,男,1950-01-01,${id},13900000001,222401001001,`,
    '2,李娜,女,1952-03-04,,13900000002,222401001001,',
    '3,李娜,女,1952-03-04,,13900000002,222401001001,',
    `4,张伟,男,1950-01-01,${id},,222401001001,again`,
    '5,金顺姬,女,1948-08-08,,,222401001002,',
  ];
  const insured = ['李娜,1952-03-04,13900000002', '张伟,1950-01-01,13900000001', '王芳,1944-04-04,'];
  const insurance = ['姓名,出生日期,联系电话', ...insured].join('\n');

  test('two population rows become one only with the same valid number', async () => {
    const { clusters } = await link([await write('人口.csv', `${header}\n${people.join('\n')}\n`)]);
    const own = clusterOf(clusters);
    expect(own['人口.csv:1']).toBe(own['人口.csv:4']);
    expect(new Set(Object.values(own)).size).toBe(4);
  });

  test.each([
    ['GB18030 with a title row', (text: string) => iconv.encode(`全州常住人口名册,,,,,,,\n${text}`, 'gb18030')],
    ['UTF-8 with a mark and CRLF', (text: string) => Buffer.from(`\uFEFF${text.replaceAll('\n', '\r\n')}`)],
    ['UTF-16', (text: string) => iconv.encode(text, 'utf16le', { addBOM: true })],
  ])('%s says the same as plain UTF-8', async (_, encoded) => {
    const text = `${header}\n${people.join('\n')}\n`;
    const other = await write('x.csv', insurance);
    const plain = await link([`population=${await write('p.csv', text)}`, `social=${other}`]);
    const again = await link([`population=${await write('p.csv', encoded(text))}`, `social=${other}`]);
    expect(again.clusters).toBe(plain.clusters);
    expect(again.links).toBe(plain.links);
  });

  test('few columns in any order are enough; a row that names nobody stands alone', async () => {
    const population = await write('population.csv', '身份证号,姓名\n222401195001010010,张伟\n,\n,李娜\n');
    const health = await write('h.csv', '电话,公民身份号码\n13900000001,222401500101001\n,无\n');
    const own = clusterOf((await link([population, health])).clusters);
    expect(own['h.csv:1']).toBe(own['population.csv:1']);
    expect(Object.keys(own)).toHaveLength(4);
    expect(new Set(Object.values(own)).size).toBe(3);
  });
});

describe('what a file is', () => {
  const seen = (fileName: string, columns: 'population' | 'health' = 'population', said: 'social' | null = null) => ({
    fileName,
    said,
    columns,
  });
  test.each([
    ['the name tells', [seen('population.csv'), seen('社保2022.csv'), seen('接种.xlsx')], ['population', 'social', 'vaccination']],
    ['what was said comes first', [seen('population.csv', 'population', 'social')], ['social']],
    ['a file that only looks like a register beside one is none', [seen('人口.csv'), seen('b.csv')], ['population', 'health']],
    ['of several that look alike none is the register', [seen('a.csv'), seen('b.csv')], ['health', 'health']],
    ['one file alone is the register', [seen('a.csv')], ['population']],
  ] as const)('%s', (_, files, kinds) => {
    expect(kindsOf(files)).toEqual(kinds);
  }); // prettier-ignore
});
