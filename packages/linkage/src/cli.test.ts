import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const program = fileURLToPath(new URL('cli.ts', import.meta.url));
const examples = fileURLToPath(new URL('../examples/', import.meta.url));

const run = (folder: string, ...flags: string[]): Promise<{ code: number; out: string; err: string }> =>
  new Promise((resolve) => {
    const environment = { ...process.env, INIT_CWD: folder };
    execFile(process.execPath, [program, ...flags], { env: environment }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    );
  });

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qiaomen-cli-test-'));
  await writeFile(join(folder, 'people.csv'), 'name,born\nAnna Bell,1950-02-03\nAnna Bel,1950-02-03\n');
  await writeFile(join(folder, 'empty.csv'), '');
  await writeFile(join(folder, 'header.csv'), 'name,born\n');
  await writeFile(
    join(folder, 'broken.csv'),
    Buffer.from([0x6e, 0x2c, 0x62, 0x0a, 0xff, 0xff, 0xff, 0x2c, 0x31, 0x0a]),
  );
  const comparisons = [
    { field: 'name', type: 'name' },
    { field: 'born', type: 'date' },
  ];
  await writeFile(join(folder, 'spec.json'), JSON.stringify({ comparisons, blocking: [['born']] }));
  const fuzzy = [{ field: 'name', type: 'fuzzy' }];
  await writeFile(join(folder, 'fuzzy.json'), JSON.stringify({ comparisons: fuzzy, blocking: [['name']] }));
  const other = [{ field: 'surname', type: 'name' }];
  await writeFile(join(folder, 'other.json'), JSON.stringify({ comparisons: other, blocking: [['surname']] }));
  await writeFile(join(folder, 'model.json'), '{"version":"x"}');
});
afterAll(() => rm(folder, { recursive: true }));

describe('what is wrong is said in one line, ends with 2, and writes nothing', () => {
  const good = ['--spec', 'spec.json', '--out', 'links.csv'];
  test.each([
    ['no file', good, '--help shows the flags'],
    ['an unknown flag', [...good, '--fast', 'people.csv'], "Unknown option '--fast'"],
    ['a threshold beyond certainty', [...good, '--threshold', '1.5', 'people.csv'], '--threshold wants a number between 0 and 1'],
    ['a file that is not there', [...good, 'nobody.csv'], 'nobody.csv: cannot be opened (ENOENT)'],
    ['an empty file', [...good, 'empty.csv'], 'empty.csv: holds no table'],
    ['a header alone', [...good, 'header.csv'], 'header.csv: holds no table'],
    ['bytes of no encoding', [...good, 'broken.csv'], 'broken.csv: has an encoding that cannot be read'],
    ['one name twice', [...good, 'people.csv', 'people.csv'], 'people.csv: two files have this name'],
    ['an unknown column', ['--spec', 'other.json', '--out', 'links.csv', 'people.csv'], 'people.csv: there is no column "surname"; the columns are name, born'],
    ['an unknown comparison', ['--spec', 'fuzzy.json', '--out', 'links.csv', 'people.csv'], 'fuzzy.json: comparisons[0].type: unknown word "fuzzy"'],
    ['a spec that is not there', ['--spec', 'none.json', '--out', 'links.csv', 'people.csv'], 'none.json: cannot be opened (ENOENT)'],
    ['something that is no model', [...good, '--model', 'model.json', 'people.csv'], 'model.json: is no model that --save-model wrote'],
    ['clusters.csv as the links', ['--spec', 'spec.json', '--out', 'clusters.csv', 'people.csv'], 'clusters.csv is written beside it'],
    ['an unknown preset', ['--preset', 'county', '--out', 'out', 'people.csv'], '--preset "county": there is only prefecture'],
    ['a model for the preset', ['--preset', 'prefecture', '--out', 'out', '--model', 'model.json', 'people.csv'], 'model.json: is no model that --save-model wrote'],
    ['an unknown kind of file', ['--preset', 'prefecture', '--out', 'out', 'census=people.csv'], '"census" is no kind of file; there are population, social'],
    ['a file about nobody', ['--preset', 'prefecture', '--out', 'out', 'header2.csv'], 'header2.csv: there is no column 姓名 or 身份证号'],
  ])('%s', async (_, flags, words) => {
    await writeFile(join(folder, 'header2.csv'), '品名,数量\n茶,3\n');
    const before = await readdir(folder);
    const { code, out, err } = await run(folder, ...flags);
    expect(err).toContain(words);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(await readdir(folder)).toEqual(before);
  }); // prettier-ignore
});

test('a path is the caller’s; results lie side by side', async () => {
  const { code, out } = await run(folder, '--spec', 'spec.json', '--out', 'deep/links.csv', 'people.csv');
  expect(code).toBe(0);
  expect(out).toContain('2 rows');
  expect(await readFile(join(folder, 'deep/links.csv'), 'utf8')).toMatch(
    /^source_l,row_l,source_r,row_r,probability\n/,
  );
  expect(await readFile(join(folder, 'deep/clusters.csv'), 'utf8')).toMatch(/^source,row,cluster\npeople\.csv,1,1\n/);
});

test('the example of the handbook runs and finds what it says', async () => {
  const files = ['clinic.csv', 'library.csv'].map((name) => join(examples, name));
  const { code } = await run(folder, '--spec', join(examples, 'people.json'), '--out', 'example/links.csv', ...files);
  expect(code).toBe(0);
  const clusters = await readFile(join(folder, 'example/clusters.csv'), 'utf8');
  expect(existsSync(join(folder, 'example/links.csv'))).toBe(true);
  expect(clusters).toBe(await readFile(join(examples, 'expected-clusters.csv'), 'utf8'));
});
