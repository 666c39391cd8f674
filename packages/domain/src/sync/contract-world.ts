/** The small world in which every store is tested: one county, two villages, two workers. */
import { AreaCode, CountyCode, rangeOf } from '../area/area-code.ts';
import type { CertificateKind } from '../care/certificate.ts';
import type { Command, Envelope } from '../command.ts';
import type { Actor } from '../policy.ts';
import type { EntryFold } from '../register/fold-entry.ts';
import { receive, type Reception } from './receive.ts';
import type { Answer } from './query.ts';
import type { Reader, SyncStore } from './store.ts';

/** A readable, valid UUIDv7 for a number. */
export const uuid = (n: number): string => `01890000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

export const world = {
  county: CountyCode.parse('222401'),
  villageA: AreaCode.parse('222401001001'),
  villageB: AreaCode.parse('222401001002'),
  elsewhere: CountyCode.parse('222424'),
  campaignId: uuid(0xca),
  campaign: { referenceDate: '2026-11-02', opensOn: '2026-11-02', deadline: '2027-01-01', targetRule: { minAge: 60 } },
  worker: { userId: uuid(0xa1), deviceId: uuid(0xd1) },
  other: { userId: uuid(0xa2), deviceId: uuid(0xd2) },
  dutyFrom: '2026-01-01T00:00:00.000Z',
  now: '2026-11-22T08:00:00.000Z',
  visitedAt: '2026-11-22T02:00:00.000Z',
} as const;

export const actorOf = (who: 'worker' | 'other'): Actor => ({
  userId: world[who].userId,
  role: 'worker',
  duties: [{ areaCode: who === 'worker' ? world.villageA : world.villageB, from: world.dutyFrom }],
});

export const readerOf = (who: 'worker' | 'other'): Reader => ({
  userId: world[who].userId,
  ranges: [rangeOf(who === 'worker' ? world.villageA : world.villageB)],
});

/** What a store's test must offer besides the store: people to visit, and the acts of an office. */
export interface StoreHarness {
  store: SyncStore;
  /** a person of 84 with an entry in the campaign */
  addEntry(entry: {
    personId: string;
    entryId: string;
    areaCode: AreaCode;
    ownerId: string | null;
    name: string;
  }): Promise<void>;
  move(entryId: string, to: { ownerId?: string | null; areaCode?: AreaCode }, at: string): Promise<void>;
  /** writes the one `reset` row of a village that a bulk act leaves */
  resetVillage(areaCode: AreaCode): Promise<void>;
  findEntry(
    personId: string,
  ): Promise<Pick<EntryFold, 'state' | 'doseStatus' | 'visitCount' | 'nextAction' | 'nextDate'> | null>;
  /** a certificate of a member of staff, valid in the years around the campaign */
  certify(userId: string, kind: CertificateKind): Promise<void>;
  listVisits(personId: string): Promise<{ id: string; voided: boolean }[]>;
  close(): Promise<void>;
}

let made = 0x1000;
export const nextId = (): string => uuid((made += 1));

export const envelopeOf = (command: Command, over: Partial<Envelope> = {}): Envelope => {
  const { type, ...payload } = command;
  return {
    id: nextId(),
    v: 1,
    type,
    county: world.county,
    ...world.worker,
    deviceSeq: 1,
    occurredAt: world.visitedAt,
    tz: 'Asia/Shanghai',
    elapsedMs: 1000,
    deps: [],
    attachments: [],
    payload,
    ...over,
  };
};

type VisitCommand = Extract<Command, { type: 'visit.record' }>;

export const aVisit = (personId: string, over: Partial<VisitCommand> = {}): VisitCommand => ({
  type: 'visit.record',
  visitId: nextId(),
  personId,
  campaignId: world.campaignId,
  outcome: '02',
  reasons: [],
  nextDate: null,
  note: '',
  ...over,
});

/** A stand-in for a hash: good enough to tell the few texts of a test apart. */
const idOfText = (text: string): string => {
  let sum = 7;
  for (let at = 0; at < text.length; at += 1) sum = (sum * 31 + text.charCodeAt(at)) % 0xffffffff;
  return uuid(0xfe0000000000 + sum);
};

export const receptionOf = (
  store: SyncStore,
  commands: readonly unknown[],
  over: Partial<Reception> = {},
): Reception => ({
  store,
  commands,
  sender: { actor: actorOf('worker'), deviceId: world.worker.deviceId, revoked: false, homeCounty: world.county },
  deviceNow: world.now,
  now: world.now,
  idOfText,
  ...over,
});

export const send = (
  store: SyncStore,
  commands: readonly unknown[],
  over: Partial<Reception> = {},
): Promise<Answer[]> => receive(receptionOf(store, commands, over));

/** The same store, except that something happens at the end of each transaction, before its commit. */
export const beforeCommit = (store: SyncStore, happens: () => Promise<void>): SyncStore => ({
  transact: (context, work) =>
    store.transact(context, async (tx) => {
      const value = await work(tx);
      await happens();
      return value;
    }),
  view: (county, reader, work) => store.view(county, reader, work),
  epoch: () => store.epoch(),
  isLasting: (fault) => store.isLasting(fault),
  noteSequence: (sender, arrived) => store.noteSequence(sender, arrived),
  findSequence: (sender) => store.findSequence(sender),
});
