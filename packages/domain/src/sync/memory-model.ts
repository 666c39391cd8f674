/** The tables of the memory store. */
import type { AreaCode, CountyCode } from '../area/area-code.ts';
import type { FoldedCampaign, EntryFold } from '../register/fold-entry.ts';
import { bandOn } from '../register/age.ts';
import type { Certificate } from '../care/certificate.ts';
import { inCareOrder, type CareEvent } from '../care/event.ts';
import type { DoseProduct } from '../dose/command.ts';
import type { PersonLanguage } from '../account/role.ts';
import type { Sex } from '../person/command.ts';
import type { PersonState } from '../person/person-state.ts';
import type { VisitOutcome, VisitReason } from '../visit/codes.ts';
import { Staged, Table } from './memory-tables.ts';
import type { FactFlag, Outcome, ReplicaEntry } from './query.ts';
import type { NewReceipt, PastPlace } from './store.ts';

export interface MemoryCampaign extends FoldedCampaign {
  id: string;
}

export interface MemoryPerson {
  personId: string;
  areaCode: AreaCode;
  pastPlaces?: readonly PastPlace[];
  name: string;
  sex: Sex;
  birthDate: string | null;
  phone: string | null;
  address?: string | null;
  language?: PersonLanguage;
  state: PersonState;
  mergedInto: string | null;
  deceased: boolean;
  landmark?: { text: string; at: string };
}

export interface MemoryEntry {
  entryId: string;
  county: CountyCode;
  personId: string;
  campaignId: string;
  areaCode: AreaCode;
  ownerId: string | null;
  ownerBy: 'area' | 'person' | null;
  origin: 'base' | 'birthday' | 'door';
  serial: number;
  rev: number;
  fold: EntryFold;
}

export interface MemoryVisit {
  id: string;
  personId: string;
  occurredAt: string;
  outcome: VisitOutcome;
  reasons: VisitReason[];
  nextDate: string | null;
  note: string;
  userId: string;
  byPhone: boolean;
  /** when it was last moved to another day */
  movedAt: string | null;
  voided: boolean;
  flags: FactFlag[];
}

export interface MemoryDose {
  id: string;
  personId: string;
  product: DoseProduct;
  givenOn: string;
  voided: boolean;
}

export type MemoryCare = CareEvent & { personId: string; flags: FactFlag[] };

export interface MemoryChange {
  id: number;
  county: CountyCode;
  seq: bigint | null;
  kind: 'entry' | 'reset';
  areaCode: AreaCode;
  entryId: string | null;
  userId: string | null;
}

export interface Memory {
  campaign: MemoryCampaign;
  persons: Table<MemoryPerson>;
  entries: Table<MemoryEntry>;
  owners: Table<{ entryId: string; userId: string; from: string; to: string | null }>;
  visits: Table<MemoryVisit>;
  doses: Table<MemoryDose>;
  care: Table<MemoryCare>;
  certificates: Certificate[];
  proposals: Table<{ proposalId: string; personId: string; candidates: string[] }>;
  receipts: Table<NewReceipt & { outcome: Outcome }>;
  changes: MemoryChange[];
  nextChange: number;
  /** ids of the commands that changed something, in the order of their commits: what an audit trail would show */
  applied: string[];
}

export const emptyMemory = (campaign: MemoryCampaign): Memory => ({
  campaign,
  persons: new Table(),
  entries: new Table(),
  owners: new Table(),
  visits: new Table(),
  doses: new Table(),
  care: new Table(),
  certificates: [],
  proposals: new Table(),
  receipts: new Table(),
  changes: [],
  nextChange: 1,
  applied: [],
});

export const openStaging = (memory: Memory, county: CountyCode) => {
  const tables = {
    persons: new Staged(memory.persons),
    entries: new Staged(memory.entries),
    owners: new Staged(memory.owners),
    visits: new Staged(memory.visits),
    doses: new Staged(memory.doses),
    care: new Staged(memory.care),
    proposals: new Staged(memory.proposals),
    receipts: new Staged(memory.receipts),
  };
  const changes: MemoryChange[] = [];
  const applied: string[] = [];
  return {
    ...tables,
    county,
    /** the id is drawn when the row is written, not when it is committed: as with a database sequence */
    point(change: Pick<MemoryChange, 'kind' | 'areaCode' | 'entryId' | 'userId'>): void {
      changes.push({ ...change, id: memory.nextChange, county, seq: null });
      memory.nextChange += 1;
    },
    noteApplied(commandId: string): void {
      applied.push(commandId);
    },
    commit(): void {
      memory.applied.push(...applied);
      for (const table of Object.values(tables)) table.commit();
      memory.changes.push(...changes);
    },
  };
};
export type Staging = ReturnType<typeof openStaging>;

const told = new WeakMap<MemoryEntry, ReplicaEntry>();

/** Whatever changes about a person replaces the row of the entry in the same commit, so one row is told in one way. */
export const toReplicaEntry = (memory: Memory, entry: MemoryEntry): ReplicaEntry => {
  const known = told.get(entry);
  if (known !== undefined) return known;
  const replica = describeEntry(memory, entry);
  told.set(entry, replica);
  return replica;
};

const describeEntry = (memory: Memory, entry: MemoryEntry): ReplicaEntry => {
  const person = memory.persons.rows.get(entry.personId);
  const { state, doseStatus, nextAction, nextDate, visitCount } = entry.fold;
  const ofPerson = <Row extends { personId: string }>(row: Row): boolean => row.personId === entry.personId;
  const visits = [...memory.visits.rows.values()]
    .filter(ofPerson)
    .toSorted((a, b) => (a.occurredAt < b.occurredAt ? 1 : -1));
  const care = [...memory.care.rows.values()].filter(ofPerson).toSorted(inCareOrder);
  return {
    entryId: entry.entryId,
    personId: entry.personId,
    county: entry.county,
    campaignId: entry.campaignId,
    rev: entry.rev,
    serial: entry.serial,
    name: person?.name ?? '',
    nameInitials: person?.name.toLowerCase() ?? '',
    sex: person?.sex ?? 'unknown',
    birthDate: person?.birthDate ?? null,
    band: bandOn(person?.birthDate ?? null, memory.campaign.referenceDate),
    language: person?.language ?? 'zh-CN',
    idLast4: null,
    phone: person?.phone ?? null,
    address: person?.address ?? null,
    areaCode: entry.areaCode,
    areaPath: [],
    state,
    doseStatus,
    nextAction,
    nextDate,
    visitCount,
    disabled: false,
    nursingHome: false,
    origin: entry.origin,
    visits: visits
      .slice(0, 5)
      .map(({ id, occurredAt, outcome, reasons, nextDate: date, note, userId, voided, flags, byPhone }) => ({
        id,
        occurredAt,
        outcome,
        reasons,
        nextDate: date,
        note,
        userName: userId,
        voided,
        flags: flags.map((flag) => flag.code),
        ...(byPhone ? { byPhone } : {}),
      })),
    ...(person?.landmark === undefined || person.landmark.text === '' ? {} : { landmark: person.landmark.text }),
    doses: [...memory.doses.rows.values()]
      .filter(ofPerson)
      .map(({ id, product, givenOn, voided }) => ({ id, product, givenOn, origin: 'person', voided, flags: [] })),
    ...(care.length === 0 ? {} : { care: care.map(({ personId: _id, flags: _flags, ...event }) => event) }),
  };
};
