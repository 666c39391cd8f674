/** What must hold whatever happens. */
import type { AreaCode } from '../../area/area-code.ts';
import { can } from '../../policy.ts';
import { world } from '../contract-world.ts';
import { needsAttention } from '../outbox.ts';
import type { Outcome } from '../query.ts';
import type { PastPlace } from '../store.ts';
import { actorIn, isoOf, readerIn, type Office } from './office.ts';
import type { Story } from './story.ts';
import type { Item, Tablet } from './tablet.ts';

export class Violation extends Error {}

const must = (holds: boolean, what: () => string): void => {
  if (!holds) throw new Violation(what());
};

/** What was applied only grows, except by a restore. */
const appliedIn = (office: Office): ReadonlySet<string> => {
  const { applied } = office.store.memory;
  const seen = office.seen.restores === office.restores ? office.seen.applied : new Set<string>();
  for (const id of seen.size === applied.length ? [] : applied.slice(seen.size)) seen.add(id);
  must(seen.size === applied.length, () => 'a fact was applied twice');
  office.seen = { restores: office.restores, applied: seen };
  return seen;
};

export type Watch = Set<string>;

/** Whom unsent work is about stays on the list until it is sent. */
const nobodyLeavesEarly = (story: Story): void => {
  const before = story.watch;
  story.watch = new Set();
  for (const { who, disk } of Object.values(story.tablets)) {
    const held = new Set([...disk.replica.entries.values()].map(({ personId }) => personId));
    for (const { row, personId } of disk.items) {
      if (row.state !== 'queued') continue;
      must(held.has(personId) || !before.has(row.id), () => `an elder with unsent work left the list of ${who}`);
      if (held.has(personId)) story.watch.add(row.id);
    }
  }
};

/** At every moment: what a tablet believes to be safe was said to be, and is there as long as the server's past holds. */
export const checkAlways = (story: Story): void => {
  const { office, tablets } = story;
  nobodyLeavesEarly(story);
  const applied = appliedIn(office);
  for (const { who, disk } of Object.values(tablets)) {
    must(disk.items.length + disk.forgotten.length === disk.seq, () => `work of ${who} is gone from the tablet`);
    for (const { row, envelope } of disk.items) {
      if (row.state !== 'sent') continue;
      const past = office.told.get(envelope.id);
      must(past !== undefined, () => `${who} believes that ${envelope.type} arrived, and nobody said so`);
      must(
        past !== office.restores || applied.has(envelope.id),
        () => `an acknowledged ${envelope.type} of ${who} is lost`,
      );
    }
  }
};

const nameOf = (outcome: Outcome | null): string =>
  outcome?.state === 'quarantined' ? outcome.reason : (outcome?.state ?? 'unanswered');

/** From when and until when something held. */
interface Period {
  from: string;
  to?: string | null | undefined;
}

/**
 * A request that hung for some minutes tells the clock's fault by as many minutes wrong: whatever was true at some moment
 * around the visit may have been judged, also a duty or a gift that began or ended within those minutes.
 */
const instantsAround = (at: number, periods: readonly Period[], moves: readonly PastPlace[]): string[] => {
  const [first, last] = [isoOf(at - 5 * 60_000), isoOf(at + 5 * 60_000)];
  const turns = periods.flatMap(({ from, to }) => (to === null || to === undefined ? [from] : [from, to]));
  turns.push(...moves.map(({ until }) => until));
  return [first, isoOf(at), last, ...turns.filter((turn) => first < turn && turn < last)];
};

/**
 * What may become of a command by the record of duties, gifts and clocks that the story itself keeps. One by one, because
 * for most commands the first is the one that came true.
 */
