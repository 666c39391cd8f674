/** Which command numbers of a tablet have arrived, kept on the row of the device. */
import { emptySequence, noteArrived, type SequenceState } from '@qiaomen/domain/sync/sequence';
import type { Database, Tx } from '@qiaomen/prisma/scoped';
import { z } from 'zod';

const Stored = z.object({ missing: z.array(z.tuple([z.int(), z.int()])) });

export const sequenceOf = (row: { lastSeq: number; storage: unknown }): SequenceState => ({
  last: row.lastSeq,
  missing: Stored.safeParse(row.storage).data?.missing ?? [],
});

const readSequence = async (tx: Tx, deviceId: string): Promise<SequenceState> => {
  const row = await tx.device.findUnique({ where: { id: deviceId }, select: { lastSeq: true, storage: true } });
  return row === null ? emptySequence : sequenceOf(row);
};

/** A device belongs to one user: its row is the place for both. */
export const noteSequence = (
  db: Database,
  { deviceId, userId }: { deviceId: string; userId: string },
  arrived: readonly number[],
  at: Date,
): Promise<void> =>
  // no case row is touched, so the narrowest scope that parses will do
  db.transact({ scope: { area: '00' }, actorId: userId, county: '000000', at }, async ({ tx }) => {
    await tx.$queryRaw`SELECT id FROM device WHERE id = ${deviceId}::uuid AND user_id = ${userId}::uuid FOR UPDATE`;
    const { last, missing } = noteArrived(await readSequence(tx, deviceId), arrived);
    await tx.device.updateMany({
      where: { id: deviceId, userId },
      data: { lastSeq: last, storage: { missing }, lastContactAt: at },
    });
  });

export const findSequence = (db: Database, { deviceId }: { deviceId: string }): Promise<SequenceState> =>
  db.reference((tx) => readSequence(tx, deviceId));
