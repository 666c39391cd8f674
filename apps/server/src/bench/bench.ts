/**
 * `npm run bench -- [--people 50000] [--parts read,linkage,start,import,pages,progress,push,tablet] [--data DIR]`: every figure with
 * its goal and its yardstick.
 *
 * `start` makes a demo of that many people, brought in by the import itself. `pages`, `progress` and `push` run on a small
 * demo beside which that many people were put by SQL (two million take about three minutes); `--data DIR` keeps that folder,
 * and a second run with the same number of people uses it again.
 * Splink is asked for with `--splink`, because it installs a Python package for the run (`--parts splink` runs nothing else).
 */
import { spawnSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { benchImport } from './import.ts';
import { benchLink } from './link.ts';
import { benchPages } from './pages.ts';
import { startProduct } from './product.ts';
import { benchProgress } from './progress.ts';
import { benchPush } from './push.ts';
import { benchRead } from './read.ts';
import { benchSplink } from './splink.ts';
import { benchSlowLine } from './slow-line.ts';
import { print, row } from './table.ts';
import { benchTablet } from './tablet.ts';

const parts = ['read', 'linkage', 'start', 'import', 'pages', 'progress', 'push', 'tablet'] as const;

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '50000' },
    parts: { type: 'string', default: parts.join(',') },
    data: { type: 'string' },
    splink: { type: 'boolean', default: false },
  },
});
const people = Number(values.people);
if (!Number.isInteger(people) || people < 1000) throw new Error('--people takes a whole number of at least 1000');
const asked = [...values.parts.split(','), ...(values.splink ? ['splink'] : [])];
const unknown = asked.filter((part) => ![...parts, 'splink'].some((known) => known === part));
if (unknown.length > 0) throw new Error(`--parts takes ${parts.join(', ')}; not ${unknown.join(', ')}`);
const wants = (part: (typeof parts)[number] | 'splink'): boolean => asked.includes(part);

const load = (): string => (loadavg()[0] ?? 0).toFixed(1);
process.stdout.write(
  `Qiaomen bench: ${people} people, ${cpus().length} cores, Node ${process.version}, load average ${load()}\n`,
);

if (wants('read')) print(`Reading files (load average ${load()})`, await benchRead());

if (wants('linkage')) print('Record linkage', await benchLink(people));

if (wants('splink')) print('Splink on the same four files (two cores for both)', await benchSplink(people));

const say = (line: string): void => void process.stdout.write(`${line}\n`);

if (wants('start')) {
  const product = await startProduct({ people, large: 0, keep: null, say });
  await product.stop();
  print(`The product (load average ${load()})`, [
    row(`empty folder → demo of ${people} people → ready`, `${product.readySeconds.toFixed(1)} s`, 'goal ≤ 90 s'),
    row('  processor time of the server in it', `${product.readyCpuSeconds.toFixed(1)} s`, 'without the database'),
    row('second start', `${product.secondStartSeconds.toFixed(1)} s`, 'goal ≤ 5 s'),
  ]);
}

if (wants('import')) print(`Import (load average ${load()})`, await benchImport(people));

if (wants('pages') || wants('progress') || wants('push')) {
  const keep = values.data === undefined ? null : resolve(values.data);
  const product = await startProduct({ people: 2000, large: people, keep, say });
  try {
    if (wants('pages')) print(`Pages over 20 connections (load average ${load()})`, await benchPages(product));
    if (wants('progress')) print(`Progress over 20 connections (load average ${load()})`, await benchProgress(product));
    if (wants('push')) {
      print(`A tablet's line: 1 Mbit/s, 50 ms each way (load average ${load()})`, await benchSlowLine(product));
      print(`A tablet's traffic (load average ${load()})`, await benchPush(product));
    }
  } finally {
    await product.stop();
  }
}

if (wants('tablet')) {
  process.stdout.write('\nThe tablet\n');
  const script = join(import.meta.dirname, '../../../web/scripts/bundle-size.mjs');
  const size = spawnSync(process.execPath, [script], { encoding: 'utf8' });
  // the sum and what is wrong; the script by itself lists every file
  const said = `${size.stdout}${size.stderr}`.split('\n').filter((line) => line !== '' && !line.includes(' KB  '));
  process.stdout.write(`${said.map((line) => `  ${line}`).join('\n')}\n`);
  if (size.status !== 0) process.exitCode = 1;
  print('A worker’s tablet: 5,000 entries, processor slowed six times, no network', await benchTablet(say));
}
