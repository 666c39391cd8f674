/** Faults planted in the tablet: the simulation must notice each. */
import { applyNewEpoch } from '../outbox.ts';
import type { Answer } from '../query.ts';
import { takePage } from '../take-reply.ts';
import { CallError, type Disk, type Item } from './tablet.ts';
import type { Sabotage } from './story.ts';

const setRows = (disk: Disk, change: (item: Item) => Item['row']): void => {
  disk.items = disk.items.map((item) => ({ ...item, row: change(item) }));
};
const asApplied = (id: string | null): Answer => ({ id, state: 'applied', flags: [], replayed: false });

export const plantedInTablet: [string, Sabotage][] = [
  [
    'takes work out of the queue when it is sent, not when it is answered',
    {
      storage: (storage, disk) => ({
        ...storage,
        batch: async (now, max) => {
          const batch = await storage.batch(now, max);
          const ids = new Set(batch.map(({ id }) => id));
          disk.items = disk.items.filter(({ envelope }) => !ids.has(envelope.id));
          return batch;
        },
      }),
    },
  ],
  [
    'takes a lost reply for a yes',
    {
      ports: (ports) => ({
        ...ports,
        push: (commands, deviceNow, epoch) =>
          ports.push(commands, deviceNow, epoch).catch(() => ({
            answers: commands.map(({ id }) => asApplied(id)),
            serverTime: deviceNow,
          })),
      }),
    },
  ],
  [
    'takes every answer for a yes',
    {
      storage: (storage) => ({
        ...storage,
        saveAnswers: (answered, now, jitter) =>
          storage.saveAnswers({ ...answered, answers: answered.answers.map(({ id }) => asApplied(id)) }, now, jitter),
      }),
    },
  ],
  [
    'throws away what the server did not take',
    {
      storage: (storage, disk) => ({
        ...storage,
        saveAnswers: async (answered, now, jitter) => {
          await storage.saveAnswers(answered, now, jitter);
          disk.items = disk.items.filter(({ row }) => row.state !== 'attention');
        },
      }),
    },
  ],
  [
    'empties its queue for a restored server',
    {
      storage: (storage, disk) => ({
        ...storage,
        savePage: async (reply, at) => {
          if (disk.replica.epoch !== null && disk.replica.epoch !== reply.epoch) disk.items = [];
          await storage.savePage(reply, at);
        },
      }),
    },
  ],
  [
    'believes a restored server that it still has everything',
    {
      storage: (storage, disk) => ({
        ...storage,
        savePage: (reply, at) => {
          disk.queueEpoch = reply.epoch;
          return storage.savePage(reply, at);
        },
        saveAnswers: (answered, now, jitter) => {
          disk.queueEpoch = answered.epoch;
          return storage.saveAnswers(answered, now, jitter);
        },
      }),
    },
  ],
  [
    'does not tell the server of which past it speaks',
    { ports: (ports) => ({ ...ports, push: (commands, deviceNow) => ports.push(commands, deviceNow, null) }) },
  ],
  [
    'saves the cursor of a page and loses its entries',
    {
      storage: (storage) => ({ ...storage, savePage: (reply, at) => storage.savePage({ ...reply, upserts: [] }, at) }),
    },
  ],
  [
    'does not hear of who left the list',
    {
      storage: (storage) => ({ ...storage, savePage: (reply, at) => storage.savePage({ ...reply, removals: [] }, at) }),
    },
  ],
  [
    'keeps what it had when a list is read anew',
    {
      storage: (storage) => ({
        ...storage,
        savePage: (reply, at) => storage.savePage({ ...reply, resetScopes: [] }, at),
      }),
    },
  ],
  [
    'drops an elder from a page and never counts',
    {
      storage: (storage) => ({
        ...storage,
        savePage: (reply, at) => storage.savePage({ ...reply, upserts: reply.upserts.slice(1) }, at),
        counts: () => ({ here: 0, there: 0 }),
      }),
    },
  ],
  [
    'lets an elder go whose visit is still unsent',
    {
      storage: (storage, disk) => ({
        ...storage,
        savePage: (reply) => {
          const page = takePage(disk.replica, disk.queueEpoch, [], reply);
          if (disk.queueEpoch !== reply.epoch) {
            const rows = applyNewEpoch(disk.items.map(({ row }) => row));
            disk.items = disk.items.map((item, at) => ({ ...item, row: rows[at] ?? item.row }));
          }
          disk.queueEpoch = reply.epoch;
          disk.replica = page.replica;
          disk.scopeCount = reply.scopeCount;
          return Promise.resolve();
        },
      }),
    },
  ],
  [
    'shows what was sent as new for ever',
    { storage: (storage) => ({ ...storage, finishPull: () => Promise.resolve() }) },
  ],
  [
    'forgets what was acknowledged at once',
    {
      storage: (storage, disk) => ({
        ...storage,
        finishPull: async (began, ended) => {
          await storage.finishPull(began, ended);
          disk.forgotten.push(...disk.items.filter(({ row }) => row.state === 'sent'));
          disk.items = disk.items.filter(({ row }) => row.state !== 'sent');
        },
      }),
    },
  ],
  [
    'forgets by its own clock',
    {
      storage: (storage) => storage,
      ports: (ports) => ({
        ...ports,
        push: async (commands, deviceNow, epoch) => ({
          ...(await ports.push(commands, deviceNow, epoch)),
          serverTime: new Date(ports.now()).toISOString(),
        }),
        pull: async (request) => ({
          ...(await ports.pull(request)),
          serverTime: new Date(ports.now()).toISOString(),
        }),
      }),
    },
  ],
  [
    'gives up after three tries',
    {
      storage: (storage, disk) => ({
        ...storage,
        batch: async (now, max) => {
          const tired = new Set(disk.items.filter(({ row }) => row.attempts >= 3).map(({ envelope }) => envelope.id));
          return (await storage.batch(now, max)).filter(({ id }) => !tired.has(id));
        },
      }),
    },
  ],
  [
    'does not wake up after a failure',
    {
      ports: (ports, tablet) => ({
        ...ports,
        schedule: (run, ms) =>
          tablet.engine?.status.trouble === null ? ports.schedule(run, ms) : () => (tablet.wakesIn = null),
      }),
    },
  ],
  [
    'sends nothing while the sign-in has expired',
    {
      ports: (ports, tablet) => ({
        ...ports,
        push: (commands, deviceNow, epoch) =>
          tablet.hasSession ? ports.push(commands, deviceNow, epoch) : Promise.reject(new CallError('signedOut')),
      }),
    },
  ],
  [
    'calls old work by the version of a new app',
    {
      storage: (storage) => ({
        ...storage,
        batch: async (now, max) =>
          (await storage.batch(now, max)).map((envelope) =>
            envelope.type === 'visit.record' ? { ...envelope, v: 3 } : envelope,
          ),
      }),
    },
  ],
  [
    'does not tell how wrong its clock is',
    {
      ports: (ports, tablet) => ({
        ...ports,
        push: (commands, deviceNow, epoch) =>
          ports.push(commands, new Date(Date.parse(deviceNow) - tablet.skew).toISOString(), epoch),
      }),
    },
  ],
  [
    'marks all rows of a refused call as sent',
    {
      storage: (storage, disk) => ({
        ...storage,
        saveFailure: (tried) => {
          const ids = new Set(tried.map(({ id }) => id));
          setRows(disk, ({ row }) => (ids.has(row.id) ? { ...row, state: 'sent', settledAt: 0 } : row));
          return Promise.resolve();
        },
      }),
    },
  ],
];
