import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makePeople, peopleSpec, type PeopleFiles, toCsv } from '../testing/people-files.ts';
import { linkFiles, type LinkOptions } from './link-files.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qiaomen-link-test-'));
});
afterAll(() => rm(folder, { recursive: true }));

const write = async (name: string, content: string | Uint8Array): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
};

const writeSpec = (spec: unknown): Promise<string> => write('spec.json', JSON.stringify(spec));

const link = async (spec: unknown, files: readonly string[], more: Partial<LinkOptions> = {}) => {
  const out = join(folder, 'out', 'links.csv');
  const options = { threshold: 0.99, model: null, saveModel: null, ...more };
  await linkFiles({ spec: await writeSpec(spec), files, out, ...options });
  const links = await readFile(out, 'utf8');
  const clusters = await readFile(join(folder, 'out', 'clusters.csv'), 'utf8');
  return { links, clusters };
};

const cells = (csv: string): string[][] =>
  csv
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));

const clusterOf = (csv: string): Map<string, string> =>
  new Map(cells(csv).map(([source = '', row = '', own = '']) => [`${source}:${row}`, own]));

const f1 = (right: number, found: number, truth: number): number => (2 * right) / (found + truth);

/** F1 over pairs of a row of a.csv and one of b.csv, at a threshold and at the best one. */
const scoreLinks = (links: string, { personOf }: PeopleFiles): { best: number; at99: number } => {
  const truth = personOf.filter((person) => person >= 0).length;
  const pairs = cells(links)
    .map(([, l, , r, p]) => ({ right: personOf[Number(r) - 1] === Number(l) - 1, p: Number(p) }))
    .toSorted((a, b) => b.p - a.p);
  let right = 0;
  const scores = pairs.map((pair, index) => f1((right += Number(pair.right)), index + 1, truth));
  const sure = pairs.filter(({ p }) => p >= 0.99);
  return { best: Math.max(...scores), at99: f1(sure.filter((pair) => pair.right).length, sure.length, truth) };
};

describe.each([
  ['slips of the keyboard, missing values, exchanged names', 'a', 0.985],
  ['initials, new surnames, moves, day and month exchanged', 'b', 0.985],
] as const)('two files of 700 invented people: %s', (_, model, floor) => {
  const people = makePeople(700, 11, model);
  let first = { links: '', clusters: '' };
  let files: string[] = [];
  let saved = '';
  beforeAll(async () => {
    files = [await write('a.csv', toCsv(people.originals)), await write('b.csv', toCsv(people.copies))];
    saved = join(folder, `model-${model}.json`);
    first = await link({ mode: 'link_only', ...peopleSpec }, files, { saveModel: saved });
  });

  test(`F1 is at least ${floor} at 0.99 and more at the best threshold`, () => {
    const { best, at99 } = scoreLinks(first.links, people);
    expect(at99).toBeGreaterThanOrEqual(floor);
    expect(best).toBeGreaterThanOrEqual(floor + 0.003);
  });

  test('every row of both files has one cluster, and none holds two rows of one file', () => {
    const clusters = cells(first.clusters);
    expect(clusters).toHaveLength(people.originals.length + people.copies.length);
    const seen = clusters.map(([source, , own]) => `${source}:${own}`);
    expect(new Set(seen).size).toBe(seen.length);
  });

  test('the order of files on the command line changes no byte', async () => {
    expect(await link({ mode: 'link_only', ...peopleSpec }, files.toReversed())).toEqual(first);
  });

  test('a stored model gives the same weights without learning', async () => {
    expect(await link({ mode: 'link_only', ...peopleSpec }, files, { model: saved })).toEqual(first);
  });

  test('a higher threshold never joins more', async () => {
    const strict = await link({ mode: 'link_only', ...peopleSpec }, files, { threshold: 0.999999, model: saved });
    expect(strict.links).toBe(first.links);
    expect(new Set(clusterOf(strict.clusters).values()).size).toBeGreaterThanOrEqual(
      new Set(clusterOf(first.clusters).values()).size,
    );
  });
});

