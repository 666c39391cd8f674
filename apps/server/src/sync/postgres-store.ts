/** Synchronisation on PostgreSQL. A command runs in the scope of its county: who may say it was decided before, by the rules. */
import { randomUUID } from 'node:crypto';
import type { SyncStore } from '@qiaomen/domain/sync/store';
import type { FieldKeys } from '@qiaomen/prisma/field-crypto';
import type { Database } from '@qiaomen/prisma/scoped';
import { findSequence, noteSequence } from './device-sequence.ts';
import { numberChanges } from './number-changes.ts';
import { postgresTx } from './postgres-tx.ts';
import { syncView } from './sync-view.ts';

const epochKey = 'epoch';

/** Set once per install, and anew after a restore. */
const readEpoch = async (db: Database, now: () => Date): Promise<string> => {
  const find = (): Promise<string | undefined> =>
    db.reference(async (tx) => {
      const row = await tx.setting.findUnique({ where: { key: epochKey }, select: { value: true } });
      return typeof row?.value === 'string' ? row.value : undefined;
    });
  const known = await find();
  if (known !== undefined) return known;
  const context = { scope: { area: '00' }, actorId: null, county: '000000', at: now() };
  await db.transact(context, async (writer) => {
    const data = { key: epochKey, value: randomUUID() };
    const { count } = await writer.tx.setting.createMany({ data, skipDuplicates: true });
    if (count > 0) await writer.audit({ action: 'sync.epoch', entity: 'setting', entityId: epochKey, detail: {} });
  });
  const created = await find();
  if (created === undefined) throw new Error('the epoch of this install is missing');
  return created;
};

export const postgresStore = (db: Database, keys: FieldKeys, now: () => Date): SyncStore => ({
  transact: ({ county, actorId, at }, work) =>
    db.transact({ scope: { area: county, userId: actorId }, actorId, county, at: new Date(at) }, (writer) =>
      work(postgresTx(writer, keys, county)),
    ),
  view: async (county, reader, work) => {
    await numberChanges(db, county, now());
    return db.read({ area: county, userId: reader.userId }, (tx) => work(syncView(tx, keys, county, reader)), {
      snapshot: true,
    });
  },
  epoch: () => readEpoch(db, now),
  noteSequence: (sender, arrived) => noteSequence(db, sender, arrived, now()),
  findSequence: (sender) => findSequence(db, sender),
});
