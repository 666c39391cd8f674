/** The list as the worker should see it: what the server told, with the own work on top that it has not told yet. */
import type { Command } from '@qiaomen/domain/command';
import type { Campaign } from '@qiaomen/domain/campaign/query';
import { decideContact } from '@qiaomen/domain/person/decide-contact';
import { bandOn } from '@qiaomen/domain/register/age';
import { dayOf } from '@qiaomen/domain/register/day';
import { foldEntry } from '@qiaomen/domain/register/fold-entry';
import { isClosed } from '@qiaomen/domain/register/entry-state';
import type { VisitLine } from '@qiaomen/domain/register/query';
import type { ReplicaEntry } from '@qiaomen/domain/sync/query';
import type { Replica } from '@qiaomen/domain/sync/replica';
import { afterVisit } from '@qiaomen/domain/visit/after-visit';
import { visitRules } from '@qiaomen/domain/visit/next-step-rules';
import { safetyOf } from '@qiaomen/domain/visit/safety';
import { foldRules, withCare, type CareKnowledge } from './overlay-care.ts';
import { isShownOver, isUnsent, type OutboxItem } from './outbox-item.ts';

type Given<Type extends Command['type']> = { command: Extract<Command, { type: Type }>; item: OutboxItem };

const ofType = <Type extends Command['type']>(items: readonly OutboxItem[], type: Type): Given<Type>[] =>
  items.flatMap((item) =>
    item.command.type === type ? [{ command: item.command as Extract<Command, { type: Type }>, item }] : [],
  );

const lineOf = ({ command, item }: Given<'visit.record'>, userName: string): VisitLine => ({
  id: command.visitId,
  occurredAt: item.envelope.occurredAt,
  outcome: command.outcome,
  reasons: command.reasons,
  nextDate: command.nextDate,
  note: command.note,
  userName,
  voided: false,
  flags: command.writtenAfterDays === undefined ? [] : ['written_later'],
  ...(command.byPhone === true ? { byPhone: true } : {}),
});

const newestFirst = (a: VisitLine, b: VisitLine): number => (a.occurredAt < b.occurredAt ? 1 : -1);

type Refold = (entry: ReplicaEntry) => ReplicaEntry;

/** What all that is known of a person makes of the entry: for visits taken back, and for one that was made before others. */
const refoldBy =
  (campaign: Campaign | undefined, rules: CareKnowledge['rules']): Refold =>
  (entry) => {
    if (campaign === undefined || isClosed(entry.state)) return entry;
    const person = { state: 'active', birthDate: entry.birthDate, deceased: false } as const;
    const { visits, doses, care = [] } = entry;
    const known = { campaign, person, visits, doses, care, decisions: [] };
    const { state, nextAction, nextDate } = foldEntry(known, foldRules(rules)(entry.areaCode));
    return { ...entry, state, nextAction, nextDate };
  };

const isAfter = (at: string) => (other: { voided: boolean; occurredAt: string }) =>
  !other.voided && Date.parse(other.occurredAt) > Date.parse(at);

const withVisits = (entry: ReplicaEntry, added: readonly VisitLine[], refold: Refold): ReplicaEntry => {
  let result = entry;
  for (const line of [...added].reverse()) {
    const { state, nextAction, nextDate } = result;
    const visits = [line, ...result.visits].sort(newestFirst);
    if ([...result.visits, ...(result.care ?? [])].some(isAfter(line.occurredAt))) {
      result = refold({ ...result, visits, visitCount: result.visitCount + 1 });
      continue;
    }
    const history = result.visits.filter((visit) => !visit.voided);
    const before = { state, action: nextAction ?? 'visit', date: nextDate ?? dayOf(line.occurredAt), reason: null };
    const after = afterVisit(before, line, history, safetyOf(result.visits, result.care ?? []), visitRules);
    result = {
      ...result,
      visits,
      visitCount: result.visitCount + 1,
      ...(isClosed(state) ? {} : { state: after.state, nextAction: after.action, nextDate: after.date }),
    };
  }
  return result;
};

/** Takes visits out that the server already counted; only the fold knows what the entry was before them. */
const withoutVisits = (entry: ReplicaEntry, voided: ReadonlySet<string>, refold: Refold): ReplicaEntry => {
  const taken = entry.visits.filter((visit) => !visit.voided && voided.has(visit.id));
  if (taken.length === 0) return entry;
  const visits = entry.visits.map((visit) => (voided.has(visit.id) ? { ...visit, voided: true } : visit));
  return refold({ ...entry, visits, visitCount: entry.visitCount - taken.length });
};

/** The newest move of the step after each visit, and the newest note on how the house is found. */
const withNotes = (entry: ReplicaEntry, live: readonly OutboxItem[]): ReplicaEntry => {
  const of = <Row extends { command: { personId: string } }>(row: Row): boolean =>
    row.command.personId === entry.personId;
  const moves = new Map(
    ofType(live, 'visit.reschedule')
      .filter(of)
      .map(({ command }) => [command.visitId, command.nextDate]),
  );
  const note = ofType(live, 'landmark.note').findLast(of)?.command.text;
  if (moves.size === 0 && note === undefined) return entry;
  const visits = entry.visits.map((visit) => ({ ...visit, nextDate: moves.get(visit.id) ?? visit.nextDate }));
  const moved = moves.get(visits.find((visit) => !visit.voided)?.id ?? '');
  const { landmark: told, ...rest } = entry;
  const landmark = note ?? told;
  return {
    ...rest,
    visits,
    nextDate: moved === undefined || isClosed(entry.state) ? entry.nextDate : moved,
    ...(landmark === undefined || landmark === '' ? {} : { landmark }),
  };
};

