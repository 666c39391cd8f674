import { describe, expect, test } from 'vitest';
import type { Envelope } from '../command.ts';
import { aVisit, envelopeOf, nextId, world } from './contract-world.ts';
import { SyncEngine, type CallFailure, type SyncPorts } from './sync-engine.ts';

class Failed extends Error {
  readonly failure: CallFailure;
  constructor(failure: CallFailure) {
    super(failure);
    this.failure = failure;
  }
}

/** An engine over a queue in memory; `line` says what a push meets. */
type Met = CallFailure | 'ok';
const engineOn = (line: (sent: readonly Envelope[]) => Met | Promise<Met>, waiting = 0) => {
  let queue: Envelope[] = Array.from({ length: waiting }, () => envelopeOf(aVisit(nextId())));
  const sizes: number[] = [];
  const waits: number[] = [];
  let calledOff = 0;
  let pulls = 0;
  const ports: SyncPorts = {
    storage: {
      batch: async (_now, max) => queue.slice(0, max),
      nextAttemptAt: () => (queue.length === 0 ? null : 0),
      saveAnswers: async ({ sent }) => {
        queue = queue.filter(({ id }) => !sent.includes(id));
      },
      saveFailure: async (tried) => {
        queue = queue.filter((one) => !tried.includes(one));
      },
      sendAtOnce: async () => undefined,
      queueEpoch: () => null,
      pullRequest: () => ({ epoch: null, cursors: {}, schema: 1, resume: null }),
      savePage: async () => undefined,
      counts: () => ({ here: 0, there: 0 }),
      finishPull: async () => undefined,
    },
    push: async (commands) => {
      sizes.push(commands.length);
      const met = await line(commands);
      if (met !== 'ok') throw new Failed(met);
      return { answers: [], serverTime: world.now };
    },
    pull: async () => {
      pulls += 1;
      if ((await line([])) !== 'ok') throw new Failed('network');
      const window = { epoch: 'e', upserts: [], removals: [], resetScopes: [], nextCursors: {}, resume: null };
      const around = { minClient: '0', campaigns: [], villages: [], scopeCount: 0 };
      return { ...window, ...around, hasMore: false, serverTime: world.now };
    },
    judge: (cause) => (cause instanceof Failed ? cause.failure : 'trouble'),
    now: () => Date.parse(world.now),
    random: () => 1,
    schedule: (_run, ms) => {
      waits.push(ms);
      return () => {
        calledOff += 1;
      };
    },
    exclusively: async (work) => {
      await work();
      return true;
    },
  };
  const engine = new SyncEngine(ports);
  return { engine, sizes, waits, pulls: () => pulls, calledOff: () => calledOff, left: () => queue.length };
};

describe('how much goes out at once', () => {
  test('half as much after each cut, never less than five; twice as much after each that passes, up to fifty', async () => {
    let passes = false;
    const { engine, sizes, left } = engineOn(() => (passes ? 'ok' : 'network'), 200);
    for (let tries = 0; tries < 6; tries += 1) await engine.trigger();
    expect(sizes).toEqual([50, 25, 13, 7, 5, 5]);
    passes = true;
    await engine.trigger();
    expect(sizes.slice(6)).toEqual([5, 10, 20, 40, 50, 50, 25]);
    expect(left()).toBe(0);
  });

  test('one command that breaks a call is found by halves and says nothing about the line: the next call is whole', async () => {
    let broken: Envelope | undefined;
    const { engine, sizes, left } = engineOn((sent) => {
      broken ??= sent[0];
      return sent.some((one) => one === broken) ? 'unsendable' : 'ok';
    }, 60);
    await engine.trigger();
    expect(sizes).toEqual([50, 25, 13, 7, 4, 2, 1, 50, 9]);
    expect(left()).toBe(0);
  });
});

describe('when it is tried again', () => {
  test('from two seconds, doubling, to five minutes and no further; a try that passes starts over', async () => {
    let passes = false;
    const { engine, waits } = engineOn(() => (passes ? 'ok' : 'network'));
    for (let tries = 0; tries < 11; tries += 1) await engine.trigger();
    expect(waits).toEqual([2000, 4000, 8000, 16_000, 32_000, 64_000, 128_000, 256_000, 300_000, 300_000, 300_000]);
    passes = true;
    await engine.trigger();
    passes = false;
    await engine.trigger();
    expect(waits.slice(-2)).toEqual([60_000, 2000]);
  });

  test('at once when the network is back, whatever was still to be waited', async () => {
    let passes = false;
    const { engine, waits, pulls, calledOff } = engineOn(() => (passes ? 'ok' : 'network'));
    for (let tries = 0; tries < 9; tries += 1) await engine.trigger();
    expect(waits.at(-1)).toBe(300_000);
    const before = { pulls: pulls(), calledOff: calledOff() };
    passes = true;
    await engine.networkIsBack();
    expect(pulls()).toBe(before.pulls + 1);
    expect(calledOff()).toBe(before.calledOff + 1);
    expect(engine.status.trouble).toBeNull();
  });

  test('right behind a call that still hung on the line that was gone', async () => {
    let fail = (): void => undefined;
    const hangs = new Promise<CallFailure>((resolve) => {
      fail = () => resolve('network');
    });
    let calls = 0;
    const { engine, waits, left } = engineOn(() => {
      calls += 1;
      return calls === 1 ? hangs : 'ok';
    }, 3);
    const first = engine.trigger();
    const second = engine.networkIsBack();
    fail();
    await Promise.all([first, second]);
    expect(left()).toBe(0);
    expect(engine.status.trouble).toBeNull();
    expect(waits).toEqual([60_000]);
  });

  test('a network that comes back and goes again does not make it try without end', async () => {
    const { engine, pulls, waits } = engineOn(() => 'network');
    for (let tries = 0; tries < 9; tries += 1) await engine.trigger();
    await engine.networkIsBack();
    expect(pulls()).toBe(10);
    expect(waits.slice(-2)).toEqual([300_000, 2000]);
  });
});
