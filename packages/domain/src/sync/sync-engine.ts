/**
 * Sends the queue and reads the list, one tab at a time. Plain TypeScript: clock, chance, timers, lock, network and
 * storage are given to it, so that a test can cut any of them. It never deletes work and never stops trying.
 */
import type { Envelope } from '../command.ts';
import { backoffMs } from './outbox.ts';
import { emptyReplica, type WholeWindow } from './replica.ts';
import type { Answered } from './take-reply.ts';
import { maxPushBatch, type Answer, type Pull, type PullReply, type PushReply } from './query.ts';

export type CallFailure = 'network' | 'signedOut' | 'tooOld' | 'unsendable' | 'trouble';

export interface SyncStorage {
  batch(now: number, max: number): Promise<Envelope[]>;
  nextAttemptAt(): number | null;
  saveAnswers(answered: Answered, now: number, jitter: number): Promise<void>;
  saveFailure(tried: readonly Envelope[], now: number, jitter: number): Promise<void>;
  sendAtOnce(): Promise<void>;
  /** the server's past that the queue was last sent to */
  queueEpoch(): string | null;
  pullRequest(): Pull;
  savePage(reply: PullReply & WholeWindow, at: string): Promise<void>;
  /** entries held, without those that only wait for unsent work, and as many as the server last said there are */
  counts(): { here: number; there: number | null };
  /** both by the server's clock: the tablet's may be set by years between two calls */
  finishPull(pullBegan: number, pullEnded: number): Promise<void>;
}

export interface SyncPorts {
  storage: SyncStorage;
  push(commands: readonly Envelope[], deviceNow: string, epoch: string | null): Promise<PushReply>;
  pull(request: Pull): Promise<PullReply>;
  /** why a call failed */
  judge(cause: unknown): CallFailure;
  now(): number;
  /** 0 ≤ x < 1 */
  random(): number;
  /** returns how to call it off */
  schedule(run: () => void, ms: number): () => void;
  /** false when another tab is at it */
  exclusively(work: () => Promise<void>): Promise<boolean>;
}

export interface SyncStatus {
  working: boolean;
  /** what the last attempt met; null when it went through */
  trouble: CallFailure | null;
  /** last time the server answered at all (ms) */
  contactAt: number | null;
  nextTryAt: number | null;
  /** the list was read anew because its count was not the server's, and it still is not */
  differs: boolean;
}

const idleMs = 60_000;
const smallestBatch = 5;
const shortestWaitMs = 1_000;

export class SyncEngine {
  status: SyncStatus = { working: false, trouble: null, contactAt: null, nextTryAt: null, differs: false };
  private readonly listeners = new Set<() => void>();
  private failures = 0;
  private batchSize = maxPushBatch;
  /** as much of the list as has come while it is read anew */
  private anew = { list: emptyReplica };
  private again = false;
  private back = false;
  private stopped = false;
  private cancel: (() => void) | undefined;
  private running: Promise<void> | undefined;

  private readonly ports: SyncPorts;

