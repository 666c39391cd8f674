/** Synchronisation on PostgreSQL. A command runs in the scope of its county: who may say it was decided before, by the rules. */
import type { SyncStore } from '@qiaomen/domain/sync/store';
import type { FieldKeys } from '@qiaomen/prisma/field-crypto';
import type { AuditLine, Database } from '@qiaomen/prisma/scoped';
import { z } from 'zod';
import { findSequence, noteSequence } from './device-sequence.ts';
import { readEpoch } from './epoch.ts';
import { numberChanges } from './number-changes.ts';
import { postgresTx } from './postgres-tx.ts';
import { syncView } from './sync-view.ts';

const Fault = z.object({
  meta: z.object({ driverAdapterError: z.object({ cause: z.object({ originalCode: z.string() }) }) }),
});

/** Data that does not fit its column (class 22) or contradicts what is there (class 23); everything else may pass. */
const isLasting = (fault: unknown): boolean => {
  const state = Fault.safeParse(fault).data?.meta.driverAdapterError.cause.originalCode ?? '';
  return state.startsWith('22') || state.startsWith('23');
};

export const postgresStore = (db: Database, keys: FieldKeys, now: () => Date): SyncStore => ({
  transact: ({ county, actorId, at }, work) =>
    db.transact({ scope: { area: county, userId: actorId }, actorId, county, at: new Date(at) }, async (writer) => {
      // a chain of the trail is locked from its first line to the commit, so the lines are written last
      const lines: AuditLine[] = [];
      const audit = (line: AuditLine): Promise<void> => Promise.resolve(void lines.push(line));
      const result = await work(postgresTx({ ...writer, audit }, keys, county));
      for (const line of lines) await writer.audit(line);
      return result;
    }),
  view: async (county, reader, work) => {
    await numberChanges(db, county, now());
    return db.read({ area: county, userId: reader.userId }, (tx) => work(syncView(tx, keys, county, reader)), {
      snapshot: true,
    });
  },
  epoch: () => readEpoch(db, now),
  isLasting,
  noteSequence: (sender, arrived) => noteSequence(db, sender, arrived, now()),
  findSequence: (sender) => findSequence(db, sender),
});
