/** A tablet that was used before an update: what lies on its disk is still there afterwards. */
import Dexie from 'dexie';
import { afterEach, expect, it } from 'vitest';
import { FieldDatabase } from './database.ts';

const owner = 'before-the-update';
afterEach(() => Dexie.delete(`qiaomen-${owner}`));

/** As version 3 kept it: bytes and row in one. */
const oldTablet = async (count: number): Promise<void> => {
  const old = new Dexie(`qiaomen-${owner}`);
  old.version(1).stores({ replica: 'id', outbox: 'id, &seq, state', drafts: 'id', meta: 'key' });
  old.version(2).stores({ sealedOutbox: 'id, seq' });
  old.version(3).stores({ photos: 'id, state, draftId, commandId' });
  const rows = Array.from({ length: count }, (_, index) => ({
    id: `p${index}`,
    state: index === 0 ? 'draft' : 'waiting',
    draftId: index === 0 ? 'visit:1' : '',
    commandId: index === 0 ? '' : `act${index}`,
    county: '222401',
    sha256: 'a'.repeat(64),
    takenAt: '2026-11-22T02:00:00.000Z',
    fault: null,
    epoch: null,
    sealed: new Uint8Array(100 + index).fill(index),
  }));
  await old.table('photos').bulkAdd(rows);
  old.close();
};

const checkMoved = async (database: FieldDatabase, count: number): Promise<void> => {
  const rows = await database.photos.toArray();
  expect(rows).toHaveLength(count);
  expect(rows[0]).toMatchObject({ id: 'p0', state: 'draft', draftId: 'visit:1', bytes: 100 });
  expect(rows.some((row) => 'sealed' in row)).toBe(false);
  for (const { id, bytes } of rows) {
    const at = Number(id.slice(1));
    expect((await database.photoBytes.get(id))?.sealed).toEqual(new Uint8Array(bytes).fill(at));
  }
};

it('keeps every picture of a tablet that is updated, with its bytes beside its row', async () => {
  await oldTablet(5);
  const database = new FieldDatabase(owner);
  await checkMoved(database, 5);
  database.close();
});

it('loses no picture where the tablet dies in the middle of the update', async () => {
  await oldTablet(5);
  const dying = new FieldDatabase(owner);
  let moved = 0;
  dying.photoBytes.hook('creating', () => {
    moved += 1;
    if (moved === 3) throw new Error('the battery is empty');
  });
  await expect(dying.open()).rejects.toThrow();
  dying.close();
  expect(moved).toBe(3);
  const database = new FieldDatabase(owner);
  await checkMoved(database, 5);
  database.close();
});
