/** Commands that outlived their queue, because the PIN was forgotten: only the server can open them, and they are sent as they are. */
import type { FieldDatabase, StrandedRow } from './database.ts';
import { base64OfBytes } from './for-server.ts';

const atOnce = 50;

export interface SealedItem {
  id: string;
  sealed: string;
}
export type SendSealed = (deviceId: string, items: SealedItem[]) => Promise<{ id: string; taken: boolean }[]>;

export const listStranded = async (database: FieldDatabase): Promise<StrandedRow[]> => {
  const [rows, queued] = await Promise.all([
    database.sealedOutbox.orderBy('seq').toArray(),
    database.outbox.toCollection().primaryKeys(),
  ]);
  const known = new Set(queued);
  return rows.filter((row) => !known.has(row.id));
};

export const itemOf = (row: StrandedRow): SealedItem => ({ id: row.id, sealed: base64OfBytes(row.sealed) });

/** Each is taken away here only when the server has said that it holds it. Returns how many stay. */
export const sendStranded = async (database: FieldDatabase, send: SendSealed): Promise<number> => {
  const rows = await listStranded(database);
  let left = 0;
  for (const deviceId of new Set(rows.map((row) => row.deviceId))) {
    const ofDevice = rows.filter((row) => row.deviceId === deviceId);
    for (let at = 0; at < ofDevice.length; at += atOnce) {
      const batch = ofDevice.slice(at, at + atOnce);
      const answers = await send(deviceId, batch.map(itemOf));
      const taken = answers.filter((answer) => answer.taken).map((answer) => answer.id);
      await database.sealedOutbox.bulkDelete(taken);
      left += batch.length - taken.length;
    }
  }
  return left;
};