function* allowedOf(office: Office, { who, disk }: Tablet, item: Item): Generator<string, undefined> {
  const { envelope, personId, at, skew, clockWasSet } = item;
  if (office.distrusted.get(envelope.id) === office.restores) return yield 'revoked_device';
  const actor = actorIn(office, who);
  const type = envelope.type as 'visit.record' | 'visit.void' | 'person.propose' | 'phone.reveal' | 'contact.correct';
  const elder = office.elders.find((one) => one.personId === personId);
  // before the change it was right, after it may be kept aside: for the role, or for what it stands on
  if (office.roleChanged.has(who)) yield* ['wrong_role', 'outside_duty', 'unknown_person', 'applied'];
  const isUnclear =
    clockWasSet ||
    (office.restores > 0 && (office.given.length > 0 || office.moved.has(personId))) ||
    // a duty of minutes and a stamp of the same minute
    Math.abs(skew) > 200 * 24 * 3_600_000;
  if (isUnclear) yield* ['applied', 'outside_duty', 'unknown_person'];
  const village = who === 'worker' ? world.villageA : world.villageB;
  const index = office.elders.findIndex((one) => one.personId === personId);
  const home = elder === undefined ? village : index % 2 === 0 ? world.villageA : world.villageB;
  const moves = office.moved.get(personId) ?? [];
  const last = elder === undefined ? undefined : office.store.memory.entries.rows.get(elder.entryId)?.areaCode;
  const gifts = office.given.filter(({ entryId }) => entryId === elder?.entryId);
  const now = isoOf(at);
  // what a call told was judged before a gift of the same instant, which came while the next one was under way
  const before = gifts.filter(({ from, to }) => from < now && (to === null || now <= to));
  const after = (instant: string) => gifts.filter(({ from, to }) => from <= instant && (to === null || instant < to));
  const moments = instantsAround(at, [...gifts, ...actor.duties], moves).map((instant) => ({
    instant,
    owned: after(instant),
  }));
  for (const { instant, owned } of [...moments, { instant: now, owned: before }]) {
    const ownerIds = owned.map(({ userId }) => userId);
    const may = (areaCode: AreaCode): boolean =>
      can({ ...actor, role: 'worker' }, type, { areaCode, at: instant, ownerIds });
    const then = moves.find(({ until }) => instant < until)?.areaCode ?? last ?? home;
    // also by where the elder lived when the command arrived, whenever that was
    if ([then, home, ...moves.map(({ areaCode }) => areaCode), last ?? home].some(may)) yield 'applied';
    // a visit to an elder whose finding was kept aside is kept aside too
    if (!may(then)) yield* elder === undefined ? ['outside_duty', 'unknown_person'] : ['outside_duty'];
  }
  // nobody knows whom a finding tells of that was kept aside, however late the visit
  const all = [...disk.items, ...disk.forgotten];
  const finding = all.find((one) => one.personId === personId && one.envelope.type === 'person.propose');
  if (finding !== undefined && nameOf(finding.row.outcome) !== 'applied') yield 'unknown_person';
  if (type === 'visit.void') yield* ['refused', 'outside_duty', 'unknown_person'];
  return undefined;
}

const mayBe = (what: string, allowed: Iterable<string>): boolean => {
  for (const one of allowed) if (one === what) return true;
  return false;
};

/** Of several commands that tell of one visit, the first that may counts, and the others are shown as conflicts. */
const saysAgain = (item: Item, items: readonly Item[]): boolean =>
  item.envelope.type === 'visit.record' &&
  items.some((one) => one !== item && one.envelope.type === 'visit.record' && one.visitId === item.visitId);

/** What was applied, in its order, never replaces an address that whoever corrected it had not seen. */
const nothingWrittenOver = ({ office, tablets }: Story): void => {
  const { applied, persons } = office.store.memory;
  const items = Object.values(tablets).flatMap(({ disk }) => [...disk.items, ...disk.forgotten]);
  const corrections = new Map(items.flatMap((item) => (item.correction === null ? [] : [[item.envelope.id, item]])));
  const stands = new Map<string, string>();
  for (const id of applied) {
    const { personId, correction } = corrections.get(id) ?? {};
    if (personId === undefined || correction === null || correction === undefined) continue;
    const now = stands.get(personId) ?? null;
    must(now === correction.base || now === correction.value, () => 'an address was written over unseen');
    stands.set(personId, correction.value);
  }
  for (const { personId } of office.elders)
    must((persons.rows.get(personId)?.address ?? null) === (stands.get(personId) ?? null), () => 'an address is lost');
};

