/** Forms that are not finished. They never leave the tablet and survive a closed browser. */
import type { FieldDatabase } from './database.ts';
import { deletePhotos } from './photo-rows.ts';
import { open, seal } from './seal.ts';

export interface Draft {
  id: string;
  savedAt: string;
  /** `data-field` of what was being filled in; absent where nothing was */
  field?: string;
  /** the command it says anew, because the server did not take it */
  fixes?: string;
  /** what the form holds */
  value: unknown;
}

export const saveDraft = async (database: FieldDatabase, key: CryptoKey, draft: Draft): Promise<void> => {
  const sealed = await seal(key, 'drafts', draft.id, draft);
  await database.drafts.put({ id: draft.id, seq: 0, state: 'draft', due: null, sealed });
};

export const findDraft = async (database: FieldDatabase, key: CryptoKey, id: string): Promise<Draft | undefined> => {
  const row = await database.drafts.get(id);
  return row === undefined ? undefined : ((await open(key, 'drafts', id, row.sealed)) as Draft);
};

export const listDrafts = async (database: FieldDatabase, key: CryptoKey): Promise<Draft[]> => {
  const rows = await database.drafts.toArray();
  const drafts = await Promise.all(rows.map((row) => open(key, 'drafts', row.id, row.sealed)));
  return (drafts as Draft[]).sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1));
};

/** With the pictures that were taken for it. */
export const discardDraft = (database: FieldDatabase, id: string): Promise<void> =>
  database.transaction('rw', database.drafts, database.photos, database.photoBytes, async () => {
    await database.drafts.delete(id);
    await deletePhotos(database, await database.photos.where('draftId').equals(id).primaryKeys());
  });
