/** A tablet of the story: the engine of the product on a disk that survives its deaths. */
import type { Command, Envelope } from '../../command.ts';
import { aVisit, envelopeOf, nextId, world } from '../contract-world.ts';
import * as outbox from '../outbox.ts';
import type { PullReply, PushReply } from '../query.ts';
import { emptyReplica, type Replica } from '../replica.ts';
import { SyncEngine, type CallFailure, type SyncPorts, type SyncStorage } from '../sync-engine.ts';
import { takeAnswers, takePage } from '../take-reply.ts';
import { givePull, isoOf, presentApp, takePush, type Elder, type Office } from './office.ts';
import type { Fate, Who } from './steps.ts';

/** What of the tablet may be broken on purpose. */
export interface TabletSabotage {
  storage?: (storage: SyncStorage, disk: Disk) => SyncStorage;
  ports?: (ports: SyncPorts, tablet: Tablet) => SyncPorts;
  /** the tablet finds out by itself; else reading the list anew hides a fault */
  isMended?: true;
}

export interface Item {
  row: outbox.OutboxRow;
  envelope: Envelope;
  personId: string;
  visitId: string | null;
  /** an address somebody says is right, and the one they saw */
  correction: { base: string | null; value: string } | null;
  /** when it happened in truth, and how wrong the clock was that stamped it */
  at: number;
  skew: number;
  /** the clock was set between the stamp and a sending: nobody can know the true time any more */
  clockWasSet: boolean;
}

/** What is saved; everything else dies with the app. */
export interface Disk {
  seq: number;
  items: Item[];
  replica: Replica;
  queueEpoch: string | null;
  scopeCount: number | null;
  /** how often the list was read anew because the counts differed */
  mendings: number;
  forgotten: Item[];
}

export interface Tablet {
  who: Who;
  disk: Disk;
  engine: SyncEngine | null;
  sabotage: TabletSabotage;
  app: number;
  hasSession: boolean;
  skew: number;
  fates: Fate[];
  /** ms until the engine wants to try again */
  wakesIn: number | null;
  /** for what goes on during a call */
  meanwhile(fate: Fate): Promise<void>;
  /** requests that hang in the network */
  late: { sentAt: number; arrive(): Promise<unknown> }[];
}

/** What a call of a tablet fails with, in the words of the engine. */
export class CallError extends Error {
  readonly failure: CallFailure;
  constructor(failure: CallFailure) {
    super(failure);
    this.failure = failure;
  }
}
const killed = (): Error => new Error('the app was killed');
const noSpace = (): Error => new Error('no space left');

const storageOn = (disk: Disk, isAlive: () => boolean, saving: { next: Fate['kind'] }): SyncStorage => {
  const rows = (): outbox.OutboxRow[] => disk.items.map(({ row }) => row);
  const put = (changed: readonly outbox.OutboxRow[]): void => {
    disk.items = disk.items.map((item, at) => ({ ...item, row: changed[at] ?? item.row }));
  };
  const save = (work: () => void): Promise<void> => {
    const fate = saving.next;
    saving.next = 'ok';
    if (!isAlive() || fate === 'killedBeforeSave') return Promise.reject(killed());
    if (fate === 'storageFull') return Promise.reject(noSpace());
    work();
    return fate === 'killedAfterSave' ? Promise.reject(killed()) : Promise.resolve();
  };
  return {
    batch: (now, max) => {
      if (!isAlive()) return Promise.reject(killed());
      const ids = new Set(outbox.nextBatch(rows(), now, max).map(({ id }) => id));
      const batch = disk.items.filter(({ envelope }) => ids.has(envelope.id));
      return Promise.resolve(batch.map(({ envelope }) => envelope));
    },
    nextAttemptAt: () => outbox.nextAttemptAt(rows()),
    saveAnswers: (answered, now, jitter) =>
      save(() => {
        const taken = takeAnswers(disk.queueEpoch, rows(), answered, now, jitter);
        disk.queueEpoch = taken.queueEpoch;
        put(taken.rows);
      }),
    saveFailure: (tried, now, jitter) => {
      const ids = new Set(tried.map(({ id }) => id));
      const batch = rows().filter(({ id }) => ids.has(id));
      return save(() => put(outbox.applyFailure(rows(), batch, now, jitter)));
    },
    sendAtOnce: () => save(() => put(outbox.sendAtOnce(rows()))),
    queueEpoch: () => disk.queueEpoch,
    pullRequest: () => {
      const { epoch, cursors, resume } = disk.replica;
      return { epoch, cursors: { ...cursors }, schema: 1, resume };
    },
    savePage: (reply) =>
      save(() => {
        const page = takePage(disk.replica, disk.queueEpoch, disk.items, reply);
        disk.replica = page.replica;
        disk.queueEpoch = reply.epoch;
        disk.scopeCount = reply.scopeCount;
        if (reply.whole === true) disk.mendings += 1;
        put(page.rows);
      }),
    counts: () => ({ here: disk.replica.entries.size - disk.replica.leaving.size, there: disk.scopeCount }),
    finishPull: (began, now) =>
      save(() => {
        put(outbox.applyPulled(rows(), began));
        disk.forgotten.push(...disk.items.filter(({ row }) => outbox.mayForget(row, now)));
        disk.items = disk.items.filter(({ row }) => !outbox.mayForget(row, now));
      }),
  };
};