/** Somebody else, or the same person before, said another address that was taken. */
const contradicts = (item: Item, items: readonly Item[]): boolean =>
  item.correction !== null &&
  items.some((one) => one !== item && one.personId === item.personId && one.correction !== null);

const tolerance = 12 * 60_000;

const isDatedRight = ({ store }: Office, item: Item): boolean => {
  const { row, visitId, at, clockWasSet, envelope } = item;
  if (row.outcome?.state !== 'applied' || envelope.type !== 'visit.record' || clockWasSet) return true;
  const visit = store.memory.visits.rows.get(visitId ?? '');
  if (visit === undefined || Math.abs(Date.parse(visit.occurredAt) - at) > tolerance) return false;
  const isFlagged = row.outcome.flags.some(({ code }) => code === 'clock_skew');
  return Math.abs(item.skew) < tolerance || isFlagged;
};

const checkItem = ({ office, tablets }: Story, tablet: Tablet, item: Item, all: readonly Item[]): void => {
  const { row, envelope } = item;
  const { memory } = office.store;
  const what = (): string => `${envelope.type} of ${tablet.who}: ${row.state} ${nameOf(row.outcome)}`;
  if (office.revoked.has(tablet.who) && office.restores > 0) return;
  if (row.state === 'sent') {
    must(memory.applied.includes(envelope.id), () => `lost after it was acknowledged: ${what()}`);
    must(row.pulled || office.revoked.has(tablet.who), () => `shown as new for ever: ${what()}`);
  } else {
    must(needsAttention(row) && row.state === 'attention', () => `neither safe nor shown: ${what()}`);
    const kept = memory.receipts.rows.get(envelope.id)?.outcome;
    must(nameOf(kept ?? null) === nameOf(row.outcome), () => `not kept by the server as told: ${what()}`);
  }
  const everybodys = () => Object.values(tablets).flatMap(({ disk }) => [...disk.items, ...disk.forgotten]);
  const isConflict = row.outcome?.state === 'conflict' && (saysAgain(item, all) || contradicts(item, everybodys()));
  must(
    isConflict || mayBe(nameOf(row.outcome), allowedOf(office, tablet, item)),
    () => `judged wrong: ${what()}, not ${[...new Set(allowedOf(office, tablet, item))].join(' or ')}`,
  );
  must(isDatedRight(office, item), () => `dated wrong: ${what()}`);
};

const saysTheSame = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** When everybody has sent and read to the end. */
export const checkAtRest = async (story: Story): Promise<void> => {
  const { office, tablets } = story;
  must(new Set(office.store.memory.applied).size === appliedIn(office).size, () => 'a fact was applied twice');
  nothingWrittenOver(story);
  for (const tablet of Object.values(tablets)) {
    const { who, disk } = tablet;
    const all = [...disk.items, ...disk.forgotten];
    for (const item of all) checkItem(story, tablet, item, all);
    const isRestoredUnderRevoked = office.revoked.has(who) && office.restores > 0;
    const arrived = await office.store.findSequence(world[who]);
    const isWhole = arrived.last === disk.seq && arrived.missing.length === 0;
    must(isWhole || isRestoredUnderRevoked, () => `numbers of ${who} are missing`);
    if (office.revoked.has(who)) continue;
    const seen = await office.store.view(world.county, readerIn(office, who), (view) =>
      view.listEntriesAfter(null, 1000),
    );
    const held = [...disk.replica.entries.values()].toSorted((a, b) => (a.entryId < b.entryId ? -1 : 1));
    const isSame = held.length === seen.length && held.every((entry, at) => saysTheSame(entry, seen[at]));
    must(isSame, () => `the list of ${who} is not the server's`);
    must(disk.mendings === 0 || tablet.sabotage.isMended === true, () => `${who} had to read the list anew`);
    must(disk.replica.leaving.size === 0, () => `${who} still holds what left`);
    must(disk.scopeCount === seen.length, () => `the counts of ${who} differ`);
  }
};
