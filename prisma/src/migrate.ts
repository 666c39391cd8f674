/** Applies `prisma/migrations` as their owner. Prisma's own `_prisma_migrations` is written, so `prisma migrate deploy` agrees. */
import pg from 'pg';
import { applyMigrations } from './schema-engine.ts';

const migrationLock = 7_106_540_001;

/** Two servers started at once migrate one after the other; the second finds nothing left to do. */
export const migrate = async (ownerUrl: string): Promise<string[]> => {
  const guard = new pg.Client({ connectionString: ownerUrl });
  await guard.connect();
  try {
    await guard.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    return await applyMigrations(ownerUrl);
  } finally {
    await guard.end();
  }
};
