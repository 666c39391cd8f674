/**
 * Pictures and voice notes on this tablet. One that belongs to an act is sealed for the server alone and waits apart from the act: nobody
 * opens it here any more, and a PIN that is forgotten does not cost it.
 */
import { placeOfPhoto, type PhotoDelay, type PhotoFault, type PhotoPlace } from '@qiaomen/domain/photo/photo';
import { CountyCode } from '@qiaomen/domain/area/area-code';
import type { WaitingPhoto } from '@qiaomen/domain/photo/send-photos';
import type { FieldDatabase, PhotoRow } from './database.ts';
import type { SealBytesForServer } from './for-server.ts';
import { newId } from './new-id.ts';
import { deletePhotos, putPhotos, type OutgoingPhoto } from './photo-rows.ts';
import { openBytes, sealBytes } from './seal.ts';

export type ToSend = (
  ids: readonly string[],
  act: Pick<PhotoPlace, 'county' | 'commandId'>,
) => Promise<OutgoingPhoto[]>;

export interface PhotoCounts {
  waiting: number;
  /** of those that wait, as they are sent */
  bytes: number;
  /** why the server takes none now */
  later: PhotoDelay | null;
  refused: readonly { id: string; fault: PhotoFault | null; takenAt: string }[];
}

const nothing: PhotoCounts = { waiting: 0, bytes: 0, later: null, refused: [] };
/** what was left in a form nobody went on with */
const strayMs = 86_400_000;

const hexOf = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

export class PhotoStore {
  counts: PhotoCounts = nothing;
  private readonly listeners = new Set<() => void>();
  private readonly database: FieldDatabase;
  private readonly key: CryptoKey;
  private readonly forServer: SealBytesForServer | null;

  constructor(database: FieldDatabase, key: CryptoKey, forServer: SealBytesForServer | null) {
    this.database = database;
    this.key = key;
    this.forServer = forServer;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly snapshot = (): PhotoCounts => this.counts;

  /** A tablet made ready before pictures were known has nothing to seal them with. */
  get isPossible(): boolean {
    return this.forServer !== null;
  }

  async count(): Promise<void> {
    const rows = await this.database.photos.where('state').anyOf('waiting', 'refused').toArray();
    const waiting = rows.filter(({ state }) => state === 'waiting');
    const { later } = this.counts;
    this.counts = {
      later: waiting.length === 0 ? null : later,
      waiting: waiting.length,
      bytes: waiting.reduce((sum, { bytes }) => sum + bytes, 0),
      refused: rows
        .filter(({ state }) => state === 'refused')
        .map(({ id, fault, takenAt }) => ({ id, fault, takenAt })),
    };
    for (const listener of this.listeners) listener();
  }

  /** @param plain without anything a camera or recorder wrote beside it */
  async add(draftId: string, plain: Uint8Array<ArrayBuffer>, now: Date, kind?: 'voice'): Promise<string> {
    const id = newId(now.getTime());
    const [sealed, hash] = await Promise.all([
      sealBytes(this.key, 'photos', id, plain),
      crypto.subtle.digest('SHA-256', plain),
    ]);
    const before = {
      ...(kind === undefined ? {} : { kind }),
      state: 'draft',
      draftId,
      commandId: '',
      county: '',
      fault: null,
      epoch: null,
    } as const;
    const row: PhotoRow = { ...before, id, sha256: hexOf(hash), takenAt: now.toISOString(), bytes: sealed.length };
    const { photos, photoBytes } = this.database;
    await this.database.transaction('rw', photos, photoBytes, () => putPhotos(this.database, [{ row, sealed }]));
    return id;
  }

  /** Of a form that is still open; undefined where it is gone. */
  async open(id: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const row = await this.database.photos.get(id);
    return row?.state === 'draft' ? this.openDraft(id) : undefined;
  }

  private async openDraft(id: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const sealed = (await this.database.photoBytes.get(id))?.sealed;
    return sealed === undefined ? undefined : openBytes(this.key, 'photos', id, sealed);
  }

  /** Of a form that is open, the first taken first. */
  async ofForm(draftId: string, kind?: 'voice'): Promise<string[]> {
    const rows = await this.database.photos.where('draftId').equals(draftId).toArray();
    return rows
      .filter((row) => row.kind === kind)
      .map(({ id }) => id)
      .toSorted();
  }

  /** SHA-256 of the picture itself. */
  async hashOf(id: string): Promise<string | null> {
    return (await this.database.photos.get(id))?.sha256 ?? null;
  }

  async drop(id: string): Promise<void> {
    await deletePhotos(this.database, [id]);
    await this.count();
  }

  /**
   * Sealed for the server, to be written with the act. One that is no longer here is left out. Each act has its own copy:
   * the same form saved in two tabs leaves both with their pictures.
   */
  readonly toSend: ToSend = async (ids, act) => {
    const { forServer } = this;
    if (forServer === null) return [];
    const outgoing: OutgoingPhoto[] = [];
    // one after another: a tablet need not hold all of them open at once
    for (const draftPhotoId of ids) {
      const draft = await this.database.photos.get(draftPhotoId);
      const jpeg = draft === undefined ? undefined : await this.open(draftPhotoId);
      if (draft === undefined || jpeg === undefined) continue;
      const sealed = await forServer(placeOfPhoto({ ...act, sha256: draft.sha256 }), jpeg);
      const id = newId(Date.parse(draft.takenAt));
      const row: PhotoRow = { ...draft, ...act, id, state: 'waiting', draftId: '', bytes: sealed.length };
      outgoing.push({ row, sealed, draftPhotoId });
    }
    return outgoing;
  };

  /** @param isAnswered whether the server has answered the act, or the act is no longer here to ask */
  async waiting(isAnswered: (commandId: string) => boolean, epoch: string | null): Promise<WaitingPhoto[]> {
    const rows = await this.database.photos.where('state').anyOf('waiting', 'sent').sortBy('id');
    return rows
      .filter((row) => row.state === 'waiting' || row.epoch !== epoch)
      .filter((row) => isAnswered(row.commandId))
      .map(({ id, county, commandId, sha256, bytes }) => ({
        id,
        county: CountyCode.parse(county),
        commandId,
        sha256,
        bytes,
      }));
  }

  async read(id: string, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
    return (await this.database.photoBytes.get(id))?.sealed.slice(from, to) ?? new Uint8Array();
  }

  /** @param stays the act is still here, in case the server loses its last days */
  async kept(id: string, epoch: string | null, stays: boolean): Promise<void> {
    const { photos } = this.database;
    await (stays ? photos.update(id, { state: 'sent', epoch }) : deletePhotos(this.database, [id]));
    this.delayed(null);
    await this.count();
  }

  delayed(why: PhotoDelay | null): void {
    this.counts = { ...this.counts, later: why };
  }

  async refused(id: string, fault: PhotoFault): Promise<void> {
    await this.database.photos.update(id, { state: 'refused', fault });
    await this.count();
  }

  async tryAgain(id: string): Promise<void> {
    await this.database.photos.update(id, { state: 'waiting', fault: null });
    await this.count();
  }

  /** Pictures of forms that are gone. */
  async sweep(now: Date): Promise<void> {
    const { photos, drafts } = this.database;
    const before = new Date(now.getTime() - strayMs).toISOString();
    const rows = (await photos.where('state').equals('draft').toArray()).filter(({ takenAt }) => takenAt < before);
    const forms = new Set(await drafts.toCollection().primaryKeys());
    await deletePhotos(
      this.database,
      rows.filter(({ draftId }) => !forms.has(draftId)).map(({ id }) => id),
    );
  }
}
