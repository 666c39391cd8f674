/** Tells a story step by step and to its end, and looks after each step whether anything was lost. */
import { aVisit } from '../contract-world.ts';
import { nextAttemptAt } from '../outbox.ts';
import { checkAlways, checkAtRest, Violation, type Watch } from './invariants.ts';
import {
  backUp,
  giveTo,
  moveAway,
  openOffice,
  presentApp,
  resetVillageOf,
  restore,
  setDuty,
  type Office,
  type ServerSabotage,
} from './office.ts';
import { seeded } from './seeded.ts';
import { everybody, type Act, type Step, type Who } from './steps.ts';
import {
  newDisk,
  record,
  recordCorrection,
  recordFind,
  recordVisit,
  startApp,
  type Tablet,
  type TabletSabotage,
} from './tablet.ts';

export type Sabotage = ServerSabotage & TabletSabotage;

export interface Story {
  office: Office;
  tablets: Record<Who, Tablet>;
  /** commands that wait about somebody on the list */
  watch: Watch;
}

const openStory = async (sabotage: Sabotage): Promise<Story> => {
  const office = await openOffice(sabotage);
  const { next } = seeded(7);
  const open = (who: Who): Tablet => {
    const state = { who, disk: newDisk(), sabotage, app: 1, hasSession: true, skew: 0, fates: [], wakesIn: null };
    return { ...state, late: [], engine: null, meanwhile: () => Promise.resolve() };
  };
  const story: Story = { office, tablets: { worker: open('worker'), other: open('other') }, watch: new Set() };
  for (const tablet of Object.values(story.tablets)) {
    tablet.meanwhile = async ({ meanwhile }) => {
      if (meanwhile === null) return;
      await doAct(story, meanwhile);
      // what a person records while a call is under way wakes the engine once more
      if (
        meanwhile.do !== 'give' &&
        meanwhile.do !== 'move' &&
        meanwhile.do !== 'reset' &&
        meanwhile.who === tablet.who
      )
        void tablet.engine?.trigger();
    };
    startApp(office, tablet, next);
  }
  return story;
};

const lastVisitOf = ({ disk }: Tablet) => disk.items.findLast(({ visitId }) => visitId !== null);

const doAct = async ({ office, tablets }: Story, act: Act): Promise<void> => {
  switch (act.do) {
    case 'visit':
    case 'call': {
      const elder = office.elders[act.elder];
      if (elder === undefined) return;
      if (act.do === 'visit') recordVisit(office, tablets[act.who], elder);
      else record(office, tablets[act.who], { type: 'phone.reveal', personId: elder.personId });
      return;
    }
    case 'correct': {
      const elder = office.elders[act.elder];
      if (elder !== undefined) recordCorrection(office, tablets[act.who], elder, act.address);
      return;
    }
    case 'copy':
    case 'void': {
      const tablet = tablets[act.who];
      const last = lastVisitOf(tablet);
      if (last?.visitId === undefined || last.visitId === null) return;
      const { visitId, personId } = last;
      const waiting = tablet.disk.items.filter((one) => one.row.state === 'queued' && one.personId === personId);
      const needed = waiting.filter(({ envelope: { type }, ...one }) =>
        type === 'person.propose' ? true : act.do === 'void' && type === 'visit.record' && one.visitId === visitId,
      );
      const deps = needed.map(({ envelope }) => envelope.id);
      if (act.do === 'copy') record(office, tablet, aVisit(personId, { visitId }), deps);
      else record(office, tablet, { type: 'visit.void', visitId, personId, why: '记错' }, deps);
      return;
    }
    case 'find':
      return recordFind(office, tablets[act.who]);
    case 'give':
    case 'move': {
      const elder = office.elders[act.elder];
      if (elder === undefined) return;
      return act.do === 'give' ? giveTo(office, elder, act.to) : moveAway(office, elder);
    }
    case 'reset':
      return resetVillageOf(office, act.who);
  }
};

const minute = 60_000;

