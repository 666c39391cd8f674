/** Under which area work is filed that was kept aside: whoever answers for the place has to see it, and nobody else. */
import { contains, smallestCommonArea, type AreaCode, type CountyCode } from '../area/area-code.ts';
import type { Command } from '../command.ts';
import { covers, type Actor } from '../policy.ts';
import type { QuarantineReason } from './query.ts';
import type { ReadItem } from './read-item.ts';
import type { SyncTx } from './store.ts';

const within = (outer: AreaCode, inner: AreaCode): boolean => inner.length >= outer.length && contains(outer, inner);

/** The area the sender worked in on that day, else ever; the county where that reaches beyond it. */
export const placeOfSender = ({ duties }: Actor, at: string, county: CountyCode): AreaCode => {
  const here = duties.filter(({ areaCode }) => within(county, areaCode));
  const then = here.filter((duty) => covers(duty, at));
  return smallestCommonArea((then.length > 0 ? then : here).map(({ areaCode }) => areaCode)) ?? county;
};

const placeTold = async (tx: SyncTx, command: Command, at: string): Promise<AreaCode | undefined> => {
  if (command.type === 'person.propose') return command.areaCode;
  const campaignId = 'campaignId' in command ? command.campaignId : null;
  return (await tx.findPerson(command.personId, campaignId, at))?.areaCode;
};

/**
 * Where the elder lives, if that ever was the sender's to look after: a lost tablet must not fill the desks of others.
 * What no table can hold is not looked up: it failed once already.
 */
export const placeOfKept = async (
  tx: SyncTx,
  item: ReadItem,
  reason: QuarantineReason,
  { sender: { actor }, now }: { sender: { actor: Actor }; now: string },
  county: CountyCode,
): Promise<AreaCode> => {
  const at = item.kind === 'no_envelope' ? now : item.envelope.occurredAt;
  const told = item.kind === 'command' && reason !== 'unreadable' ? await placeTold(tx, item.command, at) : undefined;
  const wasTheirs = told !== undefined && actor.duties.some(({ areaCode }) => within(areaCode, told));
  return wasTheirs && within(county, told) ? told : placeOfSender(actor, at, county);
};
