import type { FieldDatabase, MetaRow, Row } from './database.ts';
import { looseKeyName, open, openBytes, seal, sealBytes, type SealedTable } from './seal.ts';

/** Seals everything under another key, all of it or nothing, and takes the old key away. */
export const reseal = async (
  database: FieldDatabase,
  before: CryptoKey,
  after: CryptoKey,
  added: readonly MetaRow[],
): Promise<void> => {
  const generationOf = async () => (await database.meta.get('generation'))?.value;
  const again = async (table: SealedTable, id: string, sealed: Uint8Array<ArrayBuffer>) =>
    seal(after, table, id, await open(before, table, id, sealed));
  const rowsOf = async (table: 'replica' | 'outbox' | 'drafts') =>
    Promise.all(
      (await database[table].toArray()).map(async (row): Promise<Row> => ({
        ...row,
        sealed: await again(table, row.id, row.sealed),
      })),
    );
  const draftPhotos = () => database.photos.where('state').equals('draft').primaryKeys();
  for (;;) {
    const generation = await generationOf();
    const [replica, outbox, drafts] = await Promise.all([rowsOf('replica'), rowsOf('outbox'), rowsOf('drafts')]);
    const drafted = await draftPhotos();
    const photoBytes = await Promise.all(
      (await database.photoBytes.bulkGet(drafted)).flatMap((row) =>
        row === undefined
          ? []
          : openBytes(before, 'photos', row.id, row.sealed)
              .then((jpeg) => sealBytes(after, 'photos', row.id, jpeg))
              .then((sealed) => ({ id: row.id, sealed })),
      ),
    );
    const sealed = (await database.meta.bulkGet(['pull', 'deviceToken'])).filter((row) => row !== undefined);
    const meta = await Promise.all(
      sealed.map(async (row) => ({
        ...row,
        value: await again('meta', row.key, new Uint8Array(row.value as Uint8Array)),
      })),
    );
    const done = await database.transaction('rw', database.tables, async () => {
      // another tab wrote while this one sealed
      if ((await generationOf()) !== generation) return false;
      if ((await draftPhotos()).join() !== drafted.join()) return false;
      await database.replica.bulkPut(replica);
      await database.outbox.bulkPut(outbox);
      await database.drafts.bulkPut(drafts);
      await database.photoBytes.bulkPut(photoBytes);
      await database.meta.bulkPut([...meta, ...added]);
      await database.meta.delete(looseKeyName);
      return true;
    });
    if (done) return;
  }
};
