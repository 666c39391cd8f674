/**
 * Receives what tablets push. Per command one transaction: receipt (a replay gets its stored outcome), who may say this,
 * facts, rule, change, outcome. A command that failed for a passing reason leaves no trace and is to be sent again.
 */
import { contains, type CountyCode } from '../area/area-code.ts';
import type { Envelope } from '../command.ts';
import type { Actor } from '../policy.ts';
import { clockToleranceMs, isInTheFuture } from '../visit/decide.ts';
import type { VisitRules } from '../visit/next-step-rules.ts';
import { decideCommand } from './decide-command.ts';
import type { Answer, FactFlag, Outcome, QuarantineReason } from './query.ts';
import { placeOfKept, placeOfSender } from './place-of-kept.ts';
import { readItem, type ReadItem } from './read-item.ts';
import type { CommandShape } from './upcast.ts';
import type { NewReceipt, StoredReceipt, SyncStore, SyncTx } from './store.ts';

/** Whoever the token belongs to, with every duty there ever was: a fact is judged by the day it happened. */
export interface Sender {
  actor: Actor;
  deviceId: string;
  /** the device, its user or its token is no longer trusted: what it sends is kept aside */
  revoked: boolean;
  /** keeps what belongs to no county of the sender's */
  homeCounty: CountyCode;
}

export interface Reception {
  store: SyncStore;
  sender: Sender;
  commands: readonly unknown[];
  /** the tablet's clock when it sent, and ours */
  deviceNow: string;
  now: string;
  /** a UUID made from the text and from nothing else, so that an unreadable item sent twice is kept once */
  idOfText: (text: string) => string;
  rules?: VisitRules;
  /** the shapes of commands this server knows; those of this version unless said otherwise */
  shapes?: Readonly<Record<string, CommandShape>>;
  /** told of every command that has to be sent again because something broke */
  onFault?: (fault: unknown, id: string | null) => void;
}

const waitForDependencyMs = 5_000;
const waitAfterFaultMs = 10_000;

const isSendersCounty = (actor: Actor, county: CountyCode): boolean =>
  actor.duties.some(({ areaCode }) => contains(areaCode, county) || contains(county, areaCode));

/** Why a command cannot be taken as said by this sender, before anything is looked up. */
const mistrust = (item: ReadItem, { actor, deviceId, revoked }: Sender): QuarantineReason | undefined => {
  if (revoked) return 'revoked_device';
  if (item.kind === 'no_envelope') return 'unreadable';
  const { envelope } = item;
  if (envelope.userId !== actor.userId || envelope.deviceId !== deviceId) return 'wrong_user';
  if (!isSendersCounty(actor, envelope.county)) return 'outside_duty';
  return item.kind === 'unreadable' ? 'unreadable' : undefined;
};

const skewOf = (deviceNow: string, now: string): number => {
  const skew = Date.parse(deviceNow) - Date.parse(now);
  return Math.abs(skew) > clockToleranceMs ? skew : 0;
};

/** A clock that is wrong by more than a little is taken out of the time it stamped; the raw time stays in the receipt. */
const correctedTime = (occurredAt: string, skew: number): string => {
  if (skew === 0) return occurredAt;
  const corrected = Date.parse(occurredAt) - skew;
  // a clock so wrong that it tells nothing
  return corrected < earliest || corrected > latest ? occurredAt : new Date(corrected).toISOString();
};
const [earliest, latest] = [Date.UTC(1900, 0, 1), Date.UTC(9999, 11, 31)];

const receiptOf = (item: ReadItem, id: string, county: CountyCode, { sender, now }: Reception): NewReceipt => {
  const from = { id, areaCode: county, deviceId: sender.deviceId, userId: sender.actor.userId, body: item.body };
  if (item.kind === 'no_envelope') return { ...from, deviceSeq: 0, type: item.type, version: 0, occurredAt: now };
  const { deviceSeq, type, v, occurredAt } = item.envelope;
  return { ...from, deviceSeq, type, version: v, occurredAt };
};

const replay = (stored: StoredReceipt, id: string): Answer => ({ ...stored.outcome, id, replayed: true });
const answer = (outcome: Outcome, id: string | null): Answer => ({ ...outcome, id, replayed: false });

/** Keeps a command aside, under its own id, or under one made from its text where that id is missing or taken by others. */
const keepAside = async (
  tx: SyncTx,
  item: ReadItem,
  reason: QuarantineReason,
  reception: Reception,
  county: CountyCode,
) => {
  const outcome: Outcome = { state: 'quarantined', reason };
  const said = item.kind === 'no_envelope' ? item.id : item.envelope.id;
  const me = reception.sender.actor.userId;
  for (const id of [said, reception.idOfText(item.body)]) {
    if (id === null) continue;
    const stored = await tx.claim(receiptOf(item, id, county, reception));
    if (stored === null) {
      await tx.settle(id, outcome, await placeOfKept(tx, item, reason, reception, county));
      return answer(outcome, said);
    }
    if (stored.userId === me) return { ...replay(stored, id), id: said };
  }
  return answer(outcome, said);
};

/** Numbers that are now on the server for good; those to be sent again are not. */
const arrivedSeqs = (items: readonly ReadItem[], answers: readonly Answer[], { actor, deviceId }: Sender): number[] =>
  items.flatMap((item, position) => {
    if (item.kind === 'no_envelope' || answers[position]?.state === 'retry') return [];
    const { envelope } = item;
    return envelope.userId === actor.userId && envelope.deviceId === deviceId ? [envelope.deviceSeq] : [];
  });

type CommandItem = Extract<ReadItem, { kind: 'command' }>;

