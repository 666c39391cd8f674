/** A picture is a small row and its bytes beside it: both are written and taken away together. */
import type { FieldDatabase, PhotoRow } from './database.ts';

export interface SealedPhoto {
  row: PhotoRow;
  sealed: Uint8Array<ArrayBuffer>;
}

/** Sealed for the server, on its way into the queue with its act. */
export interface OutgoingPhoto extends SealedPhoto {
  /** what it was while its form was open */
  draftPhotoId: string;
}

/** Inside a transaction on both tables. */
export const putPhotos = async (
  { photos, photoBytes }: FieldDatabase,
  sealed: readonly SealedPhoto[],
): Promise<void> => {
  await photos.bulkPut(sealed.map(({ row }) => row));
  await photoBytes.bulkPut(sealed.map((photo) => ({ id: photo.row.id, sealed: photo.sealed })));
};

export const deletePhotos = (database: FieldDatabase, ids: readonly string[]): Promise<void> => {
  const { photos, photoBytes } = database;
  return database.transaction('rw', photos, photoBytes, async () => {
    await photos.bulkDelete([...ids]);
    await photoBytes.bulkDelete([...ids]);
  });
};
