/** Prints how much JavaScript a tablet downloads until Today is usable, from dist's manifest. Exits 1 above the limit. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const limitKilobytes = 300;
const dist = join(import.meta.dirname, '../dist');
const manifestFile = join(dist, '.vite/manifest.json');
if (!existsSync(manifestFile)) {
  process.stderr.write('apps/web is not built: run its build first\n');
  process.exit(2);
}
const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));

/** What is loaded from an empty cache until Today is usable, besides what those chunks import at once. */
const starts = [
  'index.html',
  '_tablet',
  // a Korean or Tibetan reader also loads the Chinese words it falls back to; count the largest pair
  '../../packages/i18n/src/catalogues/zh-CN/field.ts',
  '../../packages/i18n/src/catalogues/ko/field.ts',
];

const files = new Set();
// chunks that hold no entry of their own are named by us and a hash
const keyOf = (start) =>
  start.startsWith('_')
    ? Object.keys(manifest).find((key) => new RegExp(`^${start}-[\\w-]{8}\\.js$`).test(key))
    : start;
const add = (key, into) => {
  const chunk = manifest[key];
  if (chunk === undefined) throw new Error(`bundle-size: no chunk ${key} in the manifest`);
  if (into.has(chunk.file)) return;
  into.add(chunk.file);
  for (const imported of chunk.imports ?? []) add(imported, into);
};
for (const start of starts) add(keyOf(start), files);
const once = new Set(files);
add('src/features/sign-in/page.tsx', once);

// PINs become keys in a worker, which the manifest does not list
for (const name of readdirSync(join(dist, 'assets'))) if (/^pin-worker-.*\.js$/.test(name)) files.add(`assets/${name}`);

const sizeOf = (file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length;
const sizes = [...files].map((file) => [file, sizeOf(file)]);
sizes.sort((a, b) => b[1] - a[1]);
const total = sizes.reduce((sum, [, size]) => sum + size, 0) / 1000;
for (const [file, size] of sizes) process.stdout.write(`${(size / 1000).toFixed(1).padStart(7)} KB  ${file}\n`);
process.stdout.write(`${total.toFixed(1)} KB gzip of JavaScript until Today is usable (limit ${limitKilobytes})\n`);

const signIn = [...once].filter((file) => !files.has(file)).reduce((sum, file) => sum + sizeOf(file), 0) / 1000;
process.stdout.write(`${signIn.toFixed(1)} KB gzip more where somebody signs in, once on each tablet\n`);

const forbidden = sizes.filter(([file]) => /query-provider|echarts|DatePicker/.test(file)).map(([file]) => file);
if (forbidden.length > 0) process.stdout.write(`on the tablet's way but must not be: ${forbidden.join(', ')}\n`);
process.exit(total > limitKilobytes || forbidden.length > 0 ? 1 : 0);
