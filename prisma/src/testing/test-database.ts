/** A database of its own for one test file: a copy of the migrated template, so no test sees another's rows. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { loadKeys, type FieldKeys } from '../field-crypto.ts';
import { urlsOf, type Urls } from '../roles.ts';
import { connect, type Database } from '../scoped.ts';

export const adminUrlVariable = 'QIAOMEN_TEST_ADMIN_URL';
export const templateName = 'qiaomen_template';

export interface TestDatabase {
  db: Database;
  urls: Urls & { adminUrl: string };
  keys: FieldKeys;
  /** an empty folder that goes away with the database */
  dataDir: string;
  drop(): Promise<void>;
}

const withAdmin = async (adminUrl: string, text: string): Promise<void> => {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    // copies of one template exclude each other
    await client.query('SELECT pg_advisory_lock(7106540003)');
    await client.query(text);
  } finally {
    await client.end();
  }
};

export const createTestDatabase = async (options: { poolSize?: number } = {}): Promise<TestDatabase> => {
  const adminUrl = process.env[adminUrlVariable];
  if (!adminUrl)
    throw new Error('no test cluster: name prisma/src/testing/global-setup.ts as globalSetup in vitest.config.ts');
  const database = `test_${randomBytes(6).toString('hex')}`;
  await withAdmin(adminUrl, `CREATE DATABASE ${database} TEMPLATE ${templateName}`);
  // CONNECT and TEMPORARY are not copied with a template
  await withAdmin(
    adminUrl,
    `REVOKE ALL ON DATABASE ${database} FROM PUBLIC; GRANT CONNECT, TEMPORARY ON DATABASE ${database} TO app_rw, app_owner; ` +
      `GRANT CONNECT ON DATABASE ${database} TO app_jobs, app_audit`,
  );
  const dataDir = mkdtempSync(join(tmpdir(), 'qiaomen-files-'));
  const at = new URL(adminUrl);
  at.pathname = `/${database}`;
  const urls = { ...urlsOf(adminUrl, database), adminUrl: at.href };
  const db = connect(urls, { poolSize: options.poolSize ?? 5 });
  const drop = async (): Promise<void> => {
    await db.close();
    await withAdmin(adminUrl, `DROP DATABASE ${database} WITH (FORCE)`);
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { db, urls, keys: loadKeys(join(dataDir, 'keys')), dataDir, drop };
};
