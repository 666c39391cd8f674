/** Tablets, a server and a bad network, driven by one list of steps: the protocol's proof runs on it. */
import type { Command, Envelope } from '../command.ts';
import { actorOf, aVisit, beforeCommit, envelopeOf, nextId, readerOf, send, world } from './contract-world.ts';
import { makeMemoryHarness } from './memory-harness.ts';
import * as outbox from './outbox.ts';
import { pull } from './pull.ts';
import type { Answer } from './query.ts';
import { applyWindow, emptyReplica, type Replica } from './replica.ts';
import type { SyncStore } from './store.ts';

export type Who = 'worker' | 'other';
export const faults = ['none', 'requestLost', 'replyLost', 'sentTwice', 'serverCrash', 'tabletCrash'] as const;
export type Fault = (typeof faults)[number];

export type Step =
  | { do: 'visit' | 'call'; who: Who; elder: number }
  | { do: 'find'; who: Who }
  | { do: 'push'; who: Who; fault: Fault; size: number }
  | { do: 'pull'; who: Who; lost: boolean }
  | { do: 'give'; elder: number; to: Who | null }
  | { do: 'restore' };

interface Queued {
  row: outbox.OutboxRow;
  envelope: Envelope;
  personId: string;
}

export interface Tablet {
  who: Who;
  seq: number;
  queue: Queued[];
  replica: Replica;
}

export interface Elder {
  personId: string;
  entryId: string;
}

/** What may be broken on purpose, to see that the proof would notice. */
export interface Sabotage {
  store?: (store: SyncStore) => SyncStore;
  /** takes a row out of the outbox when it is sent, not when it is answered */
  forgetsOnSend?: boolean;
}

export const startWorld = async (elders: number, sabotage: Sabotage = {}) => {
  const harness = makeMemoryHarness();
  const backup = makeMemoryHarness();
  const people: Elder[] = [];
  for (let n = 0; n < elders; n += 1) {
    const elder = { personId: nextId(), entryId: nextId() };
    const areaCode = n % 2 === 0 ? world.villageA : world.villageB;
    await harness.addEntry({ ...elder, areaCode, ownerId: null, name: `老人${String(n)}` });
    people.push(elder);
  }
  backup.store.restore(harness.store, 'backup');
  const tablets: Record<Who, Tablet> = {
    worker: { who: 'worker', seq: 0, queue: [], replica: emptyReplica },
    other: { who: 'other', seq: 0, queue: [], replica: emptyReplica },
  };
  const store = sabotage.store?.(harness.store) ?? harness.store;
  return { harness, backup, people, tablets, store, sabotage, clock: 0, restores: 0, minute: 1 };
};
export type World = Awaited<ReturnType<typeof startWorld>>;

const record = (tablet: Tablet, command: Command, personId: string, deps: string[] = []): string => {
  tablet.seq += 1;
  const envelope = envelopeOf(command, { ...world[tablet.who], deviceSeq: tablet.seq, deps });
  tablet.queue.push({ row: outbox.newRow(envelope), envelope, personId });
  return envelope.id;
};

const withRows = (tablet: Tablet, rows: readonly outbox.OutboxRow[]): void => {
  tablet.queue = tablet.queue.map((queued, at) => ({ ...queued, row: rows[at] ?? queued.row }));
};

const rowsOf = (tablet: Tablet): outbox.OutboxRow[] => tablet.queue.map(({ row }) => row);

