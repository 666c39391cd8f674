/** Whoever starts, previews or publishes an import of a prefecture takes turns with the others. */
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import type { BulkWriter, Tx } from '@qiaomen/prisma/scoped';
import { workInMemory } from '../../entry/bulk-plans.ts';

const lockClass = 7_106_541;

/** Held to the end of the transaction; whoever holds it may sort in memory, there is only one. */
export const takeImportLock = async (b: BulkWriter, prefecture: AreaCode): Promise<void> => {
  await b.query('SELECT pg_advisory_xact_lock($1, $2::int)', [lockClass, prefecture]);
  await workInMemory(b);
};

export const takeImportLockIn = async (tx: Tx, prefecture: AreaCode): Promise<void> => {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(${lockClass}::int, ${Number(prefecture)}::int)::text`;
};
