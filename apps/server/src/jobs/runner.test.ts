import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '@qiaomen/prisma/testing/test-database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog, silentLog, type Log } from '../log.ts';
import type { Job, JobDeps } from './job.ts';
import { startJobs } from './runner.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

const now = (): Date => new Date('2026-11-22T02:00:00Z');
const deps = (log: Log = silentLog): JobDeps => {
  const { db, keys, dataDir } = test;
  return { db, keys, dataDir, workDir: dataDir, now, log };
};
const write = { scope: { area: '22' }, actorId: null, county: '000000', at: now() };

/** A job that tells when it was run, and with what. */
const listening = (name: string): { job: Job; heard: Promise<unknown> } => {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  return { job: { name, run: async (payload) => resolve(payload) }, heard: promise };
};

describe('a background job', () => {
  it('runs when the change that asked for it is committed, and never when it is not', async () => {
    const { job, heard } = listening('test.asked');
    const runner = await startJobs(test.urls.jobsUrl, [job], deps());
    try {
      const undone = test.db.transact(write, async (writer) => {
        await writer.enqueue('test.asked', { from: 'undone' });
        throw new Error('changed my mind');
      });
      await expect(undone).rejects.toThrow('changed my mind');
      await test.db.transact(write, (writer) => writer.enqueue('test.asked', { from: 'committed' }));
      expect(await heard).toEqual({ from: 'committed' });
    } finally {
      await runner.stop();
    }
  });

  it('of a process that was killed is taken up by the next start', async () => {
    await test.db.transact(write, (writer) => writer.enqueue('test.orphan', { n: 1 }));
    const client = new pg.Client({ connectionString: test.urls.jobsUrl });
    await client.connect();
    await client.query(
      `UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'worker-of-the-dead', attempts = 1
        WHERE task_id = (SELECT id FROM graphile_worker._private_tasks WHERE identifier = 'test.orphan')`,
    );
    await client.end();
    const { job, heard } = listening('test.orphan');
    const runner = await startJobs(test.urls.jobsUrl, [job], deps());
    expect(await heard).toEqual({ n: 1 });
    await runner.stop();
  });

  it('of a living process is left to it', async () => {
    const started = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    let runs = 0;
    const slow: Job = {
      name: 'test.slow',
      run: async () => {
        runs += 1;
        started.resolve();
        await finish.promise;
      },
    };
    const first = await startJobs(test.urls.jobsUrl, [slow], deps());
    await test.db.transact(write, (writer) => writer.enqueue('test.slow', {}));
    await started.promise;
    const second = await startJobs(test.urls.jobsUrl, [slow], deps());
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(runs).toBe(1);
    finish.resolve();
    await first.stop();
    await second.stop();
  });

  it('that fails is tried again, and its payload stays out of the log', async () => {
    const canary = randomUUID();
    const lines: string[] = [];
    const failed = Promise.withResolvers<void>();
    const broken: Job = {
      name: 'test.broken',
      run: (payload) => {
        setTimeout(failed.resolve, 300);
        return Promise.reject(new Error(`cannot read ${JSON.stringify(payload)}`));
      },
    };
    const runner = await startJobs(test.urls.jobsUrl, [broken], deps(createLog((line) => void lines.push(line))));
    await test.db.transact(write, (writer) => writer.enqueue('test.broken', { canary }));
    await failed.promise;
    await runner.stop();
    expect(lines.join('')).toContain('"job":"test.broken"');
    expect(lines.join('')).not.toContain(canary);
  });
});
