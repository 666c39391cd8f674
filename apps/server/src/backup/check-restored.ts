/** Whether a restored install holds what its backup said it does, and can be worked with. */
import type { FieldKeys } from '@qiaomen/prisma/field-crypto';
import { verifyAudit } from '@qiaomen/prisma/audit-verify';
import type { Database } from '@qiaomen/prisma/scoped';
import pg from 'pg';
import { openPersonField } from '../entry/sealed-person.ts';
import { listCounties } from '../jobs/regions.ts';
import { compareWithManifest, type Manifest, type Mismatch } from './manifest.ts';

const samplePerCounty = 50;

/** Every index is walked; those of primary keys also against their tables, which reads (and checks the sums of) every page. */
const checkIndexes = async (url: string): Promise<number> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query('CREATE EXTENSION IF NOT EXISTS amcheck');
    const { rows } = await client.query<{ checked: number }>(
      `SELECT count(bt_index_check(i.indexrelid, i.indisprimary))::int AS checked
       FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam
       JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE a.amname = 'btree' AND i.indisvalid AND c.relkind = 'i' AND c.relpersistence = 'p'
         AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'`,
    );
    return rows[0]?.checked ?? 0;
  } finally {
    // takes the extension away again
    await client.query('ROLLBACK').catch(() => undefined);
    await client.end();
  }
};

/** Sealed numbers of some people of every county, opened with the keys that came with the backup. */
const openSample = async (db: Database, keys: FieldKeys): Promise<number> => {
  let opened = 0;
  for (const county of await listCounties(db)) {
    const people = await db.read({ area: county }, (tx) =>
      tx.person.findMany({
        where: { idCipher: { not: null } },
        select: { id: true, idCipher: true },
        take: samplePerCounty,
      }),
    );
    for (const { id, idCipher } of people) if (openPersonField(keys, id, 'idNumber', idCipher) !== null) opened += 1;
  }
  return opened;
};

export interface RestoreReport {
  indexes: number;
  auditLines: number;
  opened: number;
  mismatches: Mismatch[];
}

export const checkRestored = async (
  restored: { url: string; db: Database; keys: FieldKeys },
  manifest: Manifest,
): Promise<RestoreReport> => {
  const { url, db, keys } = restored;
  const mismatches = await compareWithManifest(url, manifest);
  const audit = await verifyAudit(db);
  const faults = audit.faults.map(({ county, chain, seq, kind }) => ({
    what: `audit ${county}/${chain} line ${seq}`,
    expected: 'whole',
    found: kind,
  }));
  return {
    indexes: await checkIndexes(url),
    auditLines: audit.rows,
    opened: await openSample(db, keys),
    mismatches: [...mismatches, ...faults],
  };
};
