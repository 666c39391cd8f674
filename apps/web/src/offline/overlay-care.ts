/** The care of a person as it stands with what this tablet has done and not yet told: decided and folded as the server does. */
import type { Campaign } from '@qiaomen/domain/campaign/query';
import type { Certificate } from '@qiaomen/domain/care/certificate';
import { isCareCommand, type CareCommand } from '@qiaomen/domain/care/command';
import { decideCare, type CareSituation } from '@qiaomen/domain/care/decide';
import { inCareOrder, type CareEvent } from '@qiaomen/domain/care/event';
import type { Command } from '@qiaomen/domain/command';
import { dayOf } from '@qiaomen/domain/register/day';
import { isClosed } from '@qiaomen/domain/register/entry-state';
import { foldEntry } from '@qiaomen/domain/register/fold-entry';
import { rulesFor, type PublishedRules } from '@qiaomen/domain/rule-version/clinic-rules';
import { entryRulesAt, type RulesOfPlaces } from '@qiaomen/domain/rule-version/entry-rules';
import type { ReplicaEntry } from '@qiaomen/domain/sync/query';
import type { OutboxItem } from './outbox-item.ts';

/** What a tablet knows of the people and rules around an act. */
export interface CareKnowledge {
  certificates: readonly Certificate[];
  rules: readonly PublishedRules[];
}

const folded = new WeakMap<readonly PublishedRules[], RulesOfPlaces>();
/** The tables of one download are worked out once. */
export const foldRules = (rules: readonly PublishedRules[]): RulesOfPlaces => {
  const known = folded.get(rules) ?? entryRulesAt(rules);
  folded.set(rules, known);
  return known;
};

type KnownEntry = Pick<ReplicaEntry, 'areaCode' | 'birthDate' | 'state' | 'doseStatus' | 'doses' | 'care'>;

export const careSituation = (
  entry: KnownEntry,
  { certificates, rules }: CareKnowledge,
  { userId, occurredAt }: { userId: string; occurredAt: string },
): CareSituation => ({
  occurredAt,
  userId,
  entryState: entry.state,
  doseStatus: entry.doseStatus,
  birthDate: entry.birthDate,
  doses: entry.doses.filter(({ voided }) => !voided),
  care: (entry.care ?? []).filter(({ voided }) => !voided),
  certificates,
  rules: rulesFor(rules, entry.areaCode),
});

const withEvent = (
  entry: ReplicaEntry,
  command: CareCommand,
  { userId, occurredAt }: OutboxItem['envelope'],
  knowledge: CareKnowledge,
): ReplicaEntry => {
  const decided = decideCare(command, careSituation(entry, knowledge, { userId, occurredAt }));
  if (!decided.ok) return entry;
  const { id, facts } = decided.value.fact;
  const known = entry.care ?? [];
  if (known.some((event) => event.id === id)) return entry;
  const event: CareEvent = { id, occurredAt, userId, voided: false, facts };
  const care = [...known, event].toSorted(inCareOrder);
  if (facts.kind !== 'dose.record') return { ...entry, care };
  const flags = decided.value.flags.map(({ code }) => code);
  const dose = {
    id,
    product: facts.product,
    givenOn: dayOf(occurredAt),
    origin: 'person' as const,
    voided: false,
    flags,
  };
  return { ...entry, care, doses: [...entry.doses, dose] };
};

/** @param items about this person, in the order they were done */
export const withCare = (
  entry: ReplicaEntry,
  items: readonly OutboxItem[],
  campaign: Campaign | undefined,
  knowledge: CareKnowledge,
): ReplicaEntry => {
  const voided = new Set(items.flatMap(({ command }) => (command.type === 'care.void' ? [command.eventId] : [])));
  const done = items.flatMap(({ command, envelope }: { command: Command; envelope: OutboxItem['envelope'] }) =>
    isCareCommand(command) ? [{ command, envelope }] : [],
  );
  if (done.length === 0 && voided.size === 0) return entry;
  let result = entry;
  for (const { command, envelope } of done) result = withEvent(result, command, envelope, knowledge);
  const care = (result.care ?? []).map((event) => (voided.has(event.id) ? { ...event, voided: true } : event));
  const told = { ...result, care };
  if (campaign === undefined || isClosed(entry.state)) return told;
  const person = { state: 'active', birthDate: entry.birthDate, deceased: false } as const;
  const fold = foldEntry(
    { campaign, person, visits: told.visits, doses: told.doses, care, decisions: [] },
    foldRules(knowledge.rules)(entry.areaCode),
  );
  const { state, nextAction, nextDate, doseStatus } = fold;
  return { ...told, state, nextAction, nextDate, doseStatus };
};
