/**
 * Fills a demo install with a prefecture of any size in a few minutes: persons of all ages, entries for those of sixty and
 * more, visits, owners and figures, by SQL on the superuser's connection while no server runs. Names, tails of numbers and
 * indexes are as the product writes them; the ciphers are real where somebody's tablet opens them, and noise elsewhere.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { startCluster } from '@qiaomen/prisma/cluster/start-cluster';
import { loadKeys, type FieldKeys } from '@qiaomen/prisma/field-crypto';
import pg from 'pg';
import { nameInitials } from '../entry/name-initials.ts';
import { idTailIndexOf, phoneTailIndexOf, sealPerson } from '../entry/sealed-person.ts';
import { hashToken } from '../identity/sessions.ts';
import { countFigures, insertEntries, insertPersons, insertVisits, chooseOwners } from './large-register-sql.ts';

export const benchWorkers = 200;
export const benchToken = (worker: number): string => `bench-tablet-${worker}-of-this-machine-only`;

const surnames: [string, number][] = [
  ['王', 7.2], ['李', 7.2], ['张', 6.8], ['刘', 5.4], ['陈', 4.5], ['杨', 3.1], ['赵', 2.7], ['孙', 2.4], ['周', 2.1],
  ['徐', 1.9], ['于', 1.6], ['马', 1.5], ['朱', 1.2], ['胡', 1.2], ['高', 1.1], ['宋', 1], ['韩', 1], ['姜', 0.9],
  ['金', 6.5], ['朴', 5.1], ['崔', 3.9], ['郑', 2.2], ['全', 0.9], ['许', 0.8], ['南', 0.6], ['池', 0.4], ['司马', 0.1],
]; // prettier-ignore
const givenFirst = '成国英秀桂玉淑海春建文明永德福凤金顺哲龙振志吉光美兰红月仁世正东华万喜善银俊万';
const givenSecond = '珍姬兰英国花子善哲洙男女德福山林海洋荣华贵春秋敏芳梅琴云霞平安强军伟峰龙虎吉顺';

/** Each surname as often as it is met: 1,000 places to draw from. */
const drawnSurnames = (): string[] => {
  const all = surnames.reduce((sum, [, weight]) => sum + weight, 0);
  return surnames.flatMap(([name, weight]) => Array<string>(Math.round((weight / all) * 1000)).fill(name));
};

const givenNames = (): string[] => {
  const names = new Set<string>(Array.from(givenSecond));
  for (const first of givenFirst) for (const second of givenSecond) names.add(first + second);
  return [...names];
};

const tails = Array.from({ length: 10_000 }, (_, index) => String(index).padStart(4, '0'));

