/** A revoked tablet: what waits is sent, to be kept aside for a supervisor, and then nothing readable stays. */
import type { FieldDatabase } from './database.ts';
import type { FieldSession } from './field-session.ts';
import { isUnsent } from './outbox-item.ts';
import { wipeReadings } from './wipe.ts';

/** What could not be sent stays sealed for the server. */
export const withdraw = async (
  database: FieldDatabase,
  { engine, store }: Pick<FieldSession, 'engine' | 'store'>,
): Promise<void> => {
  await engine.sendNow();
  const { items } = store.memory;
  engine.stop();
  await database.sealedOutbox.bulkDelete(items.filter((item) => !isUnsent(item)).map((item) => item.envelope.id));
  await wipeReadings(database);
};