/** One call on its way: what it meets is decided before it starts. */
const meet = async <Reply>(
  tablet: Tablet,
  fate: Fate,
  saving: { next: Fate['kind'] },
  arrive: (fault: 'serverCrash' | 'serverDown' | null) => Promise<Reply>,
): Promise<Reply> => {
  const { kind } = fate;
  if (kind === 'killedBeforeCall') throw killed();
  if (kind === 'requestLost') throw new CallError('network');
  if (kind === 'trouble') throw new CallError('trouble');
  await tablet.meanwhile(fate);
  const fault = kind === 'serverCrash' || kind === 'serverDown' ? kind : null;
  const reply = kind === 'sentTwice' ? (await Promise.all([arrive(null), arrive(null)]))[1] : await arrive(fault);
  if (kind === 'replyLost') throw new CallError('network');
  saving.next = kind;
  return reply;
};

const okay: Fate = { kind: 'ok', meanwhile: null };

/** The app starts: a fresh engine on what is saved. The one before it must not touch the disk any more. */
export const startApp = (office: Office, tablet: Tablet, random: () => number): void => {
  tablet.engine?.stop();
  const saving: { next: Fate['kind'] } = { next: 'ok' };
  const { who, disk } = tablet;
  const storage = storageOn(disk, () => tablet.engine === engine, saving);
  const push = async (commands: readonly Envelope[], deviceNow: string, epoch: string | null): Promise<PushReply> => {
    const fate = tablet.fates.shift() ?? okay;
    const arrive = (fault: 'serverCrash' | 'serverDown' | null) =>
      takePush(office, who, { commands: [...commands], deviceNow, epoch }, fault);
    if (fate.kind === 'tooLarge') throw new CallError('unsendable');
    if (fate.kind === 'late') {
      tablet.late.push({ sentAt: office.clock, arrive: () => arrive(null) });
      throw new CallError('network');
    }
    return meet(tablet, fate, saving, arrive);
  };
  const ports: SyncPorts = {
    storage: tablet.sabotage.storage?.(storage, disk) ?? storage,
    push,
    pull: (request): Promise<PullReply> => {
      const fate = tablet.fates.shift() ?? okay;
      if (office.revoked.has(who) || !tablet.hasSession) throw new CallError('signedOut');
      if (tablet.app < office.refusesBelow) throw new CallError('tooOld');
      if (fate.kind === 'late' || fate.kind === 'serverDown' || fate.kind === 'serverCrash')
        throw new CallError('trouble');
      return meet(tablet, fate, saving, () => givePull(office, who, request));
    },
    judge: (cause) => (cause instanceof CallError ? cause.failure : 'trouble'),
    now: () => office.clock + tablet.skew,
    random,
    schedule: (_run, ms) => {
      tablet.wakesIn = ms;
      return () => undefined;
    },
    exclusively: async (work) => {
      await work();
      return true;
    },
  };
  const engine = new SyncEngine(tablet.sabotage.ports?.(ports, tablet) ?? ports);
  tablet.engine = engine;
  tablet.wakesIn = null;
};

/** Two older apps called things otherwise. */
const asSaidBy = (app: number, payload: unknown): unknown => {
  if (app >= presentApp || typeof payload !== 'object' || payload === null) return payload;
  const { outcome, note, ...rest } = payload as Record<string, unknown>;
  return app === 1 ? { ...rest, result: outcome, remark: note } : { ...rest, outcome, remark: note };
};

export const record = (
  office: Office,
  tablet: Tablet,
  command: Command,
  deps: readonly string[] = [],
  correction: Item['correction'] = null,
): Item => {
  const { disk, app, skew, who } = tablet;
  disk.seq += 1;
  const occurredAt = isoOf(office.clock + skew);
  const envelope = envelopeOf(command, { ...world[who], deviceSeq: disk.seq, deps: [...deps], occurredAt });
  const isVisit = command.type === 'visit.record';
  const said = isVisit ? { ...envelope, v: app, payload: asSaidBy(app, envelope.payload) } : envelope;
  const visitId = 'visitId' in command ? command.visitId : null;
  const { personId } = command;
  const about = { personId, visitId, correction, at: office.clock, skew, clockWasSet: false };
  const item = { row: outbox.newRow(said), envelope: said, ...about };
  disk.items = [...disk.items, item];
  return item;
};

export const recordFind = (office: Office, tablet: Tablet): void => {
  const [personId, proposalId] = [nextId(), nextId()];
  const areaCode = tablet.who === 'worker' ? world.villageA : world.villageB;
  const asTold = { name: '新人', sex: 'unknown', birthDate: null, idNumber: null, phone: null, address: '' } as const;
  const proposed = { type: 'person.propose', proposalId, personId, campaignId: world.campaignId, areaCode } as const;
  const first = record(office, tablet, { ...proposed, ...asTold, language: 'bo' });
  record(office, tablet, aVisit(personId), [first.envelope.id]);
};

export const newDisk = (): Disk => {
  const server = { replica: emptyReplica, queueEpoch: null, scopeCount: null, mendings: 0 };
  return { seq: 0, items: [], forgotten: [], ...server };
};

export const recordVisit = (office: Office, tablet: Tablet, elder: Elder): Item =>
  record(office, tablet, aVisit(elder.personId));

/** Based on what the tablet shows: the list, with the own corrections on top that the list does not know yet. */
export const recordCorrection = (office: Office, tablet: Tablet, { personId, entryId }: Elder, value: string): Item => {
  const { items, replica } = tablet.disk;
  const own = items.findLast((item) => item.personId === personId && item.correction !== null && outbox.isOverlaid(item.row)); // prettier-ignore
  const base = own?.correction?.value ?? replica.entries.get(entryId)?.address ?? null;
  const change = { field: 'address', base, value } as const;
  return record(office, tablet, { type: 'contact.correct', personId, change }, [], { base, value });
};
