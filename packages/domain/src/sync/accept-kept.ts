/** A supervisor vouches for work that was kept aside: it is judged by its date and credited to whoever did it. */
import type { CountyCode } from '../area/area-code.ts';
import { refused, type DomainError, type Result } from '../error.ts';
import type { Actor } from '../policy.ts';
import { isInTheFuture } from '../visit/decide.ts';
import { decideCommand } from './decide-command.ts';
import type { FactFlag, Outcome } from './query.ts';
import type { ReadItem } from './read-item.ts';
import type { DecidedFact, FactContext, SyncTx } from './store.ts';

export interface KeptWork {
  id: string;
  county: CountyCode;
  /** whose token it came with */
  userId: string;
  deviceId: string;
  occurredAt: string;
  outcome: Outcome;
  item: ReadItem;
}

export interface AcceptedWork {
  areaCode: string;
  decided: DecidedFact;
  context: FactContext;
}

const errorOf = (outcome: Outcome): DomainError => {
  switch (outcome.state) {
    case 'refused':
      return outcome.error;
    case 'conflict':
      return { code: 'changed_meanwhile' };
    case 'quarantined':
      return { code: outcome.reason === 'unknown_person' ? 'not_found' : 'outside_area' };
    default:
      return { code: 'changed_meanwhile' };
  }
};

/** What a rule refused stays refused whoever asks; only doubt about who said it can be taken away by vouching. */
export const acceptKept = async (tx: SyncTx, kept: KeptWork, now: string): Promise<Result<AcceptedWork>> => {
  const { id, county, userId, deviceId, outcome, item } = kept;
  if (outcome.state !== 'quarantined') return refused(errorOf(outcome));
  if (item.kind !== 'command') return refused({ code: 'command_unreadable', fields: [] });
  const { command } = item;
  const isLater = isInTheFuture(kept.occurredAt, now);
  const occurredAt = isLater ? now : kept.occurredAt;
  const actor: Actor = { userId, role: 'worker', duties: [] };
  const decision = await decideCommand(tx, command, { actor, occurredAt, now, county, vouched: true });
  if ('outcome' in decision) return refused(errorOf(decision.outcome));
  const later: FactFlag[] = isLater ? [{ code: 'in_the_future' }] : [];
  const flags = [...later, ...decision.flags];
  const { type } = command;
  const context = { commandId: id, type, county, userId, deviceId, occurredAt, receivedAt: now, flags };
  return { ok: true, value: { areaCode: decision.areaCode ?? county, decided: decision.decided, context } };
};
