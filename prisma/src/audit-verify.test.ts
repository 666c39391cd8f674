import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from './audit-verify.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';

let test: TestDatabase;
let admin: pg.Client;
let rw: pg.Client;
beforeAll(async () => {
  test = await createTestDatabase();
  admin = new pg.Client({ connectionString: test.urls.adminUrl });
  rw = new pg.Client({ connectionString: test.urls.rwUrl });
  await Promise.all([admin.connect(), rw.connect()]);
});
afterAll(async () => {
  await Promise.all([admin.end(), rw.end()]);
  await test.drop();
});

const actorId = randomUUID();
const at = new Date('2026-11-22T02:00:00.123Z');

const log = (county: string, rows: number, actor: string | null = actorId): Promise<void> =>
  test.db.transact({ scope: { area: '22' }, actorId: actor, county, at }, async ({ audit }) => {
    for (let n = 0; n < rows; n += 1) {
      await audit({ action: 'person.reveal', entity: 'person', entityId: randomUUID(), detail: { n, note: 'é金"\\' } });
    }
  });

/** What only someone with the whole server in their hands can do. */
const tamper = async (statement: string): Promise<number | null> => {
  await admin.query('ALTER TABLE audit.entry DISABLE TRIGGER ALL');
  const { rowCount } = await admin.query(statement);
  await admin.query('ALTER TABLE audit.entry ENABLE ALWAYS TRIGGER entry_append_only');
  await admin.query('ALTER TABLE audit.entry ENABLE ALWAYS TRIGGER entry_no_truncate');
  return rowCount;
};

describe('the audit trail', () => {
  it('is whole after many writers, also across pages', async () => {
    await Promise.all(
      Array.from({ length: 8 }, (_, n) => log(n % 2 ? '222401' : '222402', 25, n < 4 ? actorId : randomUUID())),
    );
    await log('000000', 3, null);
    const found = await verifyAudit(test.db, 50);
    expect(found.faults).toEqual([]);
    expect(found.rows).toBe(203);
  });

  it.each([
    ["UPDATE audit.entry SET action = 'x'"],
    ['DELETE FROM audit.entry'],
    ['TRUNCATE audit.entry'],
    ['SELECT * FROM audit.entry'],
    [
      "INSERT INTO audit.entry (county, chain, seq, at, written, action, entity, detail, prev_hash, hash) VALUES ('222401', 0, 9999, now(), now(), 'x', 'x', '{}', '', '')",
    ],
    ['ALTER TABLE audit.entry DISABLE TRIGGER ALL'],
    ['SET session_replication_role = replica'],
  ])('the application may not: %s', async (statement) => {
    await expect(rw.query(statement)).rejects.toMatchObject({ code: '42501' });
  });

  it.each([["UPDATE audit.entry SET action = 'x'"], ['DELETE FROM audit.entry'], ['TRUNCATE audit.entry']])(
    'even a superuser is stopped at first: %s',
    async (statement) => {
      await expect(admin.query(statement)).rejects.toThrow('append-only');
    },
  );

  it('shows a changed row, a forged hash and a removed row, each by its number', async () => {
    const county = '222403';
    await log(county, 9);
    expect(await tamper(`UPDATE audit.entry SET detail = '{"n":1000}' WHERE county = '${county}' AND seq = 2`)).toBe(1);
    expect(await tamper(`UPDATE audit.entry SET hash = sha256(hash) WHERE county = '${county}' AND seq = 5`)).toBe(1);
    expect(await tamper(`DELETE FROM audit.entry WHERE county = '${county}' AND seq = 8`)).toBe(1);
    const { faults } = await verifyAudit(test.db);
    expect(faults.map(({ seq, kind }) => `${kind} at ${seq}`)).toEqual([
      'hash at 2',
      'hash at 5',
      'link at 6',
      'gap at 9',
    ]);
  });

  it('a line without a county, action or entity is refused', async () => {
    await expect(rw.query(`SELECT audit.write('22', NULL, 'a', 'b', NULL, '{}', now())`)).rejects.toMatchObject({
      code: '22023',
    });
    await expect(rw.query(`SELECT audit.write('222401', NULL, '', 'b', NULL, '{}', now())`)).rejects.toMatchObject({
      code: '22023',
    });
  });
});