describe('modes', () => {
  const people = makePeople(200, 5, 'a');
  const both = [...people.originals, ...people.copies];

  test('one file against itself finds the rows that are one person', async () => {
    const { clusters } = await link(peopleSpec, [await write('all.csv', toCsv(both))]);
    const own = clusterOf(clusters);
    const start = people.originals.length;
    const known = people.personOf.flatMap((person, index) => (person < 0 ? [] : [[person, index] as const]));
    const right = known.filter(
      ([person, index]) => own.get(`all.csv:${person + 1}`) === own.get(`all.csv:${start + index + 1}`),
    ).length;
    expect(right / known.length).toBeGreaterThanOrEqual(0.96);
    expect(new Set(own.values()).size).toBeGreaterThanOrEqual((both.length - known.length) * 0.99);
  });

  test('dedupe looks within each file, link_only between files, both everywhere', async () => {
    const files = [await write('x.csv', toCsv(both.slice(0, 300))), await write('y.csv', toCsv(both.slice(150)))];
    const kinds = async (mode: string): Promise<Set<string>> => {
      const { links } = await link({ mode, ...peopleSpec }, files);
      return new Set(cells(links).map(([l, , r]) => (l === r ? 'within' : 'between')));
    };
    expect(await kinds('dedupe')).toEqual(new Set(['within']));
    expect(await kinds('link_only')).toEqual(new Set(['between']));
    expect(await kinds('both')).toEqual(new Set(['within', 'between']));
  });

  test('with an id column the order of the rows means nothing but their numbers', async () => {
    const lines = toCsv(both).trimEnd().split('\n').map((line, index) => `${index === 0 ? 'key' : `k${index}`}, ${line}`); // prettier-ignore
    const [header = '', ...rows] = lines;
    const spec = { ...peopleSpec, files: { '*': { id: 'key', ...peopleSpec.files['*'] } } };
    const forward = await link(spec, [await write('p.csv', [header, ...rows].join('\n'))]);
    const backward = await link(spec, [await write('p.csv', [header, ...rows.toReversed()].join('\n'))]);
    const pairs = (csv: string, row: (text: string) => number): string[] =>
      cells(csv)
        .map(([, l = '', , r = '', p = '']) => [...[row(l), row(r)].toSorted((a, b) => a - b), p].join(' '))
        .toSorted();
    expect(pairs(backward.links, (row) => rows.length + 1 - Number(row))).toEqual(pairs(forward.links, Number));
  });
});

describe('the ways a table can be written', () => {
  const lines = [
    '姓名,出生日期,电话',
    '张伟,1950-02-03,13900000001',
    '张偉,1950/2/3,13900000001',
    '李娜,1960年1月2日,13900000002',
  ];
  const spec = {
    files: { '*': { columns: { name: '姓名', born: '出生日期', phone: '电话' } } },
    comparisons: [
      { field: 'name', type: 'name', frequency: true },
      { field: 'born', type: 'date' },
      { field: 'phone', type: 'digits' },
    ],
    blocking: [['name:sound'], ['born'], ['phone:-4']],
  };
  const text = `${lines.join('\n')}\n`;

  test.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
    ['GB18030', iconv.encode(text, 'gb18030')],
    ['UTF-16', iconv.encode(text, 'utf16le', { addBOM: true })],
    ['a title and a blank row above the header', Buffer.from(`2026年名册,,\n,,\n${text}`)],
    ['blanks around every cell', Buffer.from(text.replaceAll(',', ' , '))],
  ])('%s', async (_, bytes) => {
    const { links } = await link(spec, [await write('t.csv', bytes)]);
    expect(cells(links).map((row) => row.slice(0, 4))).toEqual([['t.csv', '1', 't.csv', '2']]);
  });
});
