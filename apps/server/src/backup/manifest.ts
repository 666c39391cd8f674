/** What a backup says of itself, so that a restore can be held against it. */
import pg from 'pg';
import { z } from 'zod';

/** Rows are only ever added to these, so a restored database has at least as many as were there when the backup began. */
const grown = ['visit', 'care_event', 'receipt', 'photo'] as const;

export const Manifest = z.object({
  format: z.literal(1),
  begunAt: z.iso.datetime(),
  postgres: z.string(),
  /** the newest migration */
  schema: z.string(),
  rows: z.record(z.string(), z.number().int()),
  /** the end of each chain of the audit trail: county, chain, number, hash */
  heads: z.array(z.object({ county: z.string(), chain: z.number().int(), seq: z.string(), hash: z.string() })),
});
export type Manifest = z.infer<typeof Manifest>;

const within = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    return await work(client);
  } finally {
    await client.end();
  }
};

type Text = Record<string, string>;

/** `url`: the product's database as superuser, who sees every county. */
export const describeDatabase = (url: string, now: Date): Promise<Manifest> =>
  within(url, async (client) => {
    const counts = grown
      .map((table) => `SELECT '${table}' AS name, count(*)::int AS rows FROM ${table}`)
      .join(' UNION ALL ');
    const rows = (await client.query<{ name: string; rows: number }>(counts)).rows;
    const heads = await client.query<Manifest['heads'][number]>(
      `SELECT DISTINCT ON (county, chain) county, chain, seq::text, encode(hash, 'hex') AS hash
       FROM audit.entry ORDER BY county, chain, audit.entry.seq DESC`,
    );
    const said = await client.query<Text>(
      `SELECT current_setting('server_version') AS postgres,
        (SELECT max(migration_name) FROM _prisma_migrations WHERE finished_at IS NOT NULL) AS schema`,
    );
    return {
      format: 1,
      begunAt: now.toISOString(),
      postgres: said.rows[0]?.['postgres'] ?? '',
      schema: said.rows[0]?.['schema'] ?? '',
      rows: Object.fromEntries(rows.map((row) => [row.name, row.rows])),
      heads: heads.rows,
    };
  });

export interface Mismatch {
  what: string;
  expected: string;
  found: string;
}

/** What the restored database lacks of what the backup had when it began. */
export const compareWithManifest = (url: string, manifest: Manifest): Promise<Mismatch[]> =>
  within(url, async (client) => {
    const mismatches: Mismatch[] = [];
    for (const [table, expected] of Object.entries(manifest.rows)) {
      const name = pg.escapeIdentifier(table);
      const found =
        (await client.query<{ rows: number }>(`SELECT count(*)::int AS rows FROM ${name}`)).rows[0]?.rows ?? 0;
      if (found < expected) mismatches.push({ what: `rows of ${table}`, expected: `${expected}`, found: `${found}` });
    }
    const at = `SELECT encode(hash, 'hex') AS hash FROM audit.entry WHERE county = $1 AND chain = $2 AND seq = $3::bigint`;
    for (const { county, chain, seq, hash } of manifest.heads) {
      const found = (await client.query<Text>(at, [county, chain, seq])).rows[0]?.['hash'] ?? 'nothing';
      if (found !== hash) mismatches.push({ what: `audit ${county}/${chain} line ${seq}`, expected: hash, found });
    }
    return mismatches;
  });
