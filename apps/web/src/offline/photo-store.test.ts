import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeShelf } from '../testing/photo-shelf.ts';
import { makeServer, openTablet, visitTo, wipeTablet, type Server, type Tablet } from '../testing/tablet.ts';
import { startPhotoSender } from './photo-sender.ts';
import { mayUseLine, setWifiOnly } from './photo-setting.ts';

const picture = new TextEncoder().encode('a picture of the door of 金顺姬'.repeat(40));
const now = new Date('2026-11-22T02:00:00Z');

describe('pictures on a tablet', () => {
  let server: Server;
  let tablet: Tablet;
  let personId: string;
  let stopSender = (): void => undefined;

  beforeEach(async () => {
    localStorage.clear();
    server = makeServer();
    tablet = await openTablet(server);
    personId = await server.addElder('金顺姬');
    await tablet.engine.trigger();
  });
  afterEach(async () => {
    stopSender();
    tablet.close();
    await wipeTablet();
  });

  const saveVisit = async (photos: string[], draftId: string | null = null) =>
    tablet.submit({ ...visitTo(tablet, personId), draftId, photos });
  const sender = (network: ReturnType<typeof makeShelf>['network']) => {
    const started = startPhotoSender({
      engine: tablet.engine,
      store: tablet.store,
      photos: tablet.photos,
      network,
      mayUseLine,
      exclusively: async (work) => {
        await work();
        return true;
      },
    });
    stopSender = started.stop;
    return started;
  };
  const stored = () => tablet.database.photos.toArray();
  const storedBytes = () => tablet.database.photoBytes.toArray();

  it('can be looked at while the form is open, lie sealed on the disk, and go with the form', async () => {
    const id = await tablet.photos.add('visit:1', picture, now);
    expect(await tablet.photos.open(id)).toEqual(picture);
    const [row] = await storedBytes();
    expect(new TextDecoder().decode(row?.sealed)).not.toContain('door');
    await tablet.drafts.save({ id: 'visit:1', savedAt: now.toISOString(), value: {} });
    await tablet.drafts.discard('visit:1');
    expect(await stored()).toEqual([]);
    expect(await storedBytes()).toEqual([]);
  });

  it('are named by their act, and from then on only the server opens them', async () => {
    const id = await tablet.photos.add('visit:1', picture, now);
    const { item } = await saveVisit([id], 'visit:1');
    const [row] = await stored();
    expect(item.envelope.attachments).toEqual([row?.sha256]);
    expect(row).toMatchObject({ state: 'waiting', commandId: item.envelope.id, draftId: '' });
    expect(await tablet.photos.open(id)).toBeUndefined();
    expect(await storedBytes()).toMatchObject([{ id: row?.id }]);
    expect(row?.bytes).toBe((await storedBytes())[0]?.sealed.length);
  });

  it('are counted without reading one of them', async () => {
    for (let index = 0; index < 3; index += 1) await saveVisit([await tablet.photos.add('visit:1', picture, now)]);
    const read: string[] = [];
    tablet.database.photoBytes.hook('reading', (row) => {
      read.push(row.id);
      return row;
    });
    await tablet.photos.count();
    expect(await tablet.photos.waiting(() => true, null)).toHaveLength(3);
    expect(tablet.photos.counts).toMatchObject({ waiting: 3, bytes: 3 * ((await stored())[0]?.bytes ?? 0) });
    expect(read).toEqual([]);
  });

  it('wait for the answer to their act, and never hold it back', async () => {
    const { shelf, network } = makeShelf();
    const { trigger } = sender(network);
    const id = await tablet.photos.add('visit:1', picture, now);
    await saveVisit([id]);
    await trigger();
    expect(shelf.calls).toBe(0);
    shelf.replies.push(new Error('cut'));
    await tablet.engine.sendNow();
    expect(tablet.store.memory.items.at(-1)?.row.state).toBe('sent');
    await expect.poll(() => shelf.calls).toBe(1);
    expect(tablet.photos.counts.waiting).toBe(1);
    await trigger();
    expect(tablet.photos.counts.waiting).toBe(0);
    expect(await stored()).toMatchObject([{ state: 'sent' }]);
  });

  it('that the server does not take are shown with the reason, and sent again on a tap', async () => {
    const { shelf, network } = makeShelf();
    const { trigger } = sender(network);
    const id = await tablet.photos.add('visit:1', picture, now);
    await saveVisit([id]);
    shelf.replies.push({ state: 'refused', fault: 'damaged' });
    await tablet.engine.sendNow();
    await trigger();
    expect(tablet.photos.counts.refused).toMatchObject([{ fault: 'damaged' }]);
    await tablet.photos.tryAgain(tablet.photos.counts.refused[0]?.id ?? '');
    expect(tablet.photos.counts).toMatchObject({ waiting: 1, refused: [] });
    await trigger();
    expect(tablet.photos.counts.waiting).toBe(0);
  });

  it('wait for Wi-Fi where the worker wants that; records do not', async () => {
    setWifiOnly(true);
    Object.assign(navigator, { connection: { type: 'cellular' } });
    const { shelf, network } = makeShelf();
    const { trigger } = sender(network);
    await saveVisit([await tablet.photos.add('visit:1', picture, now)]);
    await tablet.engine.sendNow();
    await trigger();
    expect(tablet.store.memory.items.at(-1)?.row.state).toBe('sent');
    expect(shelf.calls).toBe(0);
    Object.assign(navigator, { connection: { type: 'wifi' } });
    await trigger();
    expect(tablet.photos.counts.waiting).toBe(0);
  });

  it('left in a form nobody went on with are swept after a day; those of a kept form stay', async () => {
    await tablet.photos.add('visit:gone', picture, now);
    const kept = await tablet.photos.add('visit:kept', picture, now);
    await tablet.drafts.save({ id: 'visit:kept', savedAt: now.toISOString(), value: {} });
    await tablet.photos.sweep(new Date('2026-11-22T20:00:00Z'));
    expect(await stored()).toHaveLength(2);
    await tablet.photos.sweep(new Date('2026-11-24T02:00:00Z'));
    expect((await stored()).map(({ id }) => id)).toEqual([kept]);
  });
});
