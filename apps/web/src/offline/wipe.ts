import type { FieldDatabase } from './database.ts';
import { deletePhotos } from './photo-rows.ts';

const emptiedName = 'emptied';

/** Emptied on purpose, which is not the same as storage that the browser lost. */
export const wasEmptied = async (database: FieldDatabase): Promise<boolean> =>
  (await database.meta.get(emptiedName)) !== undefined;

/** Takes away all that can be read here, with its keys. What only the server can open stays, and is sent at the next sign-in. */
export const wipeReadings = (database: FieldDatabase): Promise<void> =>
  database.transaction('rw', database.tables, async () => {
    await database.replica.clear();
    await database.outbox.clear();
    await database.drafts.clear();
    await deletePhotos(database, await database.photos.where('state').equals('draft').primaryKeys());
    await database.meta.clear();
    await database.meta.put({ key: emptiedName, value: true });
  });