const takeCommand = async (tx: SyncTx, item: CommandItem, reception: Reception): Promise<Answer> => {
  const { envelope, command } = item;
  const { sender, now, deviceNow, rules } = reception;
  const { id, county } = envelope;
  // the claim finds an earlier receipt by itself; one that waits for others must be looked for before it is claimed
  const earlier = envelope.deps.length === 0 ? null : await tx.findReceipt(id);
  if (earlier === null && (await hasMissingDeps(tx, envelope))) {
    return answer({ state: 'retry', afterMs: waitForDependencyMs }, id);
  }
  const stored = earlier ?? (await tx.claim(receiptOf(item, id, county, reception)));
  if (stored !== null) {
    return stored.userId === sender.actor.userId
      ? replay(stored, id)
      : keepAside(tx, item, 'wrong_user', reception, county);
  }
  const skew = skewOf(deviceNow, now);
  const said = correctedTime(envelope.occurredAt, skew);
  // nothing has happened after it was told; the time that was said stays in the receipt
  const isLater = isInTheFuture(said, now);
  const occurredAt = isLater ? now : said;
  const by = { actor: sender.actor, occurredAt, now, county, ...(rules === undefined ? {} : { rules }) };
  const decision = await decideCommand(tx, command, by);
  const areaCode = decision.areaCode ?? placeOfSender(sender.actor, occurredAt, county);
  if ('outcome' in decision) {
    await tx.settle(id, decision.outcome, areaCode);
    return answer(decision.outcome, id);
  }
  const skewFlag: FactFlag[] = skew === 0 ? [] : [{ code: 'clock_skew', minutes: Math.round(skew / 60_000) }];
  const later: FactFlag[] = isLater ? [{ code: 'in_the_future' }] : [];
  const flags = [...skewFlag, ...later, ...decision.flags];
  const { userId } = sender.actor;
  const { deviceId } = sender;
  const context = { commandId: id, type: command.type, county, userId, deviceId, occurredAt, receivedAt: now, flags };
  await tx.apply(decision.decided, context);
  const outcome: Outcome = { state: 'applied', flags };
  await tx.settle(id, outcome, areaCode);
  return answer(outcome, id);
};

const hasMissingDeps = async (tx: SyncTx, { id, deps }: Envelope): Promise<boolean> => {
  const others = deps.filter((dep) => dep !== id);
  if (others.length === 0) return false;
  const known = new Set(await tx.listKnown(others));
  return others.some((dep) => !known.has(dep));
};

const takeItem = (item: ReadItem, reception: Reception, unfit?: QuarantineReason): Promise<Answer> => {
  const { store, sender, now } = reception;
  const said = item.kind === 'no_envelope' ? item.county : item.envelope.county;
  const county = said !== null && isSendersCounty(sender.actor, said) ? said : sender.homeCounty;
  const reason = mistrust(item, sender) ?? unfit;
  return store.transact({ county, actorId: sender.actor.userId, at: now }, (tx) =>
    reason !== undefined || item.kind !== 'command'
      ? keepAside(tx, item, reason ?? 'unreadable', reception, county)
      : takeCommand(tx, item, reception),
  );
};

/**
 * What no table can hold is kept as it came: sent again it would fail again, for ever. It gets a second try, because a
 * contradiction with something written at the same moment is none once that is there to be read.
 */
const takeUnfit = async (item: ReadItem, reception: Reception): Promise<Answer | undefined> => {
  for (const unfit of [undefined, 'unreadable'] as const) {
    try {
      return await takeItem(item, reception, unfit);
    } catch (fault) {
      reception.onFault?.(fault, null);
    }
  }
  return undefined;
};

/** Answers come in the order of the commands; one that cannot be read or fails does not touch the others. */
export const receive = async (reception: Reception): Promise<Answer[]> => {
  const items = reception.commands.map((item) => readItem(item, reception.shapes));
  const answers: Answer[] = [];
  let away = false;
  for (const item of items) {
    const id = item.kind === 'no_envelope' ? item.id : item.envelope.id;
    const sendAgain = answer({ state: 'retry', afterMs: waitAfterFaultMs }, id);
    if (away) {
      answers.push(sendAgain);
      continue;
    }
    try {
      answers.push(await takeItem(item, reception));
    } catch (fault) {
      reception.onFault?.(fault, id);
      const { store } = reception;
      answers.push((store.isLasting(fault) ? await takeUnfit(item, reception) : undefined) ?? sendAgain);
      // one command that always fails must not hold up the others; a store that is away need not be asked fifty times
      away = await store.epoch().then(
        () => false,
        () => true,
      );
    }
  }
  const { sender, store } = reception;
  const arrived = arrivedSeqs(items, answers, sender);
  const from = { deviceId: sender.deviceId, userId: sender.actor.userId };
  // numbers tell about holes only; the commands are safe already, so a fault here must not turn into a lost answer
  if (arrived.length > 0)
    await store.noteSequence(from, arrived).catch((fault: unknown) => reception.onFault?.(fault, null));
  return answers;
};

/**
 * A push to a server of another past than the tablet last spoke to: what was acknowledged in the lost one has to come
 * first, or what builds on it would be judged without it. Nothing is taken; the tablet sends all it has kept, in order.
 */
export const receivePush = async (
  reception: Reception,
  epoch: string | null,
): Promise<{ answers: Answer[]; epoch: string | null }> => {
  const current = await reception.store.epoch().catch(() => null);
  if (current === null || epoch === null || epoch === current) {
    return { answers: await receive(reception), epoch: current };
  }
  return { answers: reception.commands.map(() => answer({ state: 'retry', afterMs: 0 }, null)), epoch: current };
};
