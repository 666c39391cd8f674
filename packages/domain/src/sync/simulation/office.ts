/** The server and the people around it: who has which duty, what is given to whom, backups, and a server of today's code. */
import type { AreaCode } from '../../area/area-code.ts';
import { rangeOf } from '../../area/area-code.ts';
import type { Actor, DutyPeriod } from '../../policy.ts';
import { beforeCommit, nextId, receptionOf, world } from '../contract-world.ts';
import { makeMemoryHarness } from '../memory-harness.ts';
import { openStaging } from '../memory-model.ts';
import type { MemoryStore } from '../memory-store.ts';
import { pull, type PullWindow } from '../pull.ts';
import type { Pull, PullReply, PushReply } from '../query.ts';
import { receivePush, type Reception } from '../receive.ts';
import type { PastPlace, Reader, SyncStore } from '../store.ts';
import { commandShapes, type CommandShape } from '../upcast.ts';
import type { Who } from './steps.ts';

/** What of the server and of the protocol may be broken on purpose. */
export interface ServerSabotage {
  store?: (store: SyncStore) => SyncStore;
  shapes?: Readonly<Record<string, CommandShape>>;
  reception?: (reception: Partial<Reception>) => Partial<Reception>;
  pushed?: (commands: readonly unknown[]) => readonly unknown[];
  replied?: (reply: PushReply) => PushReply;
  asked?: (request: Pull) => Pull;
  window?: (window: PullWindow, request: Pull) => PullWindow;
  reader?: (reader: Reader) => Reader;
  /** a restore that forgets to name a new past */
  keepsEpoch?: boolean;
}

/** Two versions of the visit came before today's: a tablet that was away still sends them. */
const rename =
  (from: string, to: string) =>
  (payload: Record<string, unknown>): Record<string, unknown> => {
    const { [from]: value, ...rest } = payload;
    return { ...rest, [to]: value };
  };
export const shapesOfTheStory: Readonly<Record<string, CommandShape>> = {
  ...commandShapes,
  'visit.record': { current: 3, upcasters: { 1: rename('result', 'outcome'), 2: rename('remark', 'note') } },
};
export const presentApp = 3;

export interface Elder {
  personId: string;
  entryId: string;
}

const villageOf = { worker: world.villageA, other: world.villageB } as const;

export const openOffice = async (sabotage: ServerSabotage = {}) => {
  const harness = makeMemoryHarness();
  const { store } = harness;
  const elders: Elder[] = [];
  for (let n = 0; n < 4; n += 1) {
    const elder = { personId: nextId(), entryId: nextId() };
    const areaCode = n % 2 === 0 ? world.villageA : world.villageB;
    await harness.addEntry({ ...elder, areaCode, ownerId: null, name: `老人${String(n)}` });
    elders.push(elder);
  }
  const duties: Record<Who, DutyPeriod[]> = {
    worker: [{ areaCode: world.villageA, from: world.dutyFrom }],
    other: [{ areaCode: world.villageB, from: world.dutyFrom }],
  };
  const copyOf = (from: MemoryStore): MemoryStore => {
    const copy = makeMemoryHarness().store;
    copy.restore(from, 'backup');
    return copy;
  };
  return {
    harness,
    store,
    elders,
    sabotage,
    sabotaged: sabotage.store?.(store) ?? store,
    clock: Date.parse(world.now),
    duties,
    roles: { worker: 'worker', other: 'worker' } as Record<Who, Actor['role']>,
    roleChanged: new Set<Who>(),
    revoked: new Set<Who>(),
    refusesBelow: 1,
    given: [] as { entryId: string; userId: string; from: string; to: string | null }[],
    /** where elders lived before they moved, by person */
    moved: new Map<string, PastPlace[]>(),
    backup: copyOf(store),
    copyOf,
    restores: 0,
    /** what had been applied when it was last looked at, and in which past */
    seen: { restores: 0, applied: new Set<string>() },
    /** what the server said is safe, and in which of its pasts */
    told: new Map<string, number>(),
    /** came for the first time in this past from a tablet that was no longer trusted */
    distrusted: new Map<string, number>(),
  };
};
export type Office = Awaited<ReturnType<typeof openOffice>>;

let lastIso = { ms: 0, text: new Date(0).toISOString() };
/** A step asks for the same moment many times. */
export const isoOf = (ms: number): string => {
  if (ms !== lastIso.ms) lastIso = { ms, text: new Date(ms).toISOString() };
  return lastIso.text;
};

export const actorIn = (office: Office, who: Who): Actor => ({
  userId: world[who].userId,
  role: office.roles[who],
  duties: office.duties[who],
});

export const readerIn = (office: Office, who: Who): Reader => {
  const at = isoOf(office.clock);
  const present = office.duties[who].filter(({ from, to }) => from <= at && (to === undefined || at < to));
  return { userId: world[who].userId, ranges: present.map(({ areaCode }) => rangeOf(areaCode)) };
};

