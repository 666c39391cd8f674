/**
 * Files through the whole way of an import into an empty register, step by step, and one of them back again. The yardstick is
 * a bare COPY, into tables without an index, of the very rows that the publication wrote.
 */
import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { divisionsOf, divisionYear } from '@qiaomen/domain/area/divisions/divisions';
import { startCluster } from '@qiaomen/prisma/cluster/start-cluster';
import { loadKeys } from '@qiaomen/prisma/field-crypto';
import { install } from '@qiaomen/prisma/install';
import { connect, type Database } from '@qiaomen/prisma/scoped';
import { fileNames, generatePrefecture } from '@qiaomen/synth/generate-prefecture';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { registerUpload } from '../features/import/register-upload.ts';
import { seedAreas } from '../install/seed-areas.ts';
import { getBatch } from '../jobs/import/batch.ts';
import { linkBatches } from '../jobs/import/link-batches.ts';
import { publishRun } from '../jobs/import/publish-run.ts';
import { stageRows } from '../jobs/import/stage-rows.ts';
import type { Steps } from '../jobs/import/steps.ts';
import { undoRun } from '../jobs/import/undo-run.ts';
import type { JobDeps } from '../jobs/job.ts';
import { silentLog } from '../log.ts';
import { row, type Line } from './table.ts';

const prefecture = AreaCode.parse('2224');
const actorId = '00000000-0000-4000-8000-00000000be9c';
const steps: Steps = { report: () => Promise.resolve(), finish: () => Promise.resolve() };
const signal = new AbortController().signal;

const timed = async <T>(work: () => Promise<T>): Promise<[number, T]> => {
  const began = performance.now();
  const result = await work();
  return [(performance.now() - began) / 1000, result];
};

const setState = (db: Database, at: Date, batchId: string, state: string): Promise<void> =>
  db.bulk({ scope: { area: prefecture }, actorId: null, county: '000000', at }, async (b) => {
    await b.query('UPDATE link.import_batch SET state = $2 WHERE id = $1', [batchId, state]);
    await b.audit({ action: 'bench.state', entity: 'import_batch', entityId: batchId, detail: { state } });
  });

const openCampaign = (db: Database, today: string): Promise<void> =>
  db.bulk({ scope: { area: prefecture }, actorId: null, county: '000000', at: new Date() }, async (b) => {
    await b.query(
      `INSERT INTO campaign (id, area_code, name, legal_basis, target_rule, reference_date, opens_on, deadline, state)
       VALUES ($1, $2, 'bench', 'bench', '{"minAge":60}', $3, $3, $3::date + 60, 'open')`,
      [randomUUID(), prefecture, today],
    );
    await b.audit({ action: 'bench.campaign', entity: 'campaign', entityId: null, detail: {} });
  });

interface Brought {
  batchId: string;
  rows: number;
  stage: number;
  link: number;
  publish: number;
  peakMegabytes: number;
}

const bring = async (deps: JobDeps, path: string, name: string): Promise<Brought> => {
  const batchId = await registerUpload(deps, {
    prefecture,
    userId: actorId,
    fileName: name,
    content: createReadStream(path),
  });
  let peak = 0;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 100);
  const folder = await mkdtemp(join(deps.workDir, 'bench-'));
  try {
    await setState(deps.db, deps.now(), batchId, 'staging');
    const load = () => deps.db.read({ area: prefecture }, (tx) => getBatch(tx, batchId));
    const batch = await load();
    const [stage] = await timed(() => stageRows(deps, batch, folder, steps));
    await setState(deps.db, deps.now(), batchId, 'linking');
    const [link] = await timed(() => linkBatches(deps, prefecture, [batchId], { folder, steps, signal }));
    await setState(deps.db, deps.now(), batchId, 'approving');
    const [publish] = await timed(() => publishRun(deps, { prefecture, batchIds: [batchId], actorId, steps }));
    const { rows } = (await load()).counts;
    return { batchId, rows, stage, link, publish, peakMegabytes: Math.round(peak / 2 ** 20) };
  } finally {
    clearInterval(watch);
    await rm(folder, { recursive: true, force: true });
  }
};

