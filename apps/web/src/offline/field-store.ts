/**
 * The tablet's storage and its opened copy in memory. Sealing happens before a transaction and opening after it, because
 * WebCrypto outlives IndexedDB transactions; what belongs together is written in one transaction or not at all.
 */
import type { Envelope } from '@qiaomen/domain/command';
import {
  applyFailure,
  applyPulled,
  mayForget,
  nextAttemptAt,
  nextBatch,
  sendAtOnce,
  setHandled,
  type OutboxRow,
} from '@qiaomen/domain/sync/outbox';
import type { Pull, PullReply, ReplicaEntry } from '@qiaomen/domain/sync/query';
import type { WholeWindow } from '@qiaomen/domain/sync/replica';
import { takeAnswers, takePage, type Answered } from '@qiaomen/domain/sync/take-reply';
import type { FieldDatabase } from './database.ts';
import { discardDraft } from './drafts.ts';
import { emptyMemory, noPullState, pullStateAfter, type FieldMemory, type PullState } from './field-memory.ts';
import { fixedBy } from './fixed-by.ts';
import type { SealForServer } from './for-server.ts';
import { withRows, type OutboxItem } from './outbox-item.ts';
import { deletePhotos, putPhotos, type OutgoingPhoto } from './photo-rows.ts';
import { open, seal } from './seal.ts';
import { changedRows, generationKey, outboxRow, pullKey, readSealed, type SealedRows } from './sealed-rows.ts';

const schema = 1;
const seqKey = 'deviceSeq';

export class FieldStore {
  memory: FieldMemory = emptyMemory;
  private readonly listeners = new Set<() => void>();
  private readonly database: FieldDatabase;
  private readonly key: CryptoKey;
  private readonly forServer: SealForServer | null;

