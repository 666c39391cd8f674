/**
 * The storage of one user on this tablet. Plain columns are only what an index needs; everything about a person is in
 * `sealed`. Another user of the same tablet has another database.
 */
import Dexie, { type EntityTable, type Transaction } from 'dexie';
import type { PhotoFault } from '@qiaomen/domain/photo/photo';

export interface Row {
  id: string;
  /** replica: revision; outbox: deviceSeq; drafts: 0 */
  seq: number;
  state: string;
  due: string | null;
  sealed: Uint8Array<ArrayBuffer>;
}

/** A command as only the server can open it; it stays when the PIN is lost and everything else goes. */
export interface StrandedRow {
  id: string;
  /** deviceSeq */
  seq: number;
  /** the tablet it was made as: storage that is emptied comes back as another */
  deviceId: string;
  sealed: Uint8Array<ArrayBuffer>;
}

/** A picture or voice note. As long as its form is open it is sealed for its user; with its act it is sealed for the server alone. */
export interface PhotoRow {
  id: string;
  state: 'draft' | 'waiting' | 'sent' | 'refused';
  /** the form it was taken in; empty once it belongs to an act */
  draftId: string;
  /** the act; empty before */
  commandId: string;
  county: string;
  /** of the picture itself */
  sha256: string;
  takenAt: string;
  /** why the server did not take it */
  fault: PhotoFault | null;
  /** the server's past that has it */
  epoch: string | null;
  /** absent: a picture */
  kind?: 'voice';
  /** length of what lies sealed beside it */
  bytes: number;
}

/** Beside its small row, so that counting pictures reads none of them. */
export interface PhotoBytesRow {
  id: string;
  sealed: Uint8Array<ArrayBuffer>;
}

export interface MetaRow {
  key: string;
  value: unknown;
}

/** One picture at a time; the browser undoes all of it if the tablet dies before the last. */
const parkBytes = async (tx: Transaction): Promise<void> => {
  const photos = tx.table('photos');
  for (const id of await photos.toCollection().primaryKeys()) {
    const { sealed, ...row } = await photos.get(id);
    await tx.table('photoBytes').put({ id, sealed });
    await photos.put({ ...row, bytes: sealed.length });
  }
};

export class FieldDatabase extends Dexie {
  declare replica: EntityTable<Row, 'id'>;
  declare outbox: EntityTable<Row, 'id'>;
  declare drafts: EntityTable<Row, 'id'>;
  declare meta: EntityTable<MetaRow, 'key'>;
  declare sealedOutbox: EntityTable<StrandedRow, 'id'>;
  declare photos: EntityTable<PhotoRow, 'id'>;
  declare photoBytes: EntityTable<PhotoBytesRow, 'id'>;

  constructor(userId: string) {
    // strict: the row is on the disk before the screen says it is saved, also when the battery dies
    super(`qiaomen-${userId}`, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({ replica: 'id', outbox: 'id, &seq, state', drafts: 'id', meta: 'key' });
    this.version(2).stores({ sealedOutbox: 'id, seq' });
    this.version(3).stores({ photos: 'id, state, draftId, commandId' });
    this.version(4).stores({ photoBytes: 'id' }).upgrade(parkBytes);
  }
}