const isDown = (): Promise<never> => Promise.reject(new Error('the database is away'));
const storeThat = (office: Office, fault: 'serverCrash' | 'serverDown' | null): SyncStore => {
  if (fault === null) return office.sabotaged;
  let ended = 0;
  const dying = beforeCommit(office.sabotaged, () => {
    ended += 1;
    return ended === 1 ? Promise.reject(new Error('power cut')) : Promise.resolve();
  });
  return fault === 'serverCrash' ? dying : { ...dying, transact: isDown, epoch: isDown };
};

export const takePush = async (
  office: Office,
  who: Who,
  sent: { commands: readonly { id: string }[]; deviceNow: string; epoch: string | null },
  fault: 'serverCrash' | 'serverDown' | null,
): Promise<PushReply> => {
  const { sabotage, store } = office;
  const { commands, deviceNow } = sent;
  const revoked = office.revoked.has(who);
  const known = new Set(store.memory.receipts.rows.keys());
  const sender = { actor: actorIn(office, who), deviceId: world[who].deviceId, revoked, homeCounty: world.county };
  const now = isoOf(office.clock);
  const reception = { sender, now, deviceNow, shapes: sabotage.shapes ?? shapesOfTheStory };
  const over = sabotage.reception?.(reception) ?? reception;
  const taken = receptionOf(storeThat(office, fault), sabotage.pushed?.(commands) ?? commands, over);
  const { answers, epoch } = await receivePush(taken, sent.epoch);
  for (const { id, state } of answers) {
    if (id === null || state === 'retry') continue;
    if (state === 'applied') office.told.set(id, office.restores);
    if (revoked && !known.has(id)) office.distrusted.set(id, office.restores);
  }
  const reply = { answers, serverTime: now, ...(epoch === null ? {} : { epoch }) };
  return sabotage.replied?.(reply) ?? reply;
};

/** Small pages, so that a story of four elders has several. */
const limits = { changes: 3, entries: 2 };

export const givePull = async (office: Office, who: Who, asked: Pull): Promise<PullReply> => {
  const { sabotage } = office;
  const request = sabotage.asked?.(asked) ?? asked;
  const reader = readerIn(office, who);
  const window = await pull(office.sabotaged, sabotage.reader?.(reader) ?? reader, [world.county], request, limits);
  const serverTime = isoOf(office.clock);
  const around = { serverTime, minClient: '0.0.0', campaigns: [], villages: [] };
  return { ...(sabotage.window?.(window, request) ?? window), ...around };
};

export const giveTo = async (office: Office, elder: Elder, to: Who | null): Promise<void> => {
  const at = isoOf(office.clock);
  const userId = to === null ? null : world[to].userId;
  if (office.store.memory.entries.rows.get(elder.entryId)?.ownerId === userId) return;
  for (const held of office.given) if (held.entryId === elder.entryId && held.to === null) held.to = at;
  if (userId !== null) office.given.push({ entryId: elder.entryId, userId, from: at, to: null });
  await office.harness.move(elder.entryId, { ownerId: userId }, at);
};

export const moveAway = async (office: Office, elder: Elder): Promise<void> => {
  const entry = office.store.memory.entries.rows.get(elder.entryId);
  const areaCode = entry?.areaCode === world.villageA ? world.villageB : world.villageA;
  const until = isoOf(office.clock);
  const before = office.moved.get(elder.personId) ?? [];
  office.moved.set(elder.personId, entry === undefined ? before : [...before, { areaCode: entry.areaCode, until }]);
  await office.harness.move(elder.entryId, { areaCode }, until);
};

const pointReset = (office: Office, areaCode: AreaCode, userId: string | null): void => {
  const staging = openStaging(office.store.memory, world.county);
  staging.point({ kind: 'reset', areaCode, entryId: null, userId });
  staging.commit();
};
export const resetVillageOf = (office: Office, who: Who): void => pointReset(office, villageOf[who], null);

export const setDuty = (office: Office, who: Who, on: boolean): void => {
  const periods = office.duties[who];
  const last = periods.at(-1);
  const isOn = last !== undefined && last.to === undefined;
  if (on === isOn) return;
  const at = isoOf(office.clock);
  office.duties[who] =
    isOn && last !== undefined
      ? [...periods.slice(0, -1), { ...last, to: at }]
      : [...periods, { areaCode: villageOf[who], from: at }];
  pointReset(office, villageOf[who], world[who].userId);
};

export const backUp = (office: Office): void => {
  office.backup = office.copyOf(office.store);
};

export const restore = (office: Office): void => {
  office.restores += 1;
  const epoch = office.sabotage.keepsEpoch === true ? 'memory-1' : `restored-${String(office.restores)}`;
  office.store.restore(office.backup, epoch);
};
