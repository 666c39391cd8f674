/** An import that was previewed by a version without checks is read again; one with checks stays as it is. */
import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';

let test: TestDatabase;
let admin: pg.Client;
let owner: pg.Client;
const old = { batch: '01900000-0000-7000-8000-000000000001', run: '01900000-0000-7000-8000-000000000002' };
const checked = { batch: '01900000-0000-7000-8000-000000000003', run: '01900000-0000-7000-8000-000000000004' };

beforeAll(async () => {
  test = await createTestDatabase();
  admin = new pg.Client({ connectionString: test.urls.adminUrl });
  owner = new pg.Client({ connectionString: test.urls.ownerUrl });
  await Promise.all([admin.connect(), owner.connect()]);
});
afterAll(async () => {
  await Promise.all([admin.end(), owner.end()]);
  await test.drop();
});

it('a preview from before the checks goes back to its start, a later one does not', async () => {
  for (const { batch, run } of [old, checked]) {
    await admin.query(
      `INSERT INTO link.import_batch (id, area_code, kind, file_name, sha256, bytes, blob_key, state, counts, created_by)
       VALUES ($1, '2224', 'population', 'people.csv', decode(md5($2), 'hex'), 1, $2, 'preview', '{}', $1)`,
      [batch, batch],
    );
    await admin.query(
      `INSERT INTO link.link_run (id, area_code, batch_ids, model, counts, state)
       VALUES ($1, '2224', ARRAY[$2::uuid], '{}', '{}', 'proposed')`,
      [run, batch],
    );
  }
  await admin.query(`INSERT INTO link.import_village VALUES ($1, '222401100200', 1, 1, 0, 0, 0, 1, 1)`, [checked.run]);
  const migration = new URL('../migrations/20261122219000_previews_before_checks/migration.sql', import.meta.url);
  await owner.query(await readFile(migration, 'utf8'));
  const { rows } = await admin.query<{ id: string; state: string; run: string }>(
    `SELECT b.id::text, b.state, r.state AS run FROM link.import_batch b JOIN link.link_run r ON r.batch_ids @> ARRAY[b.id] ORDER BY b.id`,
  );
  expect(rows).toEqual([
    { id: old.batch, state: 'uploaded', run: 'discarded' },
    { id: checked.batch, state: 'preview', run: 'proposed' },
  ]);
});
