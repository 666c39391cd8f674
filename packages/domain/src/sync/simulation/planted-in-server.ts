/** Faults planted in server and protocol: the simulation must notice each. */
import { CountyCode, rangeOf } from '../../area/area-code.ts';
import { nextId, world } from '../contract-world.ts';
import type { Answer } from '../query.ts';
import type { SyncStore, SyncTx, SyncView } from '../store.ts';
import { commandShapes } from '../upcast.ts';
import { shapesOfTheStory } from './office.ts';
import type { Sabotage } from './story.ts';

const withStore = (over: (store: SyncStore) => Partial<SyncStore>): Sabotage => ({
  store: (store) => ({
    transact: (context, work) => store.transact(context, work),
    view: (county, reader, work) => store.view(county, reader, work),
    epoch: () => store.epoch(),
    isLasting: (fault) => store.isLasting(fault),
    noteSequence: (sender, arrived) => store.noteSequence(sender, arrived),
    findSequence: (sender) => store.findSequence(sender),
    ...over(store),
  }),
});
const withTx = (over: (tx: SyncTx) => Partial<SyncTx>): Sabotage =>
  withStore((store) => ({
    transact: (context, work) => store.transact(context, (tx) => work({ ...tx, ...over(tx) })),
  }));
const withView = (over: (view: SyncView) => Partial<SyncView>): Sabotage =>
  withStore((store) => ({
    view: (county, reader, work) => store.view(county, reader, (view) => work({ ...view, ...over(view) })),
  }));
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const changed = (item: unknown, over: Record<string, unknown>): unknown =>
  isRecord(item) ? { ...item, ...over } : item;

/** Says that it happened, although the transaction ended in nothing. */
const answersBeforeCommit = (store: SyncStore): Partial<SyncStore> => ({
  transact: async (context, work) => {
    let said: Answer | undefined;
    type Value = Awaited<ReturnType<typeof work>>;
    try {
      return await store.transact(context, (tx) =>
        work({
          ...tx,
          settle: async (id, outcome, areaCode) => {
            await tx.settle(id, outcome, areaCode);
            said = { ...outcome, id, replayed: false };
          },
        }),
      );
    } catch (fault) {
      if (said === undefined) throw fault;
      return said as Value;
    }
  },
});

/** Says behind each page of a list that all changes up to now are known. */
const jumpsWhileReading = (): Sabotage => {
  let last = 0n;
  return {
    ...withView((view) => ({
      lastSeq: async () => {
        last = await view.lastSeq();
        return last;
      },
    })),
    window: (window, request) =>
      request.resume === null ? window : { ...window, nextCursors: { [world.county]: last.toString() } },
  };
};