  constructor(ports: SyncPorts) {
    this.ports = ports;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly snapshot = (): SyncStatus => this.status;

  private show(next: Partial<SyncStatus>): void {
    this.status = { ...this.status, ...next };
    for (const listener of this.listeners) listener();
  }

  /** Something may be waiting: at the start, after a command, when the network is back, on a tap. */
  trigger(): Promise<void> {
    if (this.stopped) return Promise.resolve();
    if (this.running !== undefined) {
      this.again = true;
      return this.running;
    }
    this.cancel?.();
    this.running = this.rounds().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  /** What is under way may hang on the line that is gone, so it is tried once more right behind it, without a wait. */
  networkIsBack(): Promise<void> {
    this.failures = 0;
    this.back = true;
    return this.trigger();
  }

  /** A person pressed "send now": nothing waits for its time. */
  async sendNow(): Promise<void> {
    this.failures = 0;
    this.show({ differs: false });
    await this.ports.storage.sendAtOnce();
    await this.trigger();
  }

  stop(): void {
    this.stopped = true;
    this.cancel?.();
  }

  private async rounds(): Promise<void> {
    do {
      this.again = false;
      this.back = false;
      await this.round();
    } while (!this.stopped && (this.isBack() || (this.again && this.status.trouble === null)));
    if (!this.stopped) this.scheduleNext();
  }

  /** Set while a round was under way. */
  private isBack(): boolean {
    return this.back;
  }

  private async round(): Promise<void> {
    this.show({ working: true, nextTryAt: null });
    let trouble: CallFailure | null = null;
    try {
      await this.ports.exclusively(async () => {
        await this.pushAll();
        await this.pullAll();
        await this.compare();
      });
      this.failures = 0;
    } catch (cause) {
      trouble = this.ports.judge(cause);
      this.failures += 1;
    }
    this.show({ working: false, trouble });
  }

  private contact(): number {
    const now = this.ports.now();
    this.show({ contactAt: now });
    return now;
  }

  private async pushAll(): Promise<void> {
    const { storage, now, random } = this.ports;
    let size = this.batchSize;
    for (;;) {
      const commands = await storage.batch(now(), size);
      if (commands.length === 0) return;
      try {
        const reply = await this.ports.push(commands, new Date(now()).toISOString(), storage.queueEpoch());
        const settledAt = Date.parse(reply.serverTime);
        const sent = commands.map(({ id }) => id);
        const answered = { sent, answers: byOrder(commands, reply.answers), settledAt, epoch: reply.epoch ?? null };
        await storage.saveAnswers(answered, this.contact(), random());
        // a good line earns larger calls, up to the most
        this.batchSize = Math.min(maxPushBatch, this.batchSize * 2);
        size = this.batchSize;
      } catch (cause) {
        const failure = this.ports.judge(cause);
        if (failure === 'unsendable' && commands.length > 1) {
          // something in the batch breaks the call as a whole: find it, and let the others pass
          size = Math.ceil(commands.length / 2);
          continue;
        }
        // what is cut in the middle of a large call passes in smaller ones
        if (failure === 'network') this.batchSize = Math.max(smallestBatch, Math.ceil(commands.length / 2));
        // only one alone is to blame for a refused call; a network that is away is nobody's fault
        if (failure !== 'unsendable') throw cause;
        await storage.saveFailure(commands, this.contact(), random());
        size = this.batchSize;
      }
    }
  }

  private async pullAll(): Promise<void> {
    const { storage } = this.ports;
    let began: number | undefined;
    for (;;) {
      const reply = await this.ports.pull(storage.pullRequest());
      const served = Date.parse(reply.serverTime);
      began ??= served;
      await storage.savePage(reply, new Date(this.contact()).toISOString());
      if (reply.hasMore) continue;
      return storage.finishPull(began, served);
    }
  }

  private isUnequal(): boolean {
    const { here, there } = this.ports.storage.counts();
    return there !== null && here !== there && this.ports.storage.nextAttemptAt() === null;
  }

  /** At rest both sides hold as many; where they do not, the list is read anew once, and then a person is told. */
  private async compare(): Promise<void> {
    if (!this.isUnequal()) {
      this.anew = { list: emptyReplica };
      return this.show({ differs: false });
    }
    if (this.status.differs) return;
    // fetched when it is needed, which is nearly never; where it cannot be had the list stays as it is
    const mending = await import('./mend-list.ts').catch(() => undefined);
    if (mending === undefined) return;
    const pullAll = () => this.pullAll();
    const sides = { pullAll, isUnequal: () => this.isUnequal(), contact: () => this.contact() };
    await mending.mendList({ ...this.ports, ...sides, begun: this.anew });
    this.show({ differs: this.isUnequal() });
  }

  private scheduleNext(): void {
    const now = this.ports.now();
    const next = this.ports.storage.nextAttemptAt();
    const asked = next === null ? idleMs : Math.max(next - now, shortestWaitMs);
    const wait = this.failures > 0 ? backoffMs(this.failures, this.ports.random()) : Math.min(idleMs, asked);
    this.cancel = this.ports.schedule(() => void this.trigger(), wait);
    this.show({ nextTryAt: this.failures > 0 ? now + wait : null });
  }
}

/** Answers come in the order of the commands; one whose id the server could not read is known by its place. */
const byOrder = (commands: readonly Envelope[], answers: readonly Answer[]): Answer[] =>
  answers.map((answer, index) => ({ ...answer, id: answer.id ?? commands[index]?.id ?? null }));
