/** One file through the whole way of an import on the running product, beside a bare COPY of the same rows. */
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BatchDetail } from '@qiaomen/domain/import-batch/query';
import { pieceBytes } from '@qiaomen/domain/import-batch/upload';
import { startCluster } from '@qiaomen/prisma/cluster/start-cluster';
import { generatePrefecture } from '@qiaomen/synth/generate-prefecture';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { signedIn } from './client.ts';
import { row, type Line } from './table.ts';

const until = async (
  read: () => Promise<BatchDetail>,
  states: readonly BatchDetail['state'][],
): Promise<BatchDetail> => {
  for (;;) {
    const batch = await read();
    if (states.includes(batch.state)) return batch;
    if (batch.state === 'failed' || batch.state === 'cancelled') throw new Error(`import ${batch.state}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

/** Seconds to copy the lines of a file, as they are, into a plain table of the same PostgreSQL. */
const bareCopy = async (lines: readonly string[]): Promise<number> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'qiaomen-copy-'));
  const cluster = await startCluster({ dataDir });
  const client = new pg.Client({ connectionString: cluster.url });
  try {
    await client.connect();
    await client.query('CREATE TABLE bare (line text)');
    const began = performance.now();
    const stream = client.query(copyFrom('COPY bare FROM STDIN'));
    const ended = new Promise<void>((resolve, reject) => {
      stream.on('finish', () => resolve());
      stream.on('error', reject);
    });
    for (const line of lines)
      if (!stream.write(`${line.replaceAll(/[\\\t\r]/g, ' ')}\n`)) await new Promise((r) => stream.once('drain', r));
    stream.end();
    await ended;
    return (performance.now() - began) / 1000;
  } finally {
    await client.end();
    await cluster.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
};

/** As the page does it: announced with its hash, sent in pieces, checked as a whole. */
const sendFile = async (
  admin: Awaited<ReturnType<typeof signedIn>>,
  fileName: string,
  file: Buffer,
): Promise<string> => {
  const sha256 = createHash('sha256').update(file).digest('hex');
  const { uploadId } = await admin.call<{ uploadId: string }>('import.beginUpload', {
    fileName,
    bytes: file.length,
    sha256,
  });
  for (let offset = 0; offset < file.length; offset += pieceBytes) {
    const sent = await admin.put(
      `/api/imports/uploads/${uploadId}/${offset}`,
      file.subarray(offset, offset + pieceBytes),
    );
    if (sent.status !== 200) throw new Error(`upload: ${sent.status} ${sent.text.slice(0, 200)}`);
  }
  return (await admin.call<{ batchId: string }>('import.finishUpload', { uploadId })).batchId;
};

export const benchImport = async (url: string, people: number): Promise<Line[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'qiaomen-bench-import-'));
  const admin = await signedIn(url, 'admin', 4);
  try {
    const today = new Date().toISOString().slice(0, 10);
    await generatePrefecture({ people, seed: 77, prefecture: '2224', today, outDir: folder });
    const file = await readFile(join(folder, 'population.csv'));
    const lines = file
      .toString('utf8')
      .split('\n')
      .filter((line) => line.trim() !== '');
    const began = performance.now();
    const batchId = await sendFile(admin, 'bench-population.csv', file);
    const detail = () => admin.call<BatchDetail>('import.detail', { batchId });
    const { kind, mapping } = await detail();
    await admin.call('import.start', { batchId, kind, mapping });
    const preview = await until(detail, ['preview']);
    const previewed = performance.now();
    if (preview.stops.length > 0) {
      // other people than those there match nobody: a second admin answers for it
      const second = await signedIn(url, 'admin2', 4);
      await second.call('import.confirm', { batchId, reason: 'another population beside the first one' });
    }
    await admin.call('import.approve', { batchId });
    await until(detail, ['approved']);
    const toPreview = (previewed - began) / 1000;
    const toRegister = (performance.now() - previewed) / 1000;
    const bare = await bareCopy(lines);
    const whole = toPreview + toRegister;
    const { rows, newPersons, matched } = preview.counts;
    return [
      row(
        `import of ${rows} population rows beside those there`,
        `${whole.toFixed(1)} s`,
        `${Math.round(rows / whole)} rows/s`,
      ),
      row(
        '  upload, read, encrypt, link, preview',
        `${toPreview.toFixed(1)} s`,
        `${newPersons} new, ${matched} matched`,
      ),
      row(
        '  approve: persons, entries, figures, audit',
        `${toRegister.toFixed(1)} s`,
        `${Math.round(rows / toRegister)} rows/s`,
      ),
      row(
        '  bare COPY of the same rows',
        `${bare.toFixed(2)} s`,
        `${Math.round(rows / bare)} rows/s`,
        `ratio ${(whole / bare).toFixed(0)}×`,
      ),
    ];
  } finally {
    admin.close();
    await rm(folder, { recursive: true, force: true });
  }
};
