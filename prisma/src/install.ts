/** Makes a server's database ready: roles, schema, job queue; and refuses to go on where durability or a fence is missing. */
import pg from 'pg';
import { assertCatalog } from './assert-catalog.ts';
import { assertDurability } from './assert-durability.ts';
import { installJobs } from './job-schema.ts';
import { migrate } from './migrate.ts';
import { ensureRoles, secretOf, urlsOf, type Urls } from './roles.ts';

export type { Urls } from './roles.ts';

const installLock = 7_106_540_002;

const ident = (name: string): string => pg.escapeIdentifier(name);

const withClient = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

const prepareDatabase = async (admin: pg.Client, database: string): Promise<void> => {
  const { rowCount } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
  if (rowCount === 0) await admin.query(`CREATE DATABASE ${ident(database)} TEMPLATE template0 ENCODING 'UTF8'`);
  await admin.query(`REVOKE ALL ON DATABASE ${ident(database)} FROM PUBLIC`);
  await admin.query(`GRANT CONNECT, CREATE, TEMPORARY ON DATABASE ${ident(database)} TO app_owner`);
  // bulk loads COPY into a temporary table first: PostgreSQL refuses COPY into a fenced one
  await admin.query(`GRANT CONNECT, TEMPORARY ON DATABASE ${ident(database)} TO app_rw`);
  await admin.query(`GRANT CONNECT ON DATABASE ${ident(database)} TO app_jobs, app_audit`);
};

const prepareSchemas = async (inside: pg.Client): Promise<void> => {
  await inside.query('GRANT CREATE, USAGE ON SCHEMA public TO app_owner WITH GRANT OPTION');
  await inside.query('REVOKE ALL ON SCHEMA public FROM PUBLIC');
  for (const schema of ['graphile_worker', 'job']) {
    await inside.query(`CREATE SCHEMA IF NOT EXISTS ${schema} AUTHORIZATION app_jobs`);
  }
};

const atDatabase = (adminUrl: string, database: string): string => {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  return url.href;
};

/** A database that is not there yet is created from the one every server has. */
const reachableUrl = async (adminUrl: string): Promise<string> => {
  const unknownDatabase = '3D000';
  try {
    await withClient(adminUrl, async () => undefined);
    return adminUrl;
  } catch (error) {
    if ((error as { code?: unknown }).code !== unknownDatabase) throw error;
    return atDatabase(adminUrl, 'postgres');
  }
};

export const install = async (options: { adminUrl: string; database: string; roleSecret?: string }): Promise<Urls> => {
  const { adminUrl, database } = options;
  const secret = options.roleSecret ?? secretOf(adminUrl);
  const urls = urlsOf(adminUrl, database, secret);
  await withClient(await reachableUrl(adminUrl), async (admin) => {
    await admin.query('SELECT pg_advisory_lock($1)', [installLock]);
    await assertDurability(admin);
    await ensureRoles(admin, secret);
    await prepareDatabase(admin, database);
    await withClient(atDatabase(adminUrl, database), prepareSchemas);
    await migrate(urls.ownerUrl);
    // graphile-worker asks for its schema with CREATE SCHEMA IF NOT EXISTS, which needs the right even when it exists
    await admin.query(`GRANT CREATE ON DATABASE ${ident(database)} TO app_jobs`);
    await installJobs(urls.jobsUrl);
    await admin.query(`REVOKE CREATE ON DATABASE ${ident(database)} FROM app_jobs`);
    await withClient(atDatabase(adminUrl, database), assertCatalog);
  });
  return urls;
};
