import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from './migrate.ts';
import { diffFromDatabase } from './schema-engine.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';

let test: TestDatabase;
let owner: pg.Client;
beforeAll(async () => {
  test = await createTestDatabase();
  owner = new pg.Client({ connectionString: test.urls.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await test.drop();
});

describe('the migrations', () => {
  it('lead to exactly the tables schema.prisma describes', async () => {
    expect((await diffFromDatabase(test.urls.ownerUrl)).trim()).toBe('-- This is an empty migration.');
  });

  it('leave nothing to do the second time', async () => {
    expect(await migrate(test.urls.ownerUrl)).toEqual([]);
  });

  it("are noted in Prisma's own table, finished and with a checksum", async () => {
    const { rows } = await owner.query<{ migration_name: string; checksum: string; done: boolean }>(
      'SELECT migration_name, checksum, finished_at IS NOT NULL AND rolled_back_at IS NULL AS done FROM _prisma_migrations',
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      expect(row.migration_name).toMatch(/^\d{14}_[a-z_]+$/);
      expect(row.checksum).toMatch(/^[0-9a-f]{64}$/);
      expect(row.done).toBe(true);
    }
  });

  it('a table that nobody migrated is noticed', async () => {
    await owner.query('ALTER TABLE person ADD COLUMN stray text');
    expect(await diffFromDatabase(test.urls.ownerUrl)).toContain('DROP COLUMN "stray"');
    await owner.query('ALTER TABLE person DROP COLUMN stray');
  });
});
