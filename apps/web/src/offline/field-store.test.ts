import type { Answer } from '@qiaomen/domain/sync/query';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isUnsent } from './outbox-item.ts';
import { open } from './seal.ts';
import { makeServer, openTablet, visitTo, wipeTablet, world, type Server, type Tablet } from '../testing/tablet.ts';

describe('the storage of a tablet', () => {
  let server: Server;
  let tablet: Tablet;

  beforeEach(async () => {
    server = makeServer();
    tablet = await openTablet(server);
  });
  afterEach(async () => {
    tablet.close();
    await wipeTablet();
  });

  it('keeps names, phones and notes sealed; only ids, numbers and states are readable on the disk', async () => {
    const personId = await server.addElder('金顺姬');
    await tablet.engine.trigger();
    await tablet.submit(visitTo(tablet, personId, { note: '儿子周末回来' }));
    await tablet.drafts.save({ id: 'visit:x', savedAt: world.now, value: { note: '儿子' } });
    const { replica, outbox, drafts } = tablet.database;
    for (const row of [...(await replica.toArray()), ...(await outbox.toArray()), ...(await drafts.toArray())]) {
      expect(Object.keys(row).sort()).toEqual(['due', 'id', 'sealed', 'seq', 'state']);
      expect(new TextDecoder().decode(row.sealed)).not.toMatch(/金顺姬|儿子/);
    }
  });

  it('does not open a row that was moved to another place', async () => {
    const personId = await server.addElder('金顺姬');
    await tablet.engine.trigger();
    await tablet.submit(visitTo(tablet, personId));
    const [row] = await tablet.database.outbox.toArray();
    if (row === undefined) throw new Error('nothing queued');
    await expect(open(tablet.key, 'drafts', row.id, row.sealed)).rejects.toThrow();
  });

  it('numbers commands without gaps, also from two tabs at the same moment', async () => {
    const personId = await server.addElder('金顺姬');
    await tablet.engine.trigger();
    const other = await openTablet(server);
    await Promise.all([
      ...Array.from({ length: 5 }, () => tablet.submit(visitTo(tablet, personId, { outcome: '08' }))),
      ...Array.from({ length: 5 }, () => other.submit(visitTo(other, personId, { outcome: '08' }))),
    ]);
    await tablet.store.refresh();
    const numbers = tablet.store.memory.items.map((item) => item.envelope.deviceSeq);
    expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    other.close();
  });

  it('takes the draft away with the command that came of it', async () => {
    const personId = await server.addElder('金顺姬');
    await tablet.engine.trigger();
    await tablet.drafts.save({ id: 'visit:1', savedAt: world.now, value: {} });
    await tablet.submit({ ...visitTo(tablet, personId), draftId: 'visit:1' });
    expect(await tablet.drafts.list()).toEqual([]);
  });

  it('leaves neither command nor number when the disk refuses the transaction', async () => {
    const personId = await server.addElder('金顺姬');
    await tablet.engine.trigger();
    tablet.database.outbox.hook('creating', () => {
      throw new Error('QuotaExceededError');
    });
    await expect(tablet.submit(visitTo(tablet, personId))).rejects.toThrow();
    expect(tablet.store.memory.items).toEqual([]);
    expect(await tablet.database.outbox.count()).toBe(0);
    expect(tablet.entry(personId)).toMatchObject({ state: 'to_visit', pending: false });
  });

  it('shows an elder who left the list until the work about them is sent', async () => {
    const personId = await server.addElder('金顺姬');
    await tablet.engine.trigger();
    const entryId = tablet.entry(personId)?.entryId ?? '';
    await tablet.submit(visitTo(tablet, personId));
    await server.harness.move(entryId, { areaCode: world.villageB }, '2026-11-22T07:00:00.000Z');
    const { memory } = tablet.store;
    await tablet.store.savePage(await server.pull(tablet.store.pullRequest()), world.now);
    expect(memory.items.filter(isUnsent)).toHaveLength(1);
    expect(tablet.entry(personId)).toMatchObject({ left: true, pending: true });
    await tablet.engine.trigger();
    await tablet.engine.trigger();
    expect(tablet.entry(personId)).toBeUndefined();
  });

  it('keeps the queue when the server was restored to an earlier day, and sends again what is kept', async () => {
    const personId = await server.addElder('金顺姬');
    await tablet.engine.trigger();
    const yesterday = makeServer();
    const copy = yesterday.harness.store;
    copy.restore(server.harness.store, 'yesterday');
    await tablet.submit(visitTo(tablet, personId));
    await tablet.engine.trigger();
    expect(await server.harness.listVisits(personId)).toHaveLength(1);

    server.harness.store.restore(copy, 'restored');
    expect(await server.harness.listVisits(personId)).toHaveLength(0);
    await tablet.engine.trigger();
    await tablet.engine.trigger();
    expect(await server.harness.listVisits(personId)).toHaveLength(1);
    expect(tablet.entry(personId)).toMatchObject({ state: 'agreed', visitCount: 1 });
  });

  it('saves the new epoch and the work that waits again together or not at all', async () => {
    const personId = await server.addElder('金顺姬');
    await tablet.engine.trigger();
    await tablet.submit(visitTo(tablet, personId));
    await tablet.engine.trigger();
    expect(tablet.store.memory.items.filter(isUnsent)).toHaveLength(0);
    const before = tablet.store.pullRequest();
    const reply = { ...(await server.pull({ ...before, epoch: 'restored' })), epoch: 'restored' };
    let broken = true;
    tablet.database.meta.hook('updating', () => {
      if (broken) throw new Error('QuotaExceededError');
    });
    await expect(tablet.store.savePage(reply, world.now)).rejects.toThrow();
    broken = false;
    await tablet.store.refresh();
    expect(tablet.store.pullRequest().epoch).toBe(before.epoch);
    expect(tablet.store.memory.items.filter(isUnsent)).toHaveLength(0);
    await tablet.store.savePage(reply, world.now);
    expect((await tablet.database.outbox.toArray()).map((row) => row.state)).toEqual(['queued']);
    expect(tablet.store.pullRequest().epoch).toBe('restored');
  });

  it('sends again what was acknowledged before the first list came, for nobody knows of which past it was', async () => {
    const personId = await server.addElder('金顺姬');
    const other = await openTablet(server);
    await other.engine.trigger();
    const visit = visitTo(other, personId);
    other.close();
    tablet.close();
    await wipeTablet();
    tablet = await openTablet(server);
    await tablet.submit(visit);
    const sent = await tablet.store.batch(Date.parse(world.now), 50);
    const answers = sent.map(({ id }): Answer => ({ id, state: 'applied', flags: [], replayed: false }));
    await tablet.store.saveAnswers(
      { sent: sent.map(({ id }) => id), answers, settledAt: Date.parse(world.now), epoch: null },
      Date.parse(world.now),
      0,
    );
    await tablet.engine.trigger();
    await tablet.engine.trigger();
    expect(await server.harness.listVisits(personId)).toHaveLength(1);
  });
});
