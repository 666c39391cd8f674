import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { assertCatalog, findCatalogFaults } from './assert-catalog.ts';
import { assertDurability, findDurabilityFaults } from './assert-durability.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';

let test: TestDatabase;
let admin: pg.Client;
beforeAll(async () => {
  test = await createTestDatabase();
  admin = new pg.Client({ connectionString: test.urls.adminUrl });
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await test.drop();
});
// every planted fault, also one in a role, goes away with its transaction
beforeEach(() => admin.query('BEGIN'));
afterEach(() => admin.query('ROLLBACK'));

describe('the guard of the catalogue', () => {
  it('finds nothing in a fresh database', async () => {
    expect(await findCatalogFaults(admin)).toEqual([]);
  });

  it.each([
    [
      'a table whose fence is off',
      'ALTER TABLE visit DISABLE ROW LEVEL SECURITY',
      'visit has an area_code and no forced',
    ],
    [
      'a table whose owner is not fenced',
      'ALTER TABLE dose NO FORCE ROW LEVEL SECURITY',
      'dose has an area_code and no forced',
    ],
    [
      'a fence that was taken away',
      'DROP POLICY area_fence ON link.link_pair',
      'link.link_pair has an area_code and no area_fence',
    ],
    [
      'a new table that nobody fenced',
      'CREATE TABLE leaflet (area_code text COLLATE "C")',
      'leaflet has an area_code and no forced',
    ],
    [
      'a fence that only reads',
      'ALTER POLICY area_fence ON person WITH CHECK (true)',
      'person has an area_code and no area_fence',
    ],
    [
      'a second policy that opens the fence',
      'CREATE POLICY open ON person USING (true)',
      'policy open of person admits rows',
    ],
    [
      'an area code compared by language',
      'CREATE TABLE x (area_code text COLLATE "und-x-icu")',
      'x.area_code are not compared byte by byte',
    ],
    [
      "a view with its owner's rights",
      'CREATE VIEW everybody AS SELECT * FROM person',
      'view everybody reads with its owner',
    ],
    ['a materialised view', 'CREATE MATERIALIZED VIEW frozen AS SELECT 1 AS one', 'materialised view frozen'],
    [
      'a powerful function without search_path',
      'CREATE FUNCTION peek() RETURNS int LANGUAGE sql SECURITY DEFINER AS $$ SELECT 1 $$',
      'function peek() runs with its owner',
    ],
    [
      'a powerful function the application may run',
      `CREATE FUNCTION peek() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$ SELECT 1 $$;
       GRANT EXECUTE ON FUNCTION peek() TO app_rw`,
      'app_rw may run peek()',
    ],
    ['an application role that is a superuser', 'ALTER ROLE app_rw SUPERUSER', 'app_rw is a superuser'],
    ['an application role that ignores fences', 'ALTER ROLE app_rw BYPASSRLS', 'app_rw is a superuser, may bypass'],
    [
      'an application role that owns a table',
      'CREATE TABLE mine (id int); ALTER TABLE mine OWNER TO app_rw',
      'app_rw owns mine',
    ],
    ['an application role inside another', 'GRANT app_owner TO app_rw', 'app_rw is a member of app_owner'],
    [
      'an application role that may create tables',
      'GRANT CREATE ON SCHEMA public TO app_rw',
      'app_rw may create objects in schema public',
    ],
    ['the right to delete a person', 'GRANT DELETE ON person TO app_rw', 'app_rw may DELETE public.person'],
    ['the right to rewrite a visit', 'GRANT UPDATE ON visit TO app_rw', 'app_rw may UPDATE public.visit'],
    [
      'the right to rewrite one column of a dose',
      'GRANT UPDATE (given_on) ON dose TO app_rw',
      'app_rw may change public.dose.given_on',
    ],
    [
      'the right to empty a table',
      'GRANT TRUNCATE ON register_entry TO app_rw',
      'app_rw may TRUNCATE public.register_entry',
    ],
    ['the right to read the trail', 'GRANT SELECT ON audit.entry TO app_rw', 'app_rw may SELECT audit.entry'],
    ['a job role that reads people', 'GRANT SELECT ON person TO app_jobs', 'app_jobs may SELECT public.person'],
    ['an auditor who reads people', 'GRANT SELECT ON person TO app_audit', 'app_audit may SELECT public.person'],
    ['a right given to everybody', 'GRANT DELETE ON visit TO PUBLIC', 'app_rw may DELETE public.visit'],
    [
      'a trail without its triggers',
      'ALTER TABLE audit.entry DISABLE TRIGGER entry_append_only',
      'the audit trail can be changed',
    ],
  ])('names %s', async (_fault, statement, sentence) => {
    await admin.query(statement);
    expect((await findCatalogFaults(admin)).join('\n')).toContain(sentence);
    await expect(assertCatalog(admin)).rejects.toThrow('does not keep areas apart');
  });
});

describe('the guard of durability', () => {
  it('accepts the server that comes with Qiaomen', async () => {
    expect(await findDurabilityFaults(admin)).toEqual([]);
  });

  it('refuses a server that confirms before the work is on disk', async () => {
    await admin.query('SET LOCAL synchronous_commit = off');
    await expect(assertDurability(admin)).rejects.toThrow('synchronous_commit is not on');
  });

  it('refuses a role for which the setting was turned off', async () => {
    await admin.query('ALTER ROLE app_rw SET synchronous_commit = off');
    await expect(assertDurability(admin)).rejects.toThrow('synchronous_commit=off');
  });

  it.each(['fsync', 'full_page_writes'])('refuses a server without %s', async (name) => {
    const answers = async (text: string): Promise<{ rows: unknown[] }> => ({
      rows: text.includes('pg_settings')
        ? ['fsync', 'full_page_writes', 'synchronous_commit'].map((each) => ({
            name: each,
            setting: each === name ? 'off' : 'on',
          }))
        : [],
    });
    await expect(assertDurability({ query: answers } as never)).rejects.toThrow(`${name} is not on`);
  });
});
