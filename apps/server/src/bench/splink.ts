/** `npm run bench -- --splink`: the same four files with Splink, where Python and PyPI are in reach. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pairAccuracy, type PairAccuracy } from '@qiaomen/linkage/accuracy/pair-accuracy';
import { writeStandardised } from '@qiaomen/linkage/accuracy/splink-input';
import { linkPrefecture } from '@qiaomen/linkage/general/link-prefecture';
import { generatePrefecture } from '@qiaomen/synth/generate-prefecture';
import { row, type Line } from './table.ts';

const splink = 'splink==4.0.16';
const today = '2022-12-21';
const threshold = 0.99;
const files = ['population.csv', 'social-insurance.csv', 'medical-insurance.csv', 'health-records.xlsx'];
const linkage = join(import.meta.dirname, '../../../../packages/linkage/src');

/** Path of the Python of a scratch environment with Splink in it, or why there is none. */
const preparePython = (folder: string): { python: string } | { missing: string } => {
  const made = spawnSync('python3', ['-m', 'venv', folder]);
  if (made.status !== 0) return { missing: 'python3 with venv is not installed here' };
  const python = join(folder, 'bin/python');
  const installed = spawnSync(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', splink]);
  return installed.status === 0 ? { python } : { missing: `${splink} could not be installed from PyPI` };
};

const lastLine = (text: string): string => text.trimEnd().split('\n').at(-1) ?? '';

const accuracyLines = (name: string, { bestF1, atThreshold, clusters }: PairAccuracy): Line[] => [
  row(`  ${name}: best F1 over thresholds`, bestF1.toFixed(5)),
  ...(
    [
      [`pairs at ${threshold}`, atThreshold],
      [`clusters at ${threshold}`, clusters],
    ] as const
  ).map(([what, { precision, recall, f1 }]) =>
    row(`  ${name}: ${what}`, `F1 ${f1.toFixed(5)}`, `P ${precision.toFixed(5)}`, `R ${recall.toFixed(5)}`),
  ),
];

const compareOn = async (python: string, folder: string, people: number, errorModel: 'a' | 'b'): Promise<Line[]> => {
  await generatePrefecture({ people, seed: 1, prefecture: '2224', today, outDir: folder, errorModel });
  const paths = files.map((file) => join(folder, file));
  const truth = join(folder, 'truth.csv');
  const own = join(folder, 'own');
  const named = paths.map((path) => ({ path, kind: null }));
  const began = process.cpuUsage();
  const report = await linkPrefecture({ files: named, outDir: own, threshold, model: null, saveModel: null, today });
  const cpu = process.cpuUsage(began);
  const { read, link, write } = report.seconds;
  const records = join(folder, 'records.parquet');
  await writeStandardised(paths, records, today);
  const other = join(folder, 'splink');
  const flags = [join(linkage, 'accuracy/splink_compare.py'), records, other];
  const done = spawnSync(python, flags, { encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (done.status !== 0) return [row(`error model ${errorModel}: Splink failed`, lastLine(done.stderr))];
  const theirs = JSON.parse(await readFile(join(other, 'seconds.json'), 'utf8')) as { seconds: number; cpu: number };
  const processor = (seconds: number): string => `processor ${seconds.toFixed(1)} s`;
  return [
    row(`${report.rows} rows, error model ${errorModel}: standardised records → clusters`, `${link.toFixed(1)} s`),
    row(
      '  Splink: the same',
      `${theirs.seconds.toFixed(1)} s`,
      `ratio ${(theirs.seconds / link).toFixed(1)}×`,
      'goal ≥ 2×',
    ),
    row('  files → standardised records', `${read.toFixed(1)} s`, 'Splink was given ours'),
    row('  in all', `${(read + link + write).toFixed(1)} s`, processor((cpu.user + cpu.system) / 1e6)),
    row('  Splink, from there on', `${theirs.seconds.toFixed(1)} s`, processor(theirs.cpu)),
    ...accuracyLines('Qiaomen', await pairAccuracy(truth, own, threshold)),
    ...accuracyLines('Splink', await pairAccuracy(truth, other, threshold)),
  ];
};

export const benchSplink = async (people: number): Promise<Line[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'qiaomen-bench-splink-'));
  try {
    const prepared = preparePython(join(folder, 'python'));
    if ('missing' in prepared) return [row('not compared', prepared.missing)];
    const lines: Line[] = [];
    for (const errorModel of ['a', 'b'] as const) {
      lines.push(...(await compareOn(prepared.python, join(folder, errorModel), people, errorModel)));
    }
    return lines;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
