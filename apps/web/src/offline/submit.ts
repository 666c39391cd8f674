/** The one way field work is done, online or off: checked, numbered, sealed and on the disk before the screen says so. */
import { countyOf, type AreaCode } from '@qiaomen/domain/area/area-code';
import { isCareCommand } from '@qiaomen/domain/care/command';
import { decideCare } from '@qiaomen/domain/care/decide';
import { Command, type Envelope } from '@qiaomen/domain/command';
import type { FactFlag } from '@qiaomen/domain/sync/query';
import { decideVisit } from '@qiaomen/domain/visit/decide';
import { visitRules } from '@qiaomen/domain/visit/next-step-rules';
import { certificatesIn } from './field-memory.ts';
import type { FieldStore } from './field-store.ts';
import { newId } from './new-id.ts';
import type { ToSend } from './photo-store.ts';
import { queuedItem, type OutboxItem } from './outbox-item.ts';
import type { FieldEntry } from './overlay.ts';
import { careSituation, type CareKnowledge } from './overlay-care.ts';

const commandVersion = 1;

export interface Sender {
  userId: string;
  deviceId: string;
}

export interface Submission {
  command: Command;
  /** whom it is about: the name is for the queue, the place says which county takes it */
  about: { name: string; areaCode: AreaCode; entry: FieldEntry | null };
  draftId: string | null;
  /** when it was, where that was not just now */
  occurredAt?: string;
  /** ids of pictures taken for it */
  photos?: readonly string[];
}

export interface Clock {
  now(): Date;
  /** ms since the page started */
  elapsedMs(): number;
}

/** Commands this one cannot be understood without, as long as they are still here. */
const dependencies = (command: Command, items: readonly OutboxItem[]): string[] =>
  items
    .filter((item) => item.row.state === 'queued')
    .filter(({ command: earlier }) =>
      earlier.type === 'person.propose'
        ? earlier.personId === command.personId
        : isCareCommand(command) || command.type === 'care.void'
          ? // each step of the care is judged by those before it
            isCareCommand(earlier) && earlier.personId === command.personId
          : earlier.type === 'visit.record' &&
            (command.type === 'visit.void' || command.type === 'visit.reschedule') &&
            earlier.visitId === command.visitId,
    )
    .map((item) => item.envelope.id);

/** What the server is going to flag, said while it can still be put right. */
export const foresee = (
  command: Command,
  entry: FieldEntry | null,
  at: string,
  by: CareKnowledge & { userId: string },
): FactFlag[] => {
  if (entry === null) return [];
  if (isCareCommand(command)) {
    const decided = decideCare(command, careSituation(entry, by, { userId: by.userId, occurredAt: at }));
    return decided.ok ? decided.value.flags : [];
  }
  if (command.type !== 'visit.record') return [];
  const history = entry.visits.filter((visit) => !visit.voided);
  const situation = { occurredAt: at, now: at, entryState: entry.state, history };
  return decideVisit(command, situation, visitRules).flags;
};

export const submit = async (
  store: FieldStore,
  sender: Sender,
  clock: Clock,
  { command, about, draftId, photos = [], ...past }: Submission,
  toSend: ToSend = async () => [],
): Promise<{ item: OutboxItem; flags: FactFlag[] }> => {
  const payload = Command.parse(command);
  const occurredAt = past.occurredAt ?? clock.now().toISOString();
  const id = newId(clock.now().getTime());
  const elapsedMs = Math.max(0, clock.elapsedMs());
  const county = countyOf(about.areaCode);
  const outgoing = await toSend(photos, { county, commandId: id });
  const item = await store.add(
    (deviceSeq) => {
      const envelope: Envelope = {
        id,
        v: commandVersion,
        type: payload.type,
        county,
        ...sender,
        deviceSeq,
        occurredAt,
        tz: 'Asia/Shanghai',
        elapsedMs,
        // the state of the entry that was on the screen
        ...(about.entry === null ? {} : { basedOn: about.entry.rev }),
        deps: dependencies(payload, store.memory.items),
        attachments: outgoing.map(({ row }) => row.sha256),
        payload,
      };
      return queuedItem(envelope, payload, about.name);
    },
    draftId,
    outgoing,
  );
  const known = { certificates: certificatesIn(store.memory), rules: store.memory.pull.rules ?? [] };
  return { item, flags: foresee(payload, about.entry, occurredAt, { ...known, userId: sender.userId }) };
};