const withIndexesAside = async (client: pg.Client, tables: readonly string[], work: () => Promise<void>) => {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition FROM pg_index i
      WHERE i.indrelid = ANY($1::regclass[]) AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
        AND NOT i.indisprimary`,
    [tables],
  );
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  await work();
  for (const { definition } of rows) await client.query(definition);
};

/** Sealed as the product seals, for those whose fields a tablet will open. */
const sealReally = async (client: pg.Client, keys: FieldKeys): Promise<number> => {
  const { rows } = await client.query<{ county: string; id: string; tail: string }>(
    `SELECT p.county, p.id::text, t.tail FROM person p JOIN bench_tail t ON t.id_index = p.id_tail_index
      WHERE p.id_index = sha256(p.id::text::bytea) AND EXISTS (SELECT FROM register_entry e WHERE e.county = p.county AND e.person_id = p.id)
        AND EXISTS (SELECT FROM duty d JOIN app_user u ON u.id = d.user_id
          WHERE u.login IN ('worker1', 'worker2') AND starts_with(p.area_code, d.area_code))`,
  );
  for (let at = 0; at < rows.length; at += 5000) {
    const part = rows.slice(at, at + 5000);
    const sealed = part.map(({ id, tail }) =>
      sealPerson(keys, id, { idNumber: `99240119400101${tail}`, phone: `1690000${tail}`, address: '河南街 12 号' }),
    );
    await client.query(
      `UPDATE person p SET id_cipher = n.i, phone_cipher = n.p, address_cipher = n.a
         FROM unnest($1::text[], $2::uuid[], $3::bytea[], $4::bytea[], $5::bytea[]) n(county, id, i, p, a)
        WHERE p.county = n.county AND p.id = n.id`,
      [
        part.map(({ county }) => county),
        part.map(({ id }) => id),
        sealed.map(({ idCipher }) => idCipher),
        sealed.map(({ phoneCipher }) => phoneCipher),
        sealed.map(({ addressCipher }) => addressCipher),
      ],
    );
  }
  return rows.length;
};

/** Two hundred workers with a tablet each: every village of the prefecture is somebody's. */
const createWorkers = async (client: pg.Client, prefecture: string): Promise<void> => {
  const workers = Array.from({ length: benchWorkers }, (_, index) => ({
    id: randomUUID(),
    device: randomUUID(),
    index,
  }));
  await client.query(
    `INSERT INTO app_user (id, login, name, role, status, is_demo)
     SELECT id, 'bench' || n, '测试员' || n, 'worker', 'active', true FROM unnest($1::uuid[], $2::int[]) w(id, n)`,
    [workers.map(({ id }) => id), workers.map(({ index }) => index)],
  );
  await client.query(
    `INSERT INTO device (id, user_id, token_hash, label)
     SELECT device, id, token, 'bench' FROM unnest($1::uuid[], $2::uuid[], $3::bytea[]) w(device, id, token)`,
    [
      workers.map(({ device }) => device),
      workers.map(({ id }) => id),
      workers.map(({ index }) => Buffer.from(hashToken(benchToken(index)))),
    ],
  );
  await client.query(
    `INSERT INTO duty (id, user_id, area_code, valid_from)
     SELECT gen_random_uuid(), ($1::uuid[])[ntile(${benchWorkers}) OVER (ORDER BY code)], code, now() - interval '60 days'
       FROM area a WHERE level = 'village' AND starts_with(code, $2)
        AND NOT EXISTS (SELECT FROM duty d WHERE starts_with(a.code, d.area_code) AND length(d.area_code) > 6)`,
    [workers.map(({ id }) => id), prefecture],
  );
};

export const loadLargeRegister = async (
  dataDir: string,
  people: number,
  say: (line: string) => void,
): Promise<void> => {
  const keys = loadKeys(join(dataDir, 'keys'));
  const cluster = await startCluster({ dataDir });
  const client = new pg.Client({ connectionString: cluster.urlFor('qiaomen') });
  try {
    await client.connect();
    const step = async (name: string, work: () => Promise<unknown>): Promise<void> => {
      const began = performance.now();
      await work();
      say(`  ${name}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
    };
    // the superuser's own session: no key is checked row by row, and nothing waits for the disk until the end
    await client.query(`SET session_replication_role = replica; SET synchronous_commit = off;
      SET maintenance_work_mem = '512MB'; SET work_mem = '256MB'; SET max_parallel_maintenance_workers = 2`);
    await client.query(`CREATE TEMP TABLE bench_surname (n int PRIMARY KEY, name text, initials text);
      CREATE TEMP TABLE bench_given (n int PRIMARY KEY, name text, initials text);
      CREATE TEMP TABLE bench_tail (n int PRIMARY KEY, tail text, id_index bytea, phone_index bytea)`);
    const fillNames = (table: string, names: readonly string[]) =>
      client.query(
        `INSERT INTO ${table} SELECT ordinality - 1, name, initials FROM unnest($1::text[], $2::text[]) WITH ORDINALITY t(name, initials)`,
        [names, names.map(nameInitials)],
      );
    await fillNames('bench_surname', drawnSurnames());
    await fillNames('bench_given', givenNames());
    await client.query(
      `INSERT INTO bench_tail SELECT ordinality - 1, tail, i, p FROM unnest($1::text[], $2::bytea[], $3::bytea[]) WITH ORDINALITY t(tail, i, p)`,
      [tails, tails.map((tail) => idTailIndexOf(keys, tail)), tails.map((tail) => phoneTailIndexOf(keys, tail))],
    );
    const campaign = await client.query<{ id: string; area_code: string }>(
      `SELECT id::text, area_code FROM campaign WHERE state = 'open' AND NOT is_test`,
    );
    const { id: campaignId, area_code: prefecture } = campaign.rows[0] ?? { id: '', area_code: '' };
    await createWorkers(client, prefecture);
    await withIndexesAside(client, ['person', 'register_entry', 'visit'], async () => {
      await step(`${people} persons`, () => insertPersons(client, people, prefecture));
      await chooseOwners(client);
      await step('entries', () => insertEntries(client, campaignId));
      await step('visits', () => insertVisits(client, campaignId));
    });
    await step('fields a tablet opens', () => sealReally(client, keys));
    await step('figures', () => countFigures(client, campaignId));
    await client.query('VACUUM (ANALYZE)');
    await client.query('CHECKPOINT');
  } finally {
    await client.end();
    await cluster.stop();
  }
};
