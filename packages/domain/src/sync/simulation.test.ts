import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readerOf, world } from './contract-world.ts';
import { needsAttention } from './outbox.ts';
import { act, faults, settle, startWorld, type Sabotage, type Step, type World } from './simulation.ts';
import type { SyncStore } from './store.ts';

const who = fc.constantFrom('worker' as const, 'other' as const);
const elder = fc.nat(3);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('visit' as const), who, elder }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('call' as const), who, elder }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('find' as const), who }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('push' as const),
      who,
      fault: fc.constantFrom(...faults),
      size: fc.constantFrom(1, 2, 50),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pull' as const), who, lost: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('give' as const), elder, to: fc.option(who) }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'restore' }) },
);

const commandsOf = (at: World) => Object.values(at.tablets).flatMap((tablet) => tablet.queue);

/** What a tablet was told is safe is on the server, at every moment between two restores. */
const acknowledgedIsKept = (at: World): void => {
  const applied = new Set(at.harness.store.memory.applied);
  for (const { row } of commandsOf(at))
    if (row.state === 'sent' && at.restores === 0) expect(applied).toContain(row.id);
};

const nothingTwice = (at: World): void => {
  const { applied } = at.harness.store.memory;
  expect(new Set(applied).size).toBe(applied.length);
};

const run = async (steps: readonly Step[], sabotage?: Sabotage): Promise<void> => {
  const at = await startWorld(4, sabotage);
  let recorded = 0;
  for (const one of steps) {
    await act(at, one);
    recorded += one.do === 'visit' || one.do === 'call' ? 1 : one.do === 'find' ? 2 : 0;
    acknowledgedIsKept(at);
    nothingTwice(at);
  }
  await settle(at);
  nothingTwice(at);
  const { applied, receipts } = at.harness.store.memory;
  expect(commandsOf(at)).toHaveLength(recorded);
  for (const { row } of commandsOf(at)) {
    // either it took effect, or it is kept on both sides for a person to look at
    if (row.state === 'sent') expect(applied).toContain(row.id);
    else expect([needsAttention(row), receipts.rows.get(row.id)?.outcome.state]).toEqual([true, row.outcome?.state]);
  }
  for (const tablet of Object.values(at.tablets)) {
    const reader = readerOf(tablet.who);
    const seen = await at.harness.store.view(world.county, reader, (view) => view.listEntriesAfter(null, 1000));
    expect([...tablet.replica.entries.values()].toSorted((a, b) => (a.entryId < b.entryId ? -1 : 1))).toEqual(seen);
    expect(tablet.replica.leaving.size).toBe(0);
  }
};

const runs = 500;
/** stops at the first failure, so a planted fault that is easily met costs little */
const enoughToFind = 20_000;
const failsFor = async (sabotage: Sabotage, numRuns = enoughToFind): Promise<boolean> => {
  const property = fc.asyncProperty(fc.array(step, { maxLength: 40 }), (steps) => run(steps, sabotage));
  return (await fc.check(property, { numRuns, seed: 20261122 })).failed;
};

test('no acknowledged visit is lost and none counts twice, whatever the network and the machines do', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), (steps) => run(steps)),
    { numRuns: runs },
  );
});

test('the proof holds behind the wrapper that the planted faults below are built on', async () => {
  expect(await failsFor({ store: wrap }, runs)).toBe(false);
});

test('the proof notices a server without receipts', async () => {
  const withoutReceipts = (store: SyncStore): SyncStore => ({
    ...wrap(store),
    transact: (context, work) =>
      store.transact(context, (tx) =>
        work({
          ...tx,
          findReceipt: () => Promise.resolve(null),
          claim: async (receipt) => {
            await tx.claim(receipt);
            return null;
          },
        }),
      ),
  });
  expect(await failsFor({ store: withoutReceipts })).toBe(true);
});

test('the proof notices a tablet that forgets what it has sent before the answer came', async () => {
  expect(await failsFor({ forgetsOnSend: true })).toBe(true);
});

test('the proof notices a pull that loses the removals', async () => {
  const withoutPointers = (store: SyncStore): SyncStore => ({
    ...wrap(store),
    view: (county, reader, work) =>
      store.view(county, reader, (view) =>
        work({
          ...view,
          listChanges: async (after, limit) =>
            (await view.listChanges(after, limit)).map((change) => ({ ...change, userId: null })),
        }),
      ),
  });
  expect(await failsFor({ store: withoutPointers })).toBe(true);
});

test('the proof notices a cursor that jumps to the newest change', async () => {
  const jumping = (store: SyncStore): SyncStore => ({
    ...wrap(store),
    view: (county, reader, work) =>
      store.view(county, reader, (view) =>
        work({
          ...view,
          listChanges: async (after, limit) => {
            const last = await view.lastSeq();
            return (await view.listChanges(after, limit)).map((change) => ({ ...change, seq: last }));
          },
        }),
      ),
  });
  expect(await failsFor({ store: jumping })).toBe(true);
});

const wrap = (store: SyncStore): SyncStore => ({
  transact: (context, work) => store.transact(context, work),
  view: (county, reader, work) => store.view(county, reader, work),
  epoch: () => store.epoch(),
  isLasting: (fault) => store.isLasting(fault),
  noteSequence: (sender, arrived) => store.noteSequence(sender, arrived),
  findSequence: (sender) => store.findSequence(sender),
});
