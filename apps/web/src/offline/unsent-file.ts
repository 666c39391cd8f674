/** Work that cannot be sent, as a file somebody can carry: sealed for the server, of use to nobody else. */
import { unsentFileKind, type UnsentFile } from '@qiaomen/domain/device/query';
import type { FieldDatabase } from './database.ts';
import { itemOf } from './stranded.ts';

export const makeUnsentFile = async (database: FieldDatabase, userId: string, at: Date): Promise<UnsentFile> => {
  const [rows, queue] = await Promise.all([database.sealedOutbox.orderBy('seq').toArray(), database.outbox.toArray()]);
  const answered = new Set(queue.filter(({ state }) => state !== 'queued').map(({ id }) => id));
  const unsent = rows.filter(({ id }) => !answered.has(id));
  const tablets = [...new Set(unsent.map(({ deviceId }) => deviceId))].map((deviceId) => ({
    deviceId,
    items: unsent.filter((row) => row.deviceId === deviceId).map(itemOf),
  }));
  return { kind: unsentFileKind, v: 1, madeAt: at.toISOString(), userId, tablets };
};
