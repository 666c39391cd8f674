/** What may happen to tablets, network, server and office, as data. A story is a list of these. */
import { seeded, type Chance } from './seeded.ts';

export const everybody = ['worker', 'other'] as const;
export type Who = (typeof everybody)[number];

/** What one call of a tablet meets. */
export const fateKinds = [
  'ok',
  'requestLost',
  'replyLost',
  'sentTwice',
  /** hangs in the network, arrives a little later; the tablet has given up on it */
  'late',
  /** the server dies before the commit of one command, or its database is away */
  'serverCrash',
  'serverDown',
  'trouble',
  'tooLarge',
  /** the tablet is killed before it sends, before it saves what came, or right after */
  'killedBeforeCall',
  'killedBeforeSave',
  'killedAfterSave',
  /** what came cannot be saved */
  'storageFull',
] as const;
export type FateKind = (typeof fateKinds)[number];

export interface Fate {
  kind: FateKind;
  /** something that happens while the call is under way */
  meanwhile: Act | null;
}

/** Things people do; they may happen while a call is under way. */
export type Act =
  | { do: 'visit' | 'call'; who: Who; elder: number }
  | { do: 'correct'; who: Who; elder: number; address: string }
  /** the last visit is said once more under its id, as by a form that was sent from two tabs */
  | { do: 'copy' | 'void' | 'find'; who: Who }
  | { do: 'give'; elder: number; to: Who | null }
  | { do: 'move'; elder: number }
  | { do: 'reset'; who: Who };

export type Step =
  | Act
  | { do: 'sync'; who: Who; fates: readonly Fate[]; tap: boolean }
  | { do: 'wait'; minutes: number }
  /** the tablet's clock is set wrong by so many hours */
  | { do: 'clock'; who: Who; hours: number }
  | { do: 'kill' | 'upgrade' | 'sessionEnds' | 'signIn' | 'revoke'; who: Who }
  | { do: 'duty'; who: Who; on: boolean }
  | { do: 'role'; who: Who; role: 'worker' | 'auditor' }
  | { do: 'oldRefused' | 'backup' | 'restore' };

const elders = 4;
const longestStory = 36;

const act = (chance: Chance): Act => {
  const who = chance.pick(everybody);
  const mine = who === 'worker' ? 0 : 1;
  // mostly of the own village
  const elder = chance.maybe(0.8) ? mine + 2 * chance.below(2) : chance.below(elders);
  const turn = chance.below(20);
  if (turn < 10) return { do: 'visit', who, elder };
  if (turn < 11) return { do: 'call', who, elder };
  if (turn < 12) return { do: 'correct', who, elder, address: chance.pick(['甲', '乙', '丙']) };
  if (turn < 13) return { do: 'copy', who };
  if (turn < 14) return { do: 'void', who };
  if (turn < 15) return { do: 'find', who };
  if (turn < 18) return { do: 'give', elder: chance.below(elders), to: chance.pick(['worker', 'other', null]) };
  return turn < 19 ? { do: 'move', elder: chance.below(elders) } : { do: 'reset', who };
};

const fate = (chance: Chance): Fate => ({
  kind: chance.maybe(0.4) ? 'ok' : chance.pick(fateKinds),
  meanwhile: chance.maybe(0.25) ? act(chance) : null,
});

const rare = (chance: Chance): Step => {
  const who = chance.pick(everybody);
  switch (chance.below(12)) {
    case 0:
    case 1:
      return { do: 'clock', who, hours: chance.pick([-72, -1, 0, 0, 1, 72, 24 * 400]) };
    case 2:
      return { do: 'kill', who };
    case 3:
      return { do: 'upgrade', who };
    case 4:
      return { do: chance.maybe(0.5) ? 'sessionEnds' : 'signIn', who };
    case 5:
      return { do: 'duty', who, on: chance.maybe(0.5) };
    case 6:
      return chance.maybe(0.3) ? { do: 'role', who, role: chance.pick(['worker', 'auditor']) } : { do: 'kill', who };
    case 7:
      return chance.maybe(0.3) ? { do: 'revoke', who } : { do: 'kill', who };
    case 8:
      return { do: 'oldRefused' };
    case 9:
      return { do: 'backup' };
    case 10:
      return { do: 'restore' };
    default:
      return { do: 'wait', minutes: chance.pick([60 * 24, 60 * 24 * 33]) };
  }
};

export const storyOf = (seed: number): Step[] => {
  const chance = seeded(seed);
  const length = 1 + chance.below(longestStory);
  return Array.from({ length }, (): Step => {
    const turn = chance.below(20);
    if (turn < 9) return act(chance);
    if (turn === 9) return { do: 'wait', minutes: 1 + chance.below(20) };
    if (turn < 13) return rare(chance);
    const fates = Array.from({ length: 1 + chance.below(4) }, () => fate(chance));
    return { do: 'sync', who: chance.pick(everybody), fates, tap: chance.maybe(0.2) };
  });
};
