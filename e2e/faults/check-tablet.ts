/** What must hold when a scenario is over. */
import { strict as assert } from 'node:assert';
import type { Product } from './product.ts';
import type { RealTablet } from './real-tablet.ts';

export interface Expected {
  /** ids of commands, by device */
  recorded: ReadonlyMap<string, readonly string[]>;
  /** visits that were acknowledged before the tablet lost its storage */
  sentBefore: readonly string[];
  mayBeAside: boolean;
}

/** What the tablet believes, and what the database holds of it. */
export const checkTablet = async (
  product: Product,
  tablets: readonly RealTablet[],
  { recorded, sentBefore, mayBeAside }: Expected,
): Promise<void> => {
  const devices = tablets.map(({ holder }) => holder.deviceId);
  const visits = await product.query<{ id: string; device: string }>(
    'SELECT id::text, device_id::text AS device FROM visit WHERE device_id = ANY($1::uuid[])',
    [devices],
  );
  const receipts = await product.query<{ id: string; device: string; state: string }>(
    'SELECT id::text, device_id::text AS device, state FROM receipt WHERE device_id = ANY($1::uuid[])',
    [devices],
  );
  const pictures = await product.query<{ act: string; sha256: string }>(
    `SELECT p.command_id::text AS act, p.sha256 FROM photo p JOIN receipt r ON r.county = p.county AND r.id = p.command_id
      WHERE r.device_id = ANY($1::uuid[])`,
    [devices],
  );
  const pieces = await product.query('SELECT 1 FROM photo_piece');
  assert.equal(pieces.length, 0, 'pieces of pictures lie about');
  const stateOf = new Map(receipts.map(({ id, state }) => [id, state]));
  for (const { holder, at } of tablets) {
    const { items } = at.store.memory;
    const ids = recorded.get(holder.deviceId) ?? [];
    assert.deepEqual(
      items.map(({ envelope }) => envelope.id).toSorted(),
      ids.toSorted(),
      'work is gone from the tablet',
    );
    for (const { envelope, row } of items) {
      const kept = stateOf.get(envelope.id);
      if (!mayBeAside) assert.equal(row.state, 'sent', `unsent at rest: ${JSON.stringify(row.outcome)}`);
      assert.notEqual(row.state, 'queued', 'unsent at rest');
      assert.equal(kept, row.outcome?.state, 'the server kept something else than it told');
    }
    const named = items.flatMap(({ envelope }) => envelope.attachments.map((sha256) => `${envelope.id} ${sha256}`));
    const own = new Set(items.map(({ envelope }) => envelope.id));
    const arrived = pictures.filter(({ act }) => own.has(act)).map(({ act, sha256 }) => `${act} ${sha256}`);
    assert.deepEqual(arrived.toSorted(), named.toSorted(), 'lost or doubled pictures');
    const applied = items.filter(({ row }) => row.state === 'sent');
    const said = applied.flatMap(({ command }) => ('visitId' in command ? [command.visitId] : []));
    const here = visits.filter(({ device }) => device === holder.deviceId).map(({ id }) => id);
    assert.deepEqual(here.toSorted(), [...said, ...sentBefore].toSorted(), 'lost or doubled visits');
  }
};

/** A list read anew from nothing is the one the tablet holds. */
export const checkList = async ({ at, open, holder }: RealTablet): Promise<void> => {
  const fresh = await open(`${holder.owner}-fresh`);
  try {
    await fresh.engine.trigger();
    assert.equal(fresh.engine.status.trouble, null);
    const listOf = ({ store }: typeof fresh) =>
      [...store.memory.replica.entries.values()].toSorted((a, b) => (a.entryId < b.entryId ? -1 : 1));
    assert.deepEqual(listOf(at), listOf(fresh), 'the list is not the server’s');
    assert.equal(at.store.memory.replica.leaving.size, 0);
  } finally {
    fresh.close();
  }
};
