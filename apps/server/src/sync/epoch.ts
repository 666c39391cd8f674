/** The epoch of an install: set once, and anew after a restore, so that no tablet believes work arrived that the server has lost. */
import { randomUUID } from 'node:crypto';
import type { Database } from '@qiaomen/prisma/scoped';

const key = 'epoch';
const wholeCountry = { scope: { area: '00' }, actorId: null, county: '000000' };

const findEpoch = (db: Database): Promise<string | undefined> =>
  db.reference(async (tx) => {
    const row = await tx.setting.findUnique({ where: { key }, select: { value: true } });
    return typeof row?.value === 'string' ? row.value : undefined;
  });

export const readEpoch = async (db: Database, now: () => Date): Promise<string> => {
  const known = await findEpoch(db);
  if (known !== undefined) return known;
  await db.transact({ ...wholeCountry, at: now() }, async (writer) => {
    const { count } = await writer.tx.setting.createMany({ data: { key, value: randomUUID() }, skipDuplicates: true });
    if (count > 0) await writer.audit({ action: 'sync.epoch', entity: 'setting', entityId: key, detail: {} });
  });
  const created = await findEpoch(db);
  if (created === undefined) throw new Error('the epoch of this install is missing');
  return created;
};

/**
 * Begins another epoch after a restore: every tablet then fetches its list anew and sends again what it still holds
 * (receipts make a second sending harmless). Sessions end, because one that was closed since the backup would be open again.
 */
export const beginEpoch = async (db: Database, at: Date): Promise<void> => {
  await db.transact({ ...wholeCountry, at }, async (writer) => {
    const value = randomUUID();
    await writer.tx.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
    const { count: sessions } = await writer.tx.session.deleteMany({});
    await writer.audit({
      action: 'sync.epoch',
      entity: 'setting',
      entityId: key,
      detail: { reason: 'restore', sessions },
    });
  });
};