/** Seconds to COPY the rows of these tables, as they are, into tables that have nothing but rows. */
const bareCopy = async (url: string, folder: string, tables: readonly string[]): Promise<number> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  let seconds = 0;
  try {
    for (const [index, table] of tables.entries()) {
      const file = join(folder, `bare-${index}`);
      await pipeline(client.query(copyTo(`COPY (SELECT * FROM ${table}) TO STDOUT`)), createWriteStream(file));
      await client.query(`CREATE TABLE bare_${index} AS SELECT * FROM ${table} WITH NO DATA`);
      const [took] = await timed(() =>
        pipeline(createReadStream(file), client.query(copyFrom(`COPY bare_${index} FROM STDIN`))),
      );
      seconds += took;
      await client.query(`DROP TABLE bare_${index}`);
      await rm(file);
    }
    return seconds;
  } finally {
    await client.end();
  }
};

/** Some rows of a file below its header, so that an import has as many as the goal speaks of. */
const takeRows = async (from: string, to: string, { skip, count }: { skip: number; count: number }): Promise<void> => {
  const sink = await open(to, 'w');
  let lines = 0;
  for await (const line of createInterface({ input: createReadStream(from), crlfDelay: Infinity })) {
    if (lines === 0 || lines > skip) await sink.write(`${line}\n`);
    lines += 1;
    if (lines > skip + count) break;
  }
  await sink.close();
};

const perSecond = (rows: number, seconds: number): string => `${Math.round(rows / seconds)} rows/s`;
const secondsOf = (seconds: number): string => `${seconds.toFixed(1)} s`;

const partsOf = ({ stage, link, publish }: Brought): [string, string] => [
  secondsOf(stage + link + publish),
  `stage ${secondsOf(stage)}, link ${secondsOf(link)}, publish ${secondsOf(publish)}`,
];

const measure = async (url: string, deps: JobDeps, people: number, folder: string): Promise<Line[]> => {
  const today = new Date().toISOString().slice(0, 10);
  await generatePrefecture({ people, seed: 77, prefecture: '2224', today, outDir: folder });
  await openCampaign(deps.db, today);
  const first = await bring(deps, join(folder, fileNames.population), 'population.csv');
  const bare = await bareCopy(url, folder, ['person', 'register_entry', 'link.source_record']);
  const medical = join(folder, fileNames['medical-insurance']);
  const [second, third] = [join(folder, 'second.csv'), join(folder, 'third.csv')];
  const early = Math.min(100_000, Math.floor(people / 5));
  await takeRows(medical, second, { skip: 0, count: early });
  await takeRows(medical, third, { skip: early, count: 300_000 });
  const learnt = await bring(deps, second, 'medical-insurance.csv');
  const next = await bring(deps, third, 'medical-insurance-more.csv');
  await setState(deps.db, deps.now(), next.batchId, 'undoing');
  const [undo] = await timed(() => undoRun(deps, { prefecture, batchId: next.batchId, actorId, steps }));
  const whole = first.stage + first.link + first.publish;
  return [
    row(`a first file of ${first.rows} rows into an empty register`, secondsOf(whole), perSecond(first.rows, whole)),
    row('  read, check, encrypt, stage', secondsOf(first.stage), perSecond(first.rows, first.stage), 'goal ≤ 60 s a million'),
    row('  link and preview', secondsOf(first.link), perSecond(first.rows, first.link)),
    row('  publish: persons, entries, figures, audit', secondsOf(first.publish), perSecond(first.rows, first.publish), 'goal ≤ 60 s a million'),
    row('  bare COPY of the rows published', secondsOf(bare), `ratio ${(first.publish / bare).toFixed(0)}×`, 'goal ≤ 25×'),
    row('  most memory of the process', `${first.peakMegabytes} MB`, 'without the linkage and the database'),
    row(`a file of ${learnt.rows} rows of another office, a model learnt`, ...partsOf(learnt)),
    row(`${next.rows} further rows of that office, with the stored model`, ...partsOf(next)),
    row('  undone as a whole', secondsOf(undo), perSecond(next.rows, undo), 'goal ≤ 10 s for 300,000 rows'),
  ]; // prettier-ignore
};

export const benchImport = async (people: number): Promise<Line[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'qiaomen-bench-import-'));
  const cluster = await startCluster({ dataDir: join(folder, 'cluster') });
  try {
    const urls = await install({ adminUrl: cluster.url, database: 'bench' });
    const db = connect(urls);
    const keys = loadKeys(join(folder, 'keys'));
    const deps: JobDeps = { db, keys, dataDir: folder, workDir: folder, now: () => new Date(), log: silentLog };
    await seedAreas(db, divisionsOf('2224'), divisionYear, deps.now());
    try {
      return await measure(cluster.urlFor('bench'), deps, people, folder);
    } finally {
      await db.close();
    }
  } finally {
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  }
};
