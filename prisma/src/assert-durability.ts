/** What we promise ("Sent" means it survives a power cut) holds only with these settings of PostgreSQL. */
import type { Queryable } from './queryable.ts';

const required = ['fsync', 'full_page_writes', 'synchronous_commit'] as const;

/** Any of these waits at least for the local disk. */
const durable = new Set(['on', 'remote_write', 'remote_apply', 'local']);

export const findDurabilityFaults = async (db: Queryable): Promise<string[]> => {
  const { rows } = await db.query<{ name: string; setting: string }>(
    'SELECT name, setting FROM pg_settings WHERE name = ANY($1)',
    [[...required]],
  );
  const overrides = await db.query<{ config: string }>(`SELECT unnest(setconfig) AS config FROM pg_db_role_setting`);
  return [
    ...required
      .filter((name) => !rows.some((row) => row.name === name && durable.has(row.setting)))
      .map((name) => `${name} is not on`),
    ...overrides.rows
      .filter(({ config }) => config.startsWith('synchronous_commit=') && !durable.has(config.split('=')[1] ?? ''))
      .map(({ config }) => `a role or database sets ${config}`),
  ];
};

export const assertDurability = async (db: Queryable): Promise<void> => {
  const faults = await findDurabilityFaults(db);
  if (faults.length > 0)
    throw new Error(`This PostgreSQL may lose confirmed work: ${faults.join('; ')}. Turn it on and start again.`);
};
