import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cnCovid19 } from '@qiaomen/domain/forecast/cn-covid19';
import { afterAll, beforeAll, expect, test } from 'vitest';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'forecast-'));
});
afterAll(() => rm(folder, { recursive: true }));

const program = fileURLToPath(new URL('./forecast.ts', import.meta.url));

const run = async (rules: string, lines: readonly string[]) => {
  const file = join(folder, 'cases.jsonl');
  await writeFile(file, lines.join('\n'));
  const child = spawn(process.execPath, [program, '--rules', rules, '--in', file]);
  let out = '';
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  const answers = out
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));
  return { code, said, answers };
};

const someone = (more: object): string =>
  JSON.stringify({
    id: 'a',
    sex: 'male',
    birthDate: '1940-01-01',
    asOf: '2023-01-01',
    rulesAsOf: '2023-01-01',
    ...more,
  });

test('one line in, one line out', async () => {
  const one = someone({ doses: [{ date: '2022-01-01', product: 'INACT' }], conditions: ['FEVER_TODAY'] });
  expect(await run('cn-covid19', [one, '', someone({ id: 'b' })])).toMatchObject({
    code: 0,
    said: '',
    answers: [
      {
        id: 'a',
        age: 83,
        band: '80+',
        doses: [{ date: '2022-01-01', verdict: 'VALID', reasons: ['R1'] }],
        next: {
          series: 'PRIMARY',
          dose: 2,
          earliest: '2022-01-22',
          recommended: '2022-01-22',
          pastDue: '2022-02-26',
          dueNow: true,
        },
        complete: false,
        screening: { result: 'DEFER', reasons: ['FEVER_TODAY'] },
        ruleIds: ['R1', 'R1b', 'S5'],
      },
      { id: 'b', next: { series: 'PRIMARY', dose: 1, dueNow: true }, ruleIds: ['R0'] },
    ],
  });
});

test('a line that cannot be read is named with its number, the others are answered', async () => {
  const wrong = [{ date: '2022-01-01', product: 'INCAT' }];
  const lines = [
    '{',
    someone({}),
    someone({ asOf: 'soon' }),
    someone({ conditions: ['GOUT'] }),
    someone({ doses: wrong }),
    '7',
    someone({ birthDate: '2024-01-01' }),
  ];
  const { code, said, answers } = await run('cn-covid19', lines);
  expect(answers).toMatchObject([
    { id: null, line: 1, error: 'no JSON' },
    { id: 'a', complete: false },
    { id: 'a', line: 3, error: expect.stringContaining('asOf') },
    { id: 'a', line: 4, error: 'unknown condition GOUT' },
    { id: 'a', line: 5, error: 'unknown product INCAT' },
    { id: null, line: 6 },
    { id: 'a', line: 7, error: 'birthDate: after asOf' },
  ]);
  expect(said.split('\n')).toHaveLength(7);
  expect(said).toMatch(/^line 1: no JSON\nline 3: asOf: .*\nline 4: unknown condition GOUT\n/);
  expect(code).toBe(1);
});

test('a file without a line is no fault', async () => {
  expect(await run('cn-covid19', [])).toEqual({ code: 0, said: '', answers: [] });
});

test('a table of one’s own decides: a new interval is a new row', async () => {
  const file = join(folder, 'own.json');
  const series = cnCovid19.series.map((row) =>
    row.id === 'R1' ? { ...row, doses: row.doses.map((dose) => ({ ...dose, intervals: [{ from: 'PREVIOUS_DOSE', absoluteMinimum: '10 days', minimum: '10 days' }] })) } : row,
  ); // prettier-ignore
  await writeFile(file, JSON.stringify({ ...cnCovid19, series }));
  const { answers } = await run(file, [someone({ doses: [{ date: '2022-01-01', product: 'INACT' }] })]);
  expect(answers).toMatchObject([{ next: { earliest: '2022-01-11' } }]);
});

test.each([
  ['nothing', '', 'There is no rule table "nothing": cn-covid19, or a file ending in .json.\n'],
  ['absent.json', '', 'The file absent.json cannot be read.\n'],
])('without a table (%s) it says so and ends with 2', async (rules, line, said) => {
  expect(await run(rules, [line])).toEqual({ code: 2, said, answers: [] });
});

test('a table with a fault is told by its place', async () => {
  const file = join(folder, 'wrong.json');
  await writeFile(
    file,
    JSON.stringify({ ...cnCovid19, spacing: [{ ...cnCovid19.spacing[0], moreThanDays: 'two weeks' }] }),
  );
  expect(await run(file, [])).toMatchObject({ code: 2, said: expect.stringContaining('spacing.0.moreThanDays') });
});