const sync = async (story: Story, { who, fates, tap }: Extract<Step, { do: 'sync' }>): Promise<void> => {
  const tablet = story.tablets[who];
  tablet.fates = [...fates];
  await (tap ? tablet.engine?.sendNow().catch(() => undefined) : tablet.engine?.trigger());
  const met = fates.slice(0, fates.length - tablet.fates.length);
  tablet.fates = [];
  if (met.some(({ kind }) => kind.startsWith('killed'))) startApp(story.office, tablet, seeded(7).next);
};

const doStep = async (story: Story, step: Step): Promise<void> => {
  const { office, tablets } = story;
  switch (step.do) {
    case 'sync':
      return sync(story, step);
    case 'wait':
      office.clock += step.minutes * minute;
      // a server is backed up every night
      if (step.minutes >= 24 * 60) backUp(office);
      return;
    case 'clock': {
      const tablet = tablets[step.who];
      tablet.skew = step.hours * 60 * minute;
      for (const item of tablet.disk.items) item.clockWasSet ||= item.skew !== tablet.skew;
      return;
    }
    case 'kill':
      return startApp(office, tablets[step.who], seeded(7).next);
    case 'upgrade':
      tablets[step.who].app = Math.min(presentApp, tablets[step.who].app + 1);
      return startApp(office, tablets[step.who], seeded(7).next);
    case 'sessionEnds':
    case 'signIn':
      tablets[step.who].hasSession = step.do === 'signIn';
      return;
    case 'revoke':
      office.revoked.add(step.who);
      return;
    case 'duty':
      return setDuty(office, step.who, step.on);
    case 'role':
      if (office.roles[step.who] !== step.role) office.roleChanged.add(step.who);
      office.roles[step.who] = step.role;
      return;
    case 'oldRefused':
      office.refusesBelow = presentApp;
      return;
    case 'backup':
      return backUp(office);
    case 'restore':
      return restore(office);
    default:
      return doAct(story, step);
  }
};

/** Requests that hung in the network for two minutes come out of it; those that hung for long never do. */
const arriveLate = async ({ office, tablets }: Story): Promise<void> => {
  for (const tablet of Object.values(tablets)) {
    const due = tablet.late.filter(({ sentAt }) => office.clock - sentAt >= 2 * minute);
    tablet.late = tablet.late.filter((one) => !due.includes(one));
    for (const one of due) if (office.clock - one.sentAt <= 4 * minute) await one.arrive();
  }
};

const triesToTheEnd = 200;

/** The network is good: the engine alone, woken when it asked to be, sends all and reads all. */
const drain = async ({ office }: Story, tablet: Tablet): Promise<void> => {
  for (let tries = 0; tries < triesToTheEnd; tries += 1) {
    tablet.wakesIn = null;
    await tablet.engine?.trigger();
    if (tablet.wakesIn === null) throw new Violation(`the tablet of ${tablet.who} has stopped trying`);
    const isQuiet = nextAttemptAt(tablet.disk.items.map(({ row }) => row)) === null;
    const readsAgain = tablet.engine?.status.trouble === null;
    const mayRead = tablet.hasSession && tablet.app >= office.refusesBelow && !office.revoked.has(tablet.who);
    if (isQuiet && (readsAgain || !mayRead)) return;
    office.clock += tablet.wakesIn;
  }
  throw new Violation(`the tablet of ${tablet.who} never comes to rest`);
};

const settle = async (story: Story): Promise<void> => {
  const tablets = everybody.map((who) => story.tablets[who]);
  // work goes out although reading is refused
  for (const tablet of tablets) await drain(story, tablet);
  for (const tablet of tablets) {
    tablet.hasSession = true;
    tablet.app = presentApp;
  }
  // the first read may tell of a restore, after which kept work goes out once more and others have to hear of it
  for (let round = 0; round < 2; round += 1) for (const tablet of tablets) await drain(story, tablet);
  for (const tablet of tablets) await drain(story, tablet);
};

export const tell = async (steps: readonly Step[], sabotage: Sabotage = {}): Promise<void> => {
  const story = await openStory(sabotage);
  for (const step of steps) {
    story.office.clock += minute;
    await arriveLate(story);
    await doStep(story, step);
    checkAlways(story);
  }
  story.office.clock += 10 * minute;
  await settle(story);
  checkAlways(story);
  await checkAtRest(story);
};
