/**
 * `npm run bench -- [--people 50000] [--parts linkage,pages,push,import,tablet] [--splink]`: every figure with its
 * goal and its yardstick. All parts but `linkage`, `splink` and `tablet` run on one product, started on an empty folder.
 * Splink is asked for with `--splink`, because it installs a Python package for the run (`--parts splink` runs nothing else).
 */
import { spawnSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchImport } from './import.ts';
import { benchLink } from './link.ts';
import { benchPages } from './pages.ts';
import { startProduct } from './product.ts';
import { benchPush } from './push.ts';
import { benchSplink } from './splink.ts';
import { print, row } from './table.ts';

const parts = ['linkage', 'pages', 'push', 'import', 'tablet'] as const;

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '50000' },
    parts: { type: 'string', default: parts.join(',') },
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

if (wants('linkage')) print('Record linkage', await benchLink(people));

if (wants('splink')) print('Splink on the same four files (two cores for both)', await benchSplink(people));

if (wants('pages') || wants('push') || wants('import')) {
  const product = await startProduct(people);
  try {
    print(`The product (load average ${load()})`, [
      row(`empty folder → demo of ${people} people → ready`, `${product.readySeconds.toFixed(1)} s`, 'goal ≤ 90 s'),
      row('  processor time of the server in it', `${product.readyCpuSeconds.toFixed(1)} s`, 'without the database'),
      row('second start', `${product.secondStartSeconds.toFixed(1)} s`, 'goal ≤ 5 s'),
    ]);
    if (wants('pages')) print(`Pages over 20 connections (load average ${load()})`, await benchPages(product.url));
    if (wants('push')) print(`A tablet's traffic (load average ${load()})`, await benchPush(product.url));
    if (wants('import')) print(`Import (load average ${load()})`, await benchImport(product.url, people));
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
}