export const push = async (at: World, who: Who, fault: Fault, size: number): Promise<void> => {
  const tablet = at.tablets[who];
  const batch = outbox.nextBatch(rowsOf(tablet), at.clock, size);
  if (batch.length === 0) return;
  const commands = batch.flatMap(({ id }) =>
    tablet.queue.filter(({ row }) => row.id === id).map((one) => one.envelope),
  );
  if (at.sabotage.forgetsOnSend === true) tablet.queue = tablet.queue.filter(({ row }) => !batch.includes(row));
  const store =
    fault === 'serverCrash' ? beforeCommit(at.store, () => Promise.reject(new Error('power cut'))) : at.store;
  const sender = { actor: actorOf(who), deviceId: world[who].deviceId, revoked: false, homeCounty: world.county };
  const arrive = (): Promise<Answer[]> => send(store, commands, { sender });
  let answers: Answer[] | undefined;
  if (fault === 'sentTwice') [, answers] = await Promise.all([arrive(), arrive()]);
  else if (fault !== 'requestLost') answers = await arrive();
  // a tablet that dies before the answers are saved wakes up with the rows as they were
  if (fault === 'tabletCrash') return;
  const lost = answers === undefined || fault === 'replyLost';
  withRows(
    tablet,
    lost
      ? outbox.applyFailure(rowsOf(tablet), batch, at.clock, 0.5)
      : outbox.applyAnswers(rowsOf(tablet), answers ?? [], at.clock, 0.5),
  );
};

export const pullOnce = async (at: World, who: Who, lost: boolean): Promise<boolean> => {
  const tablet = at.tablets[who];
  const { epoch, cursors, resume } = tablet.replica;
  const request = { epoch, cursors: { ...cursors }, schema: 1, resume };
  const window = await pull(at.store, readerOf(who), [world.county], request, { changes: 3, entries: 2 });
  if (lost) return true;
  if (epoch !== window.epoch) withRows(tablet, outbox.applyNewEpoch(rowsOf(tablet)));
  const unsent = new Set(tablet.queue.filter(({ row }) => row.state === 'queued').map((queued) => queued.personId));
  tablet.replica = applyWindow(tablet.replica, window, unsent);
  return window.hasMore;
};

const find = (tablet: Tablet): void => {
  const [personId, proposalId] = [nextId(), nextId()];
  const areaCode = tablet.who === 'worker' ? world.villageA : world.villageB;
  const asTold = { name: '新人', sex: 'unknown', birthDate: null, idNumber: null, phone: null, address: '' } as const;
  const proposed = { type: 'person.propose', proposalId, personId, campaignId: world.campaignId, areaCode } as const;
  const dep = record(tablet, { ...proposed, ...asTold, language: 'bo' }, personId);
  record(tablet, aVisit(personId), personId, [dep]);
};

export const act = async (at: World, step: Step): Promise<void> => {
  at.clock += 1_000;
  switch (step.do) {
    case 'visit':
    case 'call': {
      const personId = at.people[step.elder % at.people.length]?.personId ?? '';
      const call = { type: 'phone.reveal', personId } as const;
      record(at.tablets[step.who], step.do === 'visit' ? aVisit(personId) : call, personId);
      return;
    }
    case 'find':
      return find(at.tablets[step.who]);
    case 'push':
      return push(at, step.who, step.fault, step.size);
    case 'pull':
      await pullOnce(at, step.who, step.lost);
      return;
    case 'give': {
      const entryId = at.people[step.elder % at.people.length]?.entryId ?? '';
      at.minute += 1;
      const when = new Date(Date.parse(world.now) + at.minute * 60_000).toISOString();
      return at.harness.move(entryId, { ownerId: step.to === null ? null : world[step.to].userId }, when);
    }
    case 'restore':
      at.restores += 1;
      return at.harness.store.restore(at.backup.store, `restored-${String(at.restores)}`);
  }
};

/** The network is good again and everybody sends and reads to the end. */
export const settle = async (at: World): Promise<void> => {
  for (const who of ['worker', 'other'] as const) {
    // the first read tells of a restore, after which kept work is sent again
    for (let reads = 0; reads < 500 && (await pullOnce(at, who, false)); reads += 1);
    for (let tries = 0; tries < 500 && outbox.nextAttemptAt(rowsOf(at.tablets[who])) !== null; tries += 1) {
      at.clock = Math.max(at.clock, outbox.nextAttemptAt(rowsOf(at.tablets[who])) ?? 0);
      await push(at, who, 'none', 10);
    }
  }
  for (const who of ['worker', 'other'] as const) {
    for (let reads = 0; reads < 500 && (await pullOnce(at, who, false)); reads += 1);
  }
};
