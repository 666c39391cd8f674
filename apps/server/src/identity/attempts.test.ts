import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '@qiaomen/prisma/testing/test-database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memoryAttempts, postgresAttempts } from './attempts.ts';

let test: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  test = await createTestDatabase();
  pool = new pg.Pool({ connectionString: test.urls.jobsUrl, max: 4 });
});
afterAll(async () => {
  await pool.end();
  await test.drop();
});

describe('guessing a password', () => {
  it('is stopped after five tries, however many come at once, and a restart forgives nothing', async () => {
    const attempts = await postgresAttempts(pool, 'job');
    const waits = await Promise.all(Array.from({ length: 40 }, () => attempts.spend('victim', '10.0.0.1')));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(5);
    const restarted = await postgresAttempts(pool, 'job');
    expect(await restarted.spend('VICTIM', '10.0.0.1')).toBeGreaterThan(800);
    expect(await restarted.spend('victim', '10.0.0.2')).toBe(0);
    await restarted.forgive('victim', '10.0.0.1');
    expect(await restarted.spend('victim', '10.0.0.1')).toBe(0);
  });

  it('of many logins from one address is stopped too', async () => {
    const attempts = memoryAttempts();
    const waits = await Promise.all(Array.from({ length: 60 }, (_, n) => attempts.spend(`login-${n}`, '10.0.0.9')));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(50);
  });

  it('stops a crowd of addresses that guesses at one login', async () => {
    const attempts = await postgresAttempts(pool, 'job');
    const waits: number[] = [];
    for (let n = 0; n < 120; n += 1) waits.push(await attempts.spend('wanted', `10.1.0.${n}`));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(100);
  });

  it.each(['memory', 'database'])(
    'counts what failed: an office behind one address signs in all day (%s)',
    async (kept) => {
      const attempts = kept === 'memory' ? memoryAttempts() : await postgresAttempts(pool, 'job');
      const office = kept === 'memory' ? '10.2.0.1' : '10.2.0.2';
      for (let n = 0; n < 130; n += 1) {
        expect(await attempts.spend(`worker-${n % 3}`, office)).toBe(0);
        await attempts.forgive(`worker-${n % 3}`, office);
      }
      const waits: number[] = [];
      for (let n = 0; n < 60; n += 1) waits.push(await attempts.spend(`guess-${n}`, office));
      expect(waits.filter((wait) => wait === 0)).toHaveLength(50);
    },
  );

  it('leaves neither login nor address in the database', async () => {
    const attempts = await postgresAttempts(pool, 'job');
    await attempts.spend('canary-login', '10.77.77.77');
    const { rows } = await pool.query('SELECT * FROM job.attempt');
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toMatch(/canary|10\.77/);
  });
});