export const plantedInServer: [string, Sabotage][] = [
  [
    'takes a correction without looking at what stands',
    withTx(() => ({ findContact: () => Promise.resolve({ phone: null, address: null, language: 'zh-CN' }) })),
  ],
  [
    'keeps no receipts',
    withTx((tx) => ({
      findReceipt: () => Promise.resolve(null),
      claim: async (receipt) => {
        await tx.claim(receipt);
        return null;
      },
    })),
  ],
  ['answers before the commit', withStore(answersBeforeCommit)],
  [
    'keeps a receipt although the effect was lost',
    withStore((store) => ({
      transact: async (context, work) => {
        const claimed: Parameters<SyncTx['claim']>[0][] = [];
        const note = (tx: SyncTx): SyncTx => ({
          ...tx,
          claim: (receipt) => {
            claimed.push(receipt);
            return tx.claim(receipt);
          },
        });
        return store
          .transact(context, (tx) => work(note(tx)))
          .catch(async (fault: unknown) => {
            await store.transact(context, async (tx) => {
              for (const receipt of claimed) {
                if ((await tx.claim(receipt)) !== null) continue;
                await tx.settle(receipt.id, { state: 'applied', flags: [] }, receipt.areaCode);
              }
            });
            throw fault;
          });
      },
    })),
  ],
  ['does not wait for what a command stands on', withTx(() => ({ listKnown: (ids) => Promise.resolve([...ids]) }))],
  [
    'keeps nothing of what it puts aside',
    withTx((tx) => ({
      settle: (id, outcome, areaCode) =>
        outcome.state === 'quarantined' ? Promise.resolve() : tx.settle(id, outcome, areaCode),
    })),
  ],
  [
    'does not see that a visit was told before',
    withTx((tx) => ({
      findPerson: async (...asked) => {
        const person = await tx.findPerson(...asked);
        return person === null ? null : { ...person, visits: [] };
      },
    })),
  ],
  [
    'judges by who owns an elder today',
    withTx((tx) => ({
      findPerson: (personId, campaignId) => tx.findPerson(personId, campaignId, '2099-01-01T00:00:00.000Z'),
    })),
  ],
  [
    'judges by the duties of today',
    {
      reception: ({ sender, ...rest }) => ({
        ...rest,
        ...(sender === undefined
          ? {}
          : {
              sender: {
                ...sender,
                actor: { ...sender.actor, duties: sender.actor.duties.filter(({ to }) => to === undefined) },
              },
            }),
      }),
    },
  ],
  [
    'trusts a tablet that was revoked',
    {
      reception: ({ sender, ...rest }) => ({
        ...rest,
        ...(sender === undefined ? {} : { sender: { ...sender, revoked: false } }),
      }),
    },
  ],
  [
    'does not correct a wrong clock',
    { reception: ({ now = world.now, ...rest }) => ({ ...rest, now, deviceNow: now }) },
  ],
  [
    'corrects a wrong clock the wrong way',
    {
      reception: ({ now = world.now, deviceNow = now, ...rest }) => {
        const mirrored = new Date(2 * Date.parse(now) - Date.parse(deviceNow)).toISOString();
        return { ...rest, now, deviceNow: mirrored };
      },
    },
  ],
  [
    'cannot read what old tablets send',
    { shapes: { ...commandShapes, 'visit.record': { current: 3, upcasters: {} } } },
  ],
  [
    'loses a field on the way from one version to the next',
    {
      shapes: {
        ...shapesOfTheStory,
        'visit.record': {
          current: 3,
          upcasters: {
            ...shapesOfTheStory['visit.record']?.upcasters,
            2: ({ remark: _lost, ...payload }) => payload,
          },
        },
      },
    },
  ],
  ['names no new past after a restore', { keepsEpoch: true }],
  ['does not count what arrived', withStore(() => ({ noteSequence: () => Promise.resolve() }))],
  [
    'tells only places, not users, of a hand-over',
    withView((view) => ({
      listChanges: async (after, limit) =>
        (await view.listChanges(after, limit)).map((change) => ({ ...change, userId: null })),
    })),
  ],
  [
    'moves the cursor to the newest change',
    withView((view) => ({
      listChanges: async (after, limit) => {
        const last = await view.lastSeq();
        return (await view.listChanges(after, limit)).map((change) => ({ ...change, seq: last }));
      },
    })),
  ],
  ['moves the cursor while a list is being read', jumpsWhileReading()],
  ['stops a list after its first page', { window: (window) => ({ ...window, resume: null, hasMore: false }) }],
  ['forgets to tell of those who left', { window: (window) => ({ ...window, removals: [] }) }],
  [
    'shows the whole county to everybody',
    { reader: (reader) => ({ ...reader, ranges: [rangeOf(CountyCode.parse(world.county))] }) },
  ],
  ['counts one too many', { window: (window) => ({ ...window, scopeCount: window.scopeCount + 1 }) }],
  [
    'answers without ids in another order',
    {
      replied: (reply) => ({ ...reply, answers: reply.answers.map((one) => ({ ...one, id: null })).toReversed() }),
    },
  ],
  [
    'gets every command under a new id each time it is sent',
    { pushed: (commands) => commands.map((command) => changed(command, { id: nextId() })) },
  ],
  [
    'gets commands without their numbers',
    { pushed: (commands) => commands.map((command) => changed(command, { deviceSeq: 1 })) },
  ],
  [
    'gets commands without what they stand on',
    { pushed: (commands) => commands.map((command) => changed(command, { deps: [] })).toReversed() },
  ],
  [
    'gets the first command of a call only, and says yes to all',
    {
      pushed: (commands) => commands.slice(0, 1),
      replied: (reply) => ({
        ...reply,
        answers: [...reply.answers, ...reply.answers.map((one) => ({ ...one, id: null }))],
      }),
    },
  ],
];
