/** What could cost a picture: a dying tablet, a second tab, a forgotten PIN, a server that forgets or has enough. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeShelf } from '../testing/photo-shelf.ts';
import { makeServer, openTablet, visitTo, wipeTablet, type Server, type Tablet } from '../testing/tablet.ts';
import { startPhotoSender } from './photo-sender.ts';
import { mayUseLine } from './photo-setting.ts';
import { wipeReadings } from './wipe.ts';

const picture = new TextEncoder().encode('a picture of the door of 金顺姬'.repeat(40));
const now = new Date('2026-11-22T02:00:00Z');

describe('no picture is lost', () => {
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

  it('go with both acts where one form is saved in two tabs at once', async () => {
    const other = await openTablet(server);
    const id = await tablet.photos.add('visit:1', picture, now);
    const form = { ...visitTo(tablet, personId), draftId: 'visit:1', photos: [id] };
    const acts = await Promise.all([tablet.submit(form), other.submit({ ...form, ...visitTo(other, personId) })]);
    const rows = await stored();
    expect(acts.map(({ item }) => item.envelope.attachments)).toEqual(rows.map(({ sha256 }) => [sha256]));
    expect(rows.map(({ commandId }) => commandId).toSorted()).toEqual(
      acts.map(({ item }) => item.envelope.id).toSorted(),
    );
    expect(await storedBytes()).toHaveLength(rows.length);
    other.close();
  });

  it('stay with their form where the tablet dies before the act is on the disk', async () => {
    const id = await tablet.photos.add('visit:1', picture, now);
    const { outbox } = tablet.database;
    const die = () => {
      throw new Error('the battery is empty');
    };
    outbox.hook('creating', die);
    await expect(saveVisit([id], 'visit:1')).rejects.toThrow('battery');
    outbox.hook('creating').unsubscribe(die);
    expect(await tablet.photos.open(id)).toEqual(picture);
    const { item } = await saveVisit([id], 'visit:1');
    expect(await stored()).toMatchObject([{ state: 'waiting', commandId: item.envelope.id }]);
  });

  it('are found again by their form where the tablet died before the form knew of them, and by no later form', async () => {
    const id = await tablet.photos.add('visit:1', picture, now);
    const known = await tablet.photos.add('visit:1', picture.slice(1), now);
    expect(await tablet.photos.ofForm('visit:1')).toEqual([id, known].toSorted());
    await saveVisit([known], 'visit:1');
    expect(await tablet.photos.ofForm('visit:1')).toEqual([]);
    expect(await stored()).toHaveLength(1);
    expect(await storedBytes()).toHaveLength(1);
  });

  it('outlive a PIN that is forgotten', async () => {
    const id = await tablet.photos.add('visit:1', picture, now);
    const open = await tablet.photos.add('visit:2', picture, now);
    await saveVisit([id]);
    await wipeReadings(tablet.database);
    const [kept] = await stored();
    expect(kept?.state).toBe('waiting');
    expect(await storedBytes()).toMatchObject([{ id: kept?.id }]);
    expect(await tablet.photos.open(open)).toBeUndefined();
    tablet.close();
    tablet = await openTablet(server);
    const { network } = makeShelf();
    await sender(network).trigger();
    // nothing of the act is here any more, so nothing of the picture stays
    expect(await stored()).toEqual([]);
    expect(await storedBytes()).toEqual([]);
  });

  it('the ones a server takes no more of today say so, and go by themselves when it does', async () => {
    const { shelf, network } = makeShelf();
    const { trigger } = sender(network);
    await saveVisit([await tablet.photos.add('visit:1', picture, now)]);
    shelf.replies.push({ state: 'later', why: 'quota' });
    await tablet.engine.sendNow();
    await expect.poll(() => tablet.photos.counts.later).toBe('quota');
    expect(tablet.photos.counts.waiting).toBe(1);
    await trigger();
    expect(tablet.photos.counts).toMatchObject({ waiting: 0, later: null });
  });

  it('one the server threw away half of begins anew, and nothing is lost', async () => {
    const { shelf, network } = makeShelf();
    await saveVisit([await tablet.photos.add('visit:1', new Uint8Array(150_000).fill(7), now)]);
    const asked: number[] = [];
    const { send } = network;
    network.send = async (place, piece) => {
      asked.push(piece.from);
      if (asked.length === 2) {
        shelf.arrived.clear();
        return { state: 'receiving', received: 0 };
      }
      return send(place, piece);
    };
    const { trigger } = sender(network);
    await tablet.engine.sendNow();
    await trigger();
    expect(asked).toEqual([0, 65_536, 0, 65_536, 131_072]);
    expect(tablet.photos.counts.waiting).toBe(0);
  });

  it('are sent again to a server that lost its last days', async () => {
    const { shelf, network } = makeShelf();
    const id = await tablet.photos.add('visit:1', picture, now);
    await saveVisit([id]);
    const { trigger } = sender(network);
    await tablet.engine.sendNow();
    await trigger();
    expect(await stored()).toMatchObject([{ state: 'sent' }]);
    const calls = shelf.calls;
    await trigger();
    expect(shelf.calls).toBe(calls);
    await tablet.database.photos.toCollection().modify({ epoch: 'a past that is gone' });
    shelf.arrived.clear();
    await trigger();
    expect(shelf.calls).toBeGreaterThan(calls);
    expect(shelf.arrived.size).toBe(1);
  });
});
