import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countItems } from './outbox-item.ts';
import {
  makeServer,
  nextId,
  openTablet,
  visitTo,
  wipeTablet,
  world,
  type Server,
  type Tablet,
} from '../testing/tablet.ts';

describe('a tablet sends its work', () => {
  let server: Server;
  let tablet: Tablet;
  const clock = { ms: Date.parse(world.now) };

  beforeEach(async () => {
    clock.ms = Date.parse(world.now);
    server = makeServer();
    tablet = await openTablet(server, clock);
  });
  afterEach(async () => {
    tablet.close();
    await wipeTablet();
  });

  it('receives its list first', async () => {
    const personId = await server.addElder('金顺姬');
    await tablet.engine.trigger();
    expect(tablet.entry(personId)).toMatchObject({ name: '金顺姬', state: 'to_visit', pending: false });
    expect(tablet.store.memory.pull).toMatchObject({ scopeCount: 1, resume: null });
    expect(tablet.store.memory.pull.completedAt).not.toBeNull();
  });

  it('says "waiting" until the server answered, and sends a visit once', async () => {
    const personId = await server.addElder('金顺姬');
    await tablet.engine.trigger();
    await tablet.submit(visitTo(tablet, personId, { outcome: '03', reasons: ['T1'] }));
    expect(countItems(tablet.store.memory.items)).toEqual({ waiting: 1, attention: 0 });
    expect(tablet.store.memory.items[0]?.envelope.basedOn).toBe(tablet.entry(personId)?.rev);
    expect(tablet.entry(personId)).toMatchObject({ state: 'undecided', nextDate: '2026-11-29', pending: true });
    await tablet.engine.trigger();
    expect(countItems(tablet.store.memory.items)).toEqual({ waiting: 0, attention: 0 });
    expect(tablet.entry(personId)).toMatchObject({ state: 'undecided', visitCount: 1, pending: false });
    expect(await server.harness.listVisits(personId)).toHaveLength(1);
  });

  it('sends a visit again whose answer was lost, and the server keeps it once', async () => {
    const personId = await server.addElder('金顺姬');
    await tablet.engine.trigger();
    await tablet.submit(visitTo(tablet, personId));
    server.fates.push('reply lost');
    await tablet.engine.trigger();
    expect(tablet.engine.status.trouble).toBe('network');
    expect(countItems(tablet.store.memory.items).waiting).toBe(1);
    expect(await server.harness.listVisits(personId)).toHaveLength(1);

    await tablet.engine.trigger();
    expect(tablet.engine.status.trouble).toBeNull();
    expect(countItems(tablet.store.memory.items).waiting).toBe(0);
    expect(await server.harness.listVisits(personId)).toHaveLength(1);
    expect(tablet.entry(personId)?.visits).toHaveLength(1);
    expect(server.pushes).toHaveLength(2);
  });

  it('keeps unsent work over a reload and sends it afterwards', async () => {
    const personId = await server.addElder('金顺姬');
    await tablet.engine.trigger();
    server.fates.push('request lost');
    await tablet.submit(visitTo(tablet, personId));
    await tablet.engine.trigger();
    tablet.close();

    tablet = await openTablet(server, clock);
    expect(tablet.entry(personId)).toMatchObject({ state: 'agreed', pending: true });
    await tablet.engine.trigger();
    expect(await server.harness.listVisits(personId)).toHaveLength(1);
    expect(tablet.store.memory.items[0]?.row.state).toBe('sent');
  });

  it('misses somebody by the count, and has them again without being asked', async () => {
    const [lost, kept] = [await server.addElder('金顺姬'), await server.addElder('李英姬')];
    await tablet.engine.trigger();
    const entryId = tablet.entry(lost)?.entryId ?? '';
    await tablet.database.replica.delete(entryId);
    tablet.close();

    tablet = await openTablet(server, clock);
    expect(tablet.entry(lost)).toBeUndefined();
    // the line is cut while the list comes: what is there stays there
    server.fates.push('ok', 'ok', 'request lost');
    await tablet.engine.trigger();
    expect(tablet.engine.status).toMatchObject({ trouble: 'network', differs: false });
    expect(tablet.entry(kept)).toBeDefined();
    await tablet.engine.trigger();
    expect(tablet.engine.status).toMatchObject({ trouble: null, differs: false });
    expect(tablet.store.counts()).toEqual({ here: 2, there: 2 });
    expect(tablet.entry(lost)).toMatchObject({ name: '金顺姬' });
  });

  it('says so where the count still differs, and reads the list anew no second time before it is asked to', async () => {
    await server.addElder('金顺姬');
    let pulls = 0;
    const { pull } = server;
    server.pull = async (request) => {
      pulls += 1;
      const reply = await pull(request);
      return { ...reply, scopeCount: reply.scopeCount + 1 };
    };
    tablet.close();
    tablet = await openTablet(server, clock);
    await tablet.engine.trigger();
    expect(tablet.engine.status).toMatchObject({ trouble: null, differs: true });
    const read = pulls;
    await tablet.engine.trigger();
    expect(pulls).toBe(read + 1);
    expect(tablet.engine.status.differs).toBe(true);
    await tablet.engine.sendNow();
    expect(pulls).toBe(read * 2 + 1);
    expect(tablet.engine.status.differs).toBe(true);
  });

  it('does not read the list anew while work waits', async () => {
    const personId = await server.addElder('金顺姬');
    await tablet.engine.trigger();
    await tablet.database.replica.clear();
    await tablet.submit(visitTo(tablet, personId));
    server.push = async (commands) => ({
      answers: commands.map(() => ({ id: null, state: 'retry', afterMs: 60_000, replayed: false })),
      serverTime: world.now,
    });
    tablet.close();
    tablet = await openTablet(server, clock);
    await tablet.engine.trigger();
    expect(tablet.store.counts()).toEqual({ here: 0, there: 1 });
    expect(tablet.engine.status.differs).toBe(false);
    expect(countItems(tablet.store.memory.items).waiting).toBe(1);
  });

  it('waits longer after each failure and shows when it tries next', async () => {
    server.fates.push('request lost', 'request lost');
    await tablet.engine.trigger();
    const first = tablet.timers.at(-1)?.ms ?? 0;
    await tablet.engine.trigger();
    const second = tablet.timers.at(-1)?.ms ?? 0;
    expect(second).toBeGreaterThan(first);
    expect(tablet.engine.status.nextTryAt).toBe(clock.ms + second);
    expect(tablet.timers).toHaveLength(1);
  });

  it('sends an elder who is not on the list and the visit to them in one go, the elder first', async () => {
    await tablet.engine.trigger();
    const [proposalId, personId] = [nextId(), nextId()];
    await tablet.submit({
      command: {
        type: 'person.propose',
        proposalId,
        personId,
        campaignId: world.campaignId,
        areaCode: world.villageA,
        name: '崔福顺',
        sex: 'female',
        birthDate: '1940-05-06',
        idNumber: null,
        phone: null,
        address: '三组',
        language: 'ko',
      },
      about: { name: '崔福顺', areaCode: world.villageA, entry: null },
      draftId: null,
    });
    expect(tablet.entry(personId)).toMatchObject({ name: '崔福顺', origin: 'door', pending: true, band: '80+' });
    await tablet.submit(visitTo(tablet, personId, { outcome: '02' }));
    expect(tablet.store.memory.items[1]?.envelope.deps).toEqual([tablet.store.memory.items[0]?.envelope.id]);
    await tablet.engine.trigger();
    expect(countItems(tablet.store.memory.items)).toEqual({ waiting: 0, attention: 0 });
    expect(await server.harness.listVisits(personId)).toHaveLength(1);
    expect(tablet.entry(personId)).toMatchObject({ state: 'agreed', pending: false });
  });

  it('keeps what the server did not take and says why; the rest goes on', async () => {
    const personId = await server.addElder('金顺姬');
    await tablet.engine.trigger();
    const stranger = { ...visitTo(tablet, personId), command: visitTo(tablet, personId).command };
    stranger.command = { ...stranger.command, personId: nextId() };
    await tablet.submit(stranger);
    await tablet.submit(visitTo(tablet, personId));
    await tablet.engine.trigger();
    expect(countItems(tablet.store.memory.items)).toEqual({ waiting: 0, attention: 1 });
    expect(tablet.store.memory.items[0]?.row.outcome).toEqual({ state: 'quarantined', reason: 'unknown_person' });
    expect(await server.harness.listVisits(personId)).toHaveLength(1);
  });

  it('finds the command that breaks a call and lets the others pass', async () => {
    const personId = await server.addElder('金顺姬');
    await tablet.engine.trigger();
    for (const outcome of ['08', '08', '03'] as const) await tablet.submit(visitTo(tablet, personId, { outcome }));
    // the call with all three is refused, then the one with the first two
    server.fates.push('unsendable', 'unsendable');
    await tablet.engine.trigger();
    expect(await server.harness.listVisits(personId)).toHaveLength(3);
    expect(countItems(tablet.store.memory.items)).toEqual({ waiting: 0, attention: 0 });
  });

  it('sends less at once over a line that is cut, and more again when it holds', async () => {
    const personId = await server.addElder('金顺姬');
    await tablet.engine.trigger();
    for (let n = 0; n < 60; n += 1) await tablet.submit(visitTo(tablet, personId, { outcome: '08' }));
    for (const fate of ['reply lost', 'reply lost', 'ok'] as const) {
      server.fates.push(fate);
      await tablet.engine.trigger();
    }
    expect(server.pushes.map((commands) => commands.length)).toEqual([50, 25, 13, 26, 21]);
    expect(await server.harness.listVisits(personId)).toHaveLength(60);
  });

  it('sends work although the session has ended', async () => {
    const personId = await server.addElder('金顺姬');
    await tablet.engine.trigger();
    await tablet.submit(visitTo(tablet, personId));
    server.fates.push('ok', 'signedOut');
    await tablet.engine.trigger();
    expect(tablet.engine.status.trouble).toBe('signedOut');
    expect(await server.harness.listVisits(personId)).toHaveLength(1);
    expect(countItems(tablet.store.memory.items).waiting).toBe(0);
  });

  it('takes a visit back with an act of its own', async () => {
    const personId = await server.addElder('金顺姬');
    await tablet.engine.trigger();
    const visit = visitTo(tablet, personId, { outcome: '04', reasons: ['M2'] });
    await tablet.submit(visit);
    await tablet.engine.trigger();
    expect(tablet.entry(personId)?.state).toBe('refused');
    const entry = tablet.entry(personId);
    if (entry === undefined) throw new Error('gone');
    await tablet.submit({
      command: { type: 'visit.void', visitId: visit.command.visitId, personId, why: '刚才记错' },
      about: { name: entry.name, areaCode: entry.areaCode, entry },
      draftId: null,
    });
    expect(tablet.entry(personId)).toMatchObject({ state: 'to_visit', visitCount: 0, pending: true });
    await tablet.engine.trigger();
    expect(tablet.entry(personId)).toMatchObject({ state: 'to_visit', visitCount: 0, pending: false });
    expect(await server.harness.listVisits(personId)).toEqual([{ id: visit.command.visitId, voided: true }]);
  });
});