  constructor(database: FieldDatabase, key: CryptoKey, forServer: SealForServer | null = null) {
    this.database = database;
    this.key = key;
    this.forServer = forServer;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly snapshot = (): FieldMemory => this.memory;

  private show(next: Partial<FieldMemory>): void {
    this.memory = { ...this.memory, ...next };
    for (const listener of this.listeners) listener();
  }

  private numberAt = async (key: string): Promise<number> => Number((await this.database.meta.get(key))?.value ?? 0);

  /** Inside a transaction: tells other tabs that what they hold is old. */
  private nextGeneration = async (): Promise<number> => {
    const generation = (await this.numberAt(generationKey)) + 1;
    await this.database.meta.put({ key: generationKey, value: generation });
    return generation;
  };

  /** Reads everything again when another tab wrote, or at the start; `early` is what was read already. */
  async refresh(early?: SealedRows): Promise<void> {
    const newest = await this.numberAt(generationKey);
    if (newest === this.memory.generation) return;
    const { database, key } = this;
    const { generation, rows, queue, pullRow } = early?.generation === newest ? early : await readSealed(database);
    const [entries, items, pull] = await Promise.all([
      Promise.all(rows.map((row) => open(key, 'replica', row.id, row.sealed))),
      Promise.all(queue.map((row) => open(key, 'outbox', row.id, row.sealed))),
      pullRow?.value instanceof Uint8Array ? open(key, 'meta', pullKey, new Uint8Array(pullRow.value)) : noPullState,
    ]);
    this.show({
      replica: {
        entries: new Map(rows.map((row, index) => [row.id, entries[index] as ReplicaEntry])),
        leaving: new Set(rows.filter((row) => row.state === 'leaving').map((row) => row.id)),
      },
      items: items as OutboxItem[],
      pull: pull as PullState,
      generation,
    });
  }

  private outboxRow = (item: OutboxItem) => outboxRow(this.key, item);

  /**
   * Puts a command with its pictures into the queue and takes its draft away, in one transaction on the disk. The number
   * is read before sealing and checked inside, so that numbers have no gaps even with two tabs.
   */
  async add(
    make: (deviceSeq: number) => OutboxItem,
    draftId: string | null,
    photos: readonly OutgoingPhoto[] = [],
  ): Promise<OutboxItem> {
    for (;;) {
      const last = await this.numberAt(seqKey);
      const item = make(last + 1);
      const { id, deviceId } = item.envelope;
      const { database, key } = this;
      const [row, sealed, fixed] = await Promise.all([
        this.outboxRow(item),
        this.forServer?.(item.envelope),
        fixedBy(database, key, draftId, this.memory.items),
      ]);
      const generation = await database.transaction('rw', database.tables, async () => {
        const { outbox, sealedOutbox, meta } = database;
        if ((await this.numberAt(seqKey)) !== last) return undefined;
        await meta.put({ key: seqKey, value: last + 1 });
        await outbox.add(row);
        if (fixed !== undefined) await outbox.put(fixed.row);
        if (sealed !== undefined) await sealedOutbox.add({ id, seq: last + 1, deviceId, sealed });
        const drafted = photos.map(({ draftPhotoId }) => draftPhotoId);
        await deletePhotos(database, drafted);
        if (draftId !== null) await discardDraft(database, draftId);
        await putPhotos(database, photos);
        return this.nextGeneration();
      });
      if (generation === undefined) continue;
      const items = this.memory.items.map((one) => (one.envelope.id === fixed?.item.envelope.id ? fixed.item : one));
      await this.showChange(generation, { items: [...items, item] });
      return item;
    }
  }

  /** If another tab wrote in between, the memory is read anew instead of patched. */
  private async showChange(generation: number, next: Partial<FieldMemory>): Promise<void> {
    if (this.memory.generation === generation - 1) this.show({ ...next, generation });
    else await this.refresh();
  }

  private async saveRows(
    rows: readonly OutboxRow[],
    forget: readonly string[] = [],
    queueEpoch: string | null = this.queueEpoch(),
  ): Promise<void> {
    const items = withRows(this.memory.items, rows);
    const changed = items.filter((item, index) => item !== this.memory.items[index]);
    const isNewPast = queueEpoch !== this.queueEpoch();
    if (changed.length === 0 && forget.length === 0 && !isNewPast) return;
    const pull: PullState = { ...this.memory.pull, queueEpoch };
    const sealedPull = isNewPast ? await seal(this.key, 'meta', pullKey, pull) : undefined;
    const sealed = await Promise.all(changed.map(this.outboxRow));
    const { database } = this;
    const { outbox, sealedOutbox, photos, meta, photoBytes } = database;
    const tables = [outbox, sealedOutbox, photos, photoBytes, meta];
    const generation = await database.transaction('rw', tables, async () => {
      await outbox.bulkPut(sealed);
      await outbox.bulkDelete([...forget]);
      await sealedOutbox.bulkDelete([...forget]);
      const ofForgotten = photos.where('commandId').anyOf(forget);
      await deletePhotos(database, await ofForgotten.and(({ state }) => state === 'sent').primaryKeys());
      if (sealedPull !== undefined) await meta.put({ key: pullKey, value: sealedPull });
      return this.nextGeneration();
    });
    const gone = new Set(forget);
    await this.showChange(generation, { items: items.filter((item) => !gone.has(item.envelope.id)), pull });
  }

  private rows = (): OutboxRow[] => this.memory.items.map((item) => item.row);

  /** The next commands to send, as all tabs see them. */
  async batch(now: number, max: number): Promise<Envelope[]> {
    await this.refresh();
    const next = new Set(nextBatch(this.rows(), now, max).map((row) => row.id));
    return this.memory.items.filter((item) => next.has(item.envelope.id)).map((item) => item.envelope);
  }

  nextAttemptAt(): number | null {
    return nextAttemptAt(this.rows());
  }

  /** A past of the server that was not known is saved with the rows: both or neither. */
  async saveAnswers(answered: Answered, now: number, jitter: number): Promise<void> {
    const { rows, queueEpoch } = takeAnswers(this.queueEpoch(), this.rows(), answered, now, jitter);
    await this.saveRows(rows, [], queueEpoch);
  }

  async saveFailure(tried: readonly Envelope[], now: number, jitter: number): Promise<void> {
    const ids = new Set(tried.map((envelope) => envelope.id));
    const rows = this.rows();
    const failed = rows.filter((row) => ids.has(row.id));
    await this.saveRows(applyFailure(rows, failed, now, jitter));
  }

  async sendAtOnce(): Promise<void> {
    await this.refresh();
    await this.saveRows(sendAtOnce(this.rows()));
  }

  async setHandled(id: string): Promise<void> {
    await this.refresh();
    await this.saveRows(setHandled(this.rows(), id));
  }

  queueEpoch(): string | null {
    const { queueEpoch, epoch } = this.memory.pull;
    return queueEpoch ?? epoch;
  }

  pullRequest(): Pull {
    const { epoch, cursors, resume } = this.memory.pull;
    return { epoch, cursors: { ...cursors }, schema, resume };
  }

  counts(): { here: number; there: number | null } {
    const { replica, pull } = this.memory;
    return { here: replica.entries.size - replica.leaving.size, there: pull.scopeCount };
  }

  /** One page and its cursor with what it makes of the queue, in one transaction. */
  async savePage(reply: PullReply & WholeWindow, at: string): Promise<void> {
    await this.refresh();
    const { replica, pull, items } = this.memory;
    const queued = items.map(({ row, command }) => ({ row, personId: command.personId }));
    const { replica: after, rows: requeuedRows } = takePage({ ...pull, ...replica }, this.queueEpoch(), queued, reply);
    const queue = withRows(items, requeuedRows);
    const requeued = await Promise.all(queue.filter((item, index) => item !== items[index]).map(this.outboxRow));
    const deleted = [...replica.entries.keys()].filter((id) => !after.entries.has(id));
    const rows = await changedRows(this.key, replica, after);
    const next = pullStateAfter(pull, after, reply, at);
    const sealed = await seal(this.key, 'meta', pullKey, next);
    const { database } = this;
    const { replica: list, outbox, meta } = database;
    const generation = await database.transaction('rw', list, outbox, meta, async () => {
      await outbox.bulkPut(requeued);
      await list.bulkDelete(deleted);
      await list.bulkPut(rows);
      await meta.put({ key: pullKey, value: sealed });
      return this.nextGeneration();
    });
    const { entries, leaving } = after;
    await this.showChange(generation, { replica: { entries, leaving }, items: queue, pull: next });
  }

  /** After a pull that reached its end: acknowledged work is in the list now. */
  async finishPull(pullBegan: number, pullEnded: number): Promise<void> {
    const rows = applyPulled(this.rows(), pullBegan);
    await this.saveRows(
      rows,
      rows.filter((row) => mayForget(row, pullEnded)).map((row) => row.id),
    );
  }
}
