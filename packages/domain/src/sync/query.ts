/** What a tablet pushes and pulls. Push takes `unknown[]` on purpose: one unreadable command must not refuse the batch. */
import { z } from 'zod';
import type { PersonLanguage } from '../account/role.ts';
import type { AreaCode } from '../area/area-code.ts';
import type { Campaign } from '../campaign/query.ts';
import type { Certificate, Colleague } from '../care/certificate.ts';
import type { CareEvent } from '../care/event.ts';
import type { CareFlag } from '../care/flags.ts';
import type { DomainError } from '../error.ts';
import type { Sex } from '../person/command.ts';
import type { AgeBand, DoseStatus, EntryState, NextAction } from '../register/entry-state.ts';
import type { PublishedRules } from '../rule-version/clinic-rules.ts';
import type { DoseLine, VisitLine } from '../register/query.ts';
import type { EntryQuestion } from '../visit/question.ts';

export const maxPushBatch = 50;
export const Push = z.strictObject({
  commands: z.array(z.unknown()).max(maxPushBatch),
  deviceNow: z.iso.datetime(),
  /** the server's past the tablet last spoke to; a server of another past asks for everything anew, in its order */
  epoch: z.string().max(64).nullable().exactOptional(),
});
export type Push = z.infer<typeof Push>;

/** A fact that breaks a rule is kept and flagged. */
export type FactFlag =
  | { code: 'clock_skew'; minutes: number }
  | { code: 'in_the_future' }
  | { code: 'person_closed' }
  | { code: 'written_later'; days: number }
  | { code: 'contradicts_visit' }
  | { code: 'reason_missing' }
  | { code: 'next_date_missing' }
  | { code: 'possible_duplicate'; personId: string }
  | { code: 'id_checksum' }
  | { code: 'near_duplicate_dose'; doseId: string }
  | CareFlag;

export type QuarantineReason =
  'wrong_user' | 'revoked_device' | 'outside_duty' | 'unreadable' | 'unknown_person' | 'wrong_role';

export type Outcome =
  | { state: 'applied'; flags: FactFlag[] }
  | { state: 'conflict'; current: unknown }
  | { state: 'refused'; error: DomainError }
  | { state: 'quarantined'; reason: QuarantineReason }
  | { state: 'retry'; afterMs: number };

/** `id` is the command's, or null where none could be read; answers come in the order of the commands. */
export type Answer = Outcome & { id: string | null; replayed: boolean };
export interface PushReply {
  answers: Answer[];
  /** absent from older servers */
  epoch?: string;
  serverTime: string;
}

export const Pull = z.strictObject({
  epoch: z.string().max(64).nullable(),
  /** one cursor per county: the last examined change number, as text */
  cursors: z.record(z.string().regex(/^\d{6}$/), z.string().regex(/^\d+$/)),
  schema: z.int().min(1),
  /** version of the tablet's program; one that is too old is told so, and may still push */
  client: z
    .string()
    .max(32)
    .regex(/^\d+(\.\d+)*/)
    .exactOptional(),
  /** a continued snapshot: county and the last entry id received */
  resume: z.strictObject({ county: z.string(), afterId: z.string() }).nullable(),
});
export type Pull = z.infer<typeof Pull>;

/** One entry with everything a worker needs at the door. No ID number beyond its last four characters. */
export interface ReplicaEntry {
  entryId: string;
  personId: string;
  county: string;
  campaignId: string;
  rev: number;
  serial: number;
  name: string;
  nameInitials: string;
  sex: Sex;
  birthDate: string | null;
  band: AgeBand;
  language: PersonLanguage;
  idLast4: string | null;
  phone: string | null;
  address: string | null;
  areaCode: AreaCode;
  areaPath: string[];
  state: EntryState;
  doseStatus: DoseStatus;
  nextAction: NextAction | null;
  nextDate: string | null;
  visitCount: number;
  disabled: boolean;
  nursingHome: boolean;
  origin: 'base' | 'birthday' | 'door';
  visits: VisitLine[]; // the last five
  doses: DoseLine[];
  /** how the house is found; absent where nobody wrote it down */
  landmark?: string;
  /** what the next visitor is to ask; absent where there is nothing */
  questions?: EntryQuestion[];
  /** the care of the person in order; with it the tablet folds and decides as the server does; absent where there was none */
  care?: CareEvent[];
}

export interface PullReply {
  epoch: string;
  upserts: ReplicaEntry[];
  /** entry ids that left the reader's scope or the register */
  removals: string[];
  /** counties whose rows are to be replaced by this snapshot (its first page only) */
  resetScopes: string[];
  nextCursors: Record<string, string>;
  /** where to go on within a snapshot, or null */
  resume: { county: string; afterId: string } | null;
  hasMore: boolean;
  serverTime: string;
  minClient: string;
  campaigns: Campaign[];
  /** how many entries the reader's scope holds on the server, to compare with the tablet's count */
  scopeCount: number;
  /** duty villages with names, for adding an elder at the door; empty while there is more to come */
  /** of the reader, so that a doubt about them is told before the act; absent from older servers */
  certificates?: Certificate[];
  /** who vaccinates or signs as a doctor around the reader, so that a team can be named without a network; absent from older servers */
  colleagues?: Colleague[];
  /** what was published in the stead of the rules that come with the program; with the last page, absent where nothing was */
  rules?: PublishedRules[];
  villages: { areaCode: AreaCode; nameZh: string; nameKo: string | null; nameBo: string | null }[];
}

/** Commands only the server can open: from a queue whose PIN was forgotten. Each holds the token of its tablet inside. */
export const PushSealed = z.strictObject({
  deviceId: z.uuid(),
  deviceNow: z.iso.datetime(),
  items: z.array(z.strictObject({ id: z.uuidv7(), sealed: z.base64().max(200_000) })).max(maxPushBatch),
});
export type PushSealed = z.infer<typeof PushSealed>;

/** Taken: the server holds it for good, whatever became of it. Not taken: it did not open here, or is to be sent again. */
export interface SealedAnswer {
  id: string;
  taken: boolean;
}

export interface DeviceToken {
  deviceId: string;
  token: string;
  /** public key (P-256, uncompressed, base64) that commands are sealed to */
  outboxKey: string;
}
