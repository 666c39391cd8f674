/** What is kept about a command and an entry: sealed, with only what an index needs beside it. */
import type { ReplicaEntry } from '@qiaomen/domain/sync/query';
import type { Replica } from '@qiaomen/domain/sync/replica';
import type { FieldDatabase, MetaRow, Row } from './database.ts';
import type { OutboxItem } from './outbox-item.ts';
import { seal } from './seal.ts';

export const outboxRow = async (key: CryptoKey, item: OutboxItem): Promise<Row> => ({
  id: item.envelope.id,
  seq: item.envelope.deviceSeq,
  state: item.row.state,
  due: item.row.notBefore === 0 ? null : new Date(item.row.notBefore).toISOString(),
  sealed: await seal(key, 'outbox', item.envelope.id, item),
});

const replicaRow = async (key: CryptoKey, entry: ReplicaEntry, leaving: boolean): Promise<Row> => ({
  id: entry.entryId,
  seq: entry.rev,
  state: leaving ? 'leaving' : 'here',
  due: null,
  sealed: await seal(key, 'replica', entry.entryId, entry),
});

export const pullKey = 'pull';
export const generationKey = 'generation';

export interface SealedRows {
  generation: number;
  rows: Row[];
  queue: Row[];
  pullRow: MetaRow | undefined;
}

/** All that lies on the disk, of one moment. It needs no key, so that it can be read while a PIN is made into one. */
export const readSealed = (database: FieldDatabase): Promise<SealedRows> => {
  const { replica, outbox, meta } = database;
  return database.transaction('r', replica, outbox, meta, async () => {
    const [generation, pullRow, queue, rows] = await Promise.all([
      meta.get(generationKey),
      meta.get(pullKey),
      outbox.orderBy('seq').toArray(),
      replica.toArray(),
    ]);
    return { generation: Number(generation?.value ?? 0), rows, queue, pullRow };
  });
};

type List = Pick<Replica, 'entries' | 'leaving'>;

/** What a page changed, and nothing else. */
export const changedRows = (key: CryptoKey, before: List, after: List): Promise<Row[]> =>
  Promise.all(
    [...after.entries.values()]
      .filter(
        (entry) =>
          before.entries.get(entry.entryId) !== entry ||
          before.leaving.has(entry.entryId) !== after.leaving.has(entry.entryId),
      )
      .map((entry) => replicaRow(key, entry, after.leaving.has(entry.entryId))),
  );
