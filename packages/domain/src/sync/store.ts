/** What synchronisation asks of storage: the only storage interface there is, with a PostgreSQL and a memory implementation. */
import type { AreaCode, AreaRange, CountyCode } from '../area/area-code.ts';
import type { Certificate } from '../care/certificate.ts';
import type { CareType } from '../care/command.ts';
import type { CareFact, CareVoidFact } from '../care/decide.ts';
import type { CareEvent } from '../care/event.ts';
import type { CommandType } from '../command.ts';
import type { DoseCorrectionFact } from '../dose/decide.ts';
import type { GivenDose } from '../dose/status.ts';
import type { ProposePerson } from '../person/command.ts';
import type { Contact, ContactFact } from '../person/decide-contact.ts';
import type { LandmarkFact, PhoneRevealFact, ProposedFact } from '../person/decide.ts';
import type { CandidateRow } from '../person/find-candidates.ts';
import type { PersonState } from '../person/person-state.ts';
import type { DoseStatus, EntryState } from '../register/entry-state.ts';
import type { PublishedRules } from '../rule-version/clinic-rules.ts';
import type { VisitFact, VoidFact } from '../visit/decide.ts';
import type { DatedVisit, RescheduleFact } from '../visit/reschedule.ts';
import type { FactFlag, Outcome, ReplicaEntry } from './query.ts';
import type { SequenceState } from './sequence.ts';

/** Where, for whom and when a transaction runs: scope, audit and every written time follow from it. */
export interface TransactionContext {
  county: CountyCode;
  actorId: string;
  /** the server's clock, ISO 8601 */
  at: string;
}

export interface NewReceipt {
  id: string;
  /** of the person where known, else the county */
  areaCode: AreaCode;
  /** the device and user whose token came with the command, whatever the command says */
  deviceId: string;
  userId: string;
  deviceSeq: number;
  type: string;
  version: number;
  occurredAt: string;
  /** the command as it came, to be sealed */
  body: string;
}

export interface StoredReceipt {
  deviceId: string;
  userId: string;
  outcome: Outcome;
}

export interface PastPlace {
  areaCode: AreaCode;
  until: string;
}

export interface PersonFacts {
  personId: string;
  areaCode: AreaCode;
  /** where the person lived before, each until the moment of the move */
  pastPlaces: readonly PastPlace[];
  state: PersonState;
  mergedInto: string | null;
  /** users who owned an entry of the person at the instant asked for */
  ownerIds: string[];
  /** of the entry in the campaign asked for, or in the open campaign where none was; null without an entry */
  entryState: EntryState | null;
  /** of the same entry, 'none' without one */
  doseStatus: DoseStatus;
  birthDate: string | null;
  visits: (DatedVisit & { voided: boolean })[];
  doses: (GivenDose & { id: string; voided: boolean })[];
  care: CareEvent[];
}

export type DecidedFact =
  | { type: 'visit.record'; fact: VisitFact }
  | { type: 'visit.void'; fact: VoidFact }
  | { type: 'visit.reschedule'; fact: RescheduleFact }
  | { type: 'landmark.note'; fact: LandmarkFact }
  | { type: 'contact.correct'; fact: ContactFact }
  | { type: 'person.propose'; fact: ProposedFact }
  | { type: 'phone.reveal'; fact: PhoneRevealFact }
  | { type: 'dose.correct'; fact: DoseCorrectionFact }
  | { type: CareType; fact: CareFact }
  | { type: 'care.void'; fact: CareVoidFact };

export interface FactContext {
  commandId: string;
  type: CommandType;
  county: CountyCode;
  userId: string;
  deviceId: string;
  /** corrected for a wrong clock of the tablet */
  occurredAt: string;
  receivedAt: string;
  flags: FactFlag[];
}

/** One transaction: everything in it happens, or nothing. */
export interface SyncTx {
  findReceipt(id: string): Promise<StoredReceipt | null>;
  /**
   * Inserts the receipt unless one of that id exists, which is then returned; null means "inserted by us". Where another
   * transaction has inserted it and not ended yet, this waits for it (`INSERT … ON CONFLICT DO NOTHING`).
   */
  claim(receipt: NewReceipt): Promise<StoredReceipt | null>;
  /** Writes the outcome on the receipt claimed in this transaction, and audits it. */
  settle(id: string, outcome: Outcome, areaCode: AreaCode): Promise<void>;
  /** Those of the command ids that have a receipt in this county, whatever became of them. */
  listKnown(ids: readonly string[]): Promise<string[]>;
  /** Locks the person until the end of the transaction, so that two facts about one person are folded one after the other. */
  findPerson(personId: string, campaignId: string | null, at: string): Promise<PersonFacts | null>;
  /** How the locked person is reached. */
  findContact(personId: string): Promise<Contact>;
  /** People of the county who share number, phone, name, its sound or the birth date with the proposed one. */
  listCandidates(command: ProposePerson): Promise<{ nameInitials: string; rows: CandidateRow[] }>;
  /** Those of the users that were not withdrawn, whether or not they hold on some day. */
  listCertificates(userIds: readonly string[]): Promise<Certificate[]>;
  /** What was published in the stead of the rules that come with the product; a store without it has only those. */
  listRules?(): Promise<readonly PublishedRules[]>;
  /** Writes the event, folds and writes the entry with its figures, adds change pointers for old and new scope, audits. */
  apply(decided: DecidedFact, context: FactContext): Promise<void>;
}

/** Whose replica is read: entries the user owns, and all in the present duty areas. */
export interface Reader {
  userId: string;
  ranges: readonly AreaRange[];
}

/** "Look here again": an entry that changed, or a place (or a user's whole list) to be read anew. */
export interface ChangePointer {
  seq: bigint;
  kind: 'entry' | 'reset';
  areaCode: AreaCode;
  entryId: string | null;
  /** set where the change concerns one user wherever it is: an entry given to or taken from somebody */
  userId: string | null;
}

/** One consistent moment of a county, seen with a reader's eyes. */
export interface SyncView {
  /** the highest number given, 0 when none */
  lastSeq(): Promise<bigint>;
  /** in order of `seq` */
  listChanges(after: bigint, limit: number): Promise<ChangePointer[]>;
  /** those of the entries the reader may see now */
  listEntriesById(ids: readonly string[]): Promise<ReplicaEntry[]>;
  /** what the reader may see, in order of entry id */
  listEntriesAfter(afterId: string | null, limit: number): Promise<ReplicaEntry[]>;
  /** whether the reader owns an entry in one of the areas */
  ownsIn(areaCodes: readonly AreaCode[]): Promise<boolean>;
  countEntries(): Promise<number>;
}

export interface SyncStore {
  transact<T>(context: TransactionContext, work: (tx: SyncTx) => Promise<T>): Promise<T>;
  /**
   * First numbers the county's committed changes in a transaction of its own (one numberer at a time), then reads in one
   * snapshot. A change whose writer commits later gets a higher number, so no reader ever steps over it.
   */
  view<T>(county: CountyCode, reader: Reader, work: (view: SyncView) => Promise<T>): Promise<T>;
  /** changes when the server's past changed under the tablets: after a restore */
  epoch(): Promise<string>;
  /** Whether the same command would fail in the same way for ever: something in it does not fit the tables. */
  isLasting(fault: unknown): boolean;
  /** Remembers which numbers of a device and user have arrived. */
  noteSequence(sender: { deviceId: string; userId: string }, arrived: readonly number[]): Promise<void>;
  findSequence(sender: { deviceId: string; userId: string }): Promise<SequenceState>;
}