/** Corrections judged as the server will judge them: one that it is going to ask about changes nothing here either. */
const withContact = (entry: ReplicaEntry, live: readonly OutboxItem[]): ReplicaEntry => {
  let result = entry;
  for (const { command } of ofType(live, 'contact.correct')) {
    if (command.personId !== entry.personId) continue;
    const decided = decideContact(command, result);
    if (decided.ok && decided.value?.fact.isNew === true)
      result = { ...result, [decided.value.fact.field]: decided.value.fact.value };
  }
  return result;
};

/** What this tablet has an answer to is not asked again, though the server has not heard it yet. */
const withoutAsked = (entry: ReplicaEntry, recorded: readonly Given<'visit.record'>[]): ReplicaEntry => {
  if (entry.questions === undefined) return entry;
  const answered = new Set(
    recorded.flatMap(({ command }) =>
      (command.answers ?? []).flatMap(({ questionId, answer }) => (answer === 'not_asked' ? [] : [questionId])),
    ),
  );
  return { ...entry, questions: entry.questions.filter(({ id }) => !answered.has(id)) };
};

const proposedEntry = (
  { command, item }: Given<'person.propose'>,
  area: string[],
  campaign?: Campaign,
): ReplicaEntry => ({
  entryId: command.proposalId,
  personId: command.personId,
  county: item.envelope.county,
  campaignId: command.campaignId,
  rev: 0,
  serial: 0,
  name: command.name,
  nameInitials: '',
  sex: command.sex,
  birthDate: command.birthDate,
  band: bandOn(command.birthDate, campaign?.referenceDate ?? item.envelope.occurredAt.slice(0, 10)),
  language: command.language,
  idLast4: command.idNumber === null ? null : command.idNumber.slice(-4),
  phone: command.phone,
  address: command.address,
  areaCode: command.areaCode,
  areaPath: area,
  state: 'to_visit',
  doseStatus: 'none',
  nextAction: 'visit',
  nextDate: null,
  visitCount: 0,
  disabled: false,
  nursingHome: false,
  origin: 'door',
  visits: [],
  doses: [],
});

export interface FieldEntry extends ReplicaEntry {
  /** work about this person is still on this tablet only */
  pending: boolean;
  /** no longer on the reader's list, shown until its unsent work is away */
  left: boolean;
}

export interface OverlaySources {
  replica: Pick<Replica, 'entries' | 'leaving'>;
  items: readonly OutboxItem[];
  campaigns: readonly Campaign[];
  villageName(areaCode: string): string | undefined;
  userName: string;
  certificates: CareKnowledge['certificates'];
  rules: CareKnowledge['rules'];
}

// whoever nothing was done about stays the same object, so that five thousand rows are not made anew after every save
const untouched = new WeakMap<ReplicaEntry, FieldEntry>();
const asTold = (entry: ReplicaEntry): FieldEntry => {
  const known = untouched.get(entry);
  if (known !== undefined) return known;
  const shown = { ...entry, pending: false, left: false };
  untouched.set(entry, shown);
  return shown;
};

export const overlay = ({
  replica,
  items,
  campaigns,
  villageName,
  userName,
  ...around
}: OverlaySources): FieldEntry[] => {
  const live = items.filter(isShownOver);
  const campaignsById = new Map(campaigns.map((campaign) => [campaign.id, campaign]));
  const entries = [...replica.entries.values()];
  const known = new Set(entries.map((entry) => entry.personId));
  const rows = [
    ...entries.map((entry) => ({ entry, left: replica.leaving.has(entry.entryId) })),
    ...ofType(live, 'person.propose')
      .filter(({ command }) => !known.has(command.personId))
      .map((given) => {
        const village = villageName(given.command.areaCode);
        const campaign = campaignsById.get(given.command.campaignId);
        return { entry: proposedEntry(given, village === undefined ? [] : [village], campaign), left: false };
      }),
  ];
  const touched = new Set(live.map(({ command }) => command.personId));
  const waiting = new Set(items.filter(isUnsent).map(({ command }) => command.personId));
  const voided = new Set(ofType(live, 'visit.void').map(({ command }) => command.visitId));
  const recorded = ofType(live, 'visit.record');
  return rows.map(({ entry, left }) => {
    if (!touched.has(entry.personId)) return left ? { ...entry, pending: false, left } : asTold(entry);
    const refold = refoldBy(campaignsById.get(entry.campaignId), around.rules);
    const before = withoutVisits(entry, voided, refold);
    const seen = new Set(entry.visits.map((visit) => visit.id));
    const added = recorded
      .filter(
        ({ command }) =>
          command.personId === entry.personId &&
          command.campaignId === entry.campaignId &&
          !voided.has(command.visitId) &&
          !seen.has(command.visitId),
      )
      .map((given) => lineOf(given, userName))
      .sort(newestFirst);
    const noted = withContact(withNotes(withoutAsked(withVisits(before, added, refold), recorded), live), live);
    const own = live.filter(({ command }) => command.personId === entry.personId);
    const after = withCare(noted, own, campaignsById.get(entry.campaignId), around);
    return { ...after, pending: waiting.has(entry.personId), left };
  });
};
