/** `npm run bench -- [--people 50000]`: every figure with its goal and its yardstick, measured in one run. */
import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchImport } from './import.ts';
import { benchLink } from './link.ts';
import { benchPages } from './pages.ts';
import { startProduct } from './product.ts';
import { print, row } from './table.ts';

const { values } = parseArgs({ options: { people: { type: 'string', default: '50000' } } });
const people = Number(values.people);
if (!Number.isInteger(people) || people < 1000) throw new Error('--people takes a whole number of at least 1000');

process.stdout.write(`Qiaomen bench: ${people} people, ${cpus().length} cores, Node ${process.version}\n`);

print('Record linkage', await benchLink(people));

const product = await startProduct(people);
try {
  print('The product', [
    row(`empty folder → demo of ${people} people → ready`, `${product.readySeconds.toFixed(1)} s`, 'goal ≤ 90 s'),
    row('second start', `${product.secondStartSeconds.toFixed(1)} s`, 'goal ≤ 5 s'),
  ]);
  print('Pages, at 100 requests/s over 20 connections', await benchPages(product.url));
  print('Import', await benchImport(product.url, people));
} finally {
  await product.stop();
}

process.stdout.write('\nThe tablet\n');
const size = spawnSync(process.execPath, [join(import.meta.dirname, '../../../web/scripts/bundle-size.mjs')], {
  encoding: 'utf8',
});
process.stdout.write(size.stdout);
