/** The store in memory: the model that the tablet's simulation and the contract suite run against. */
import type { CountyCode } from '../area/area-code.ts';
import { applyInMemory, moveInMemory, proposalRows } from './memory-apply.ts';
import {
  emptyMemory,
  openStaging,
  toReplicaEntry,
  type Memory,
  type MemoryCampaign,
  type MemoryEntry,
  type Staging,
} from './memory-model.ts';
import { LockBook } from './memory-tables.ts';
import type { Outcome } from './query.ts';
import { isVisible } from './scope.ts';
import { emptySequence, noteArrived, type SequenceState } from './sequence.ts';
import type { ChangePointer, PersonFacts, Reader, SyncStore, SyncTx, SyncView, TransactionContext } from './store.ts';

const pending: Outcome = { state: 'retry', afterMs: 0 };

const factsOf = (staging: Staging, personId: string, campaignId: string | null, at: string): PersonFacts | null => {
  const person = staging.persons.get(personId);
  if (person === undefined) return null;
  const entries = staging.entries.list().filter((entry) => entry.personId === personId);
  const entry = entries.find((one) => campaignId === null || one.campaignId === campaignId);
  const instant = Date.parse(at);
  const owned = staging.owners.list().filter((owner) => entries.some((one) => one.entryId === owner.entryId));
  const then = owned.filter(({ from, to }) => Date.parse(from) <= instant && (to === null || instant < Date.parse(to)));
  return {
    personId,
    areaCode: person.areaCode,
    pastPlaces: person.pastPlaces ?? [],
    state: person.state,
    mergedInto: person.mergedInto,
    ownerIds: [...new Set(then.map((owner) => owner.userId))],
    entryState: entry?.fold.state ?? null,
    doseStatus: entry?.fold.doseStatus ?? 'none',
    birthDate: person.birthDate,
    visits: staging.visits.list().filter((visit) => visit.personId === personId),
    doses: staging.doses.list().filter((dose) => dose.personId === personId),
    care: staging.care.list().filter((event) => event.personId === personId),
  };
};

export class MemoryStore implements SyncStore {
  readonly memory: Memory;
  readonly #locks = new LockBook();
  readonly #sequences = new Map<string, SequenceState>();
  /** by county: what has its number, and how many of the changes were looked at for it */
  readonly #numbered = new Map<string, { upTo: number; pointers: ChangePointer[] }>();
  #epoch = 'memory-1';

  constructor(campaign: MemoryCampaign) {
    this.memory = emptyMemory(campaign);
  }

  async transact<T>({ county }: TransactionContext, work: (tx: SyncTx) => Promise<T>): Promise<T> {
    const staging = openStaging(this.memory, county);
    const releases = new Map<string, () => void>();
    const lock = async (key: string): Promise<void> => {
      if (!releases.has(key)) releases.set(key, await this.#locks.acquire(`${county}/${key}`));
    };
    try {
      const value = await work(this.#tx(staging, lock));
      staging.commit();
      return value;
    } finally {
      for (const release of releases.values()) release();
    }
  }

  #tx(staging: Staging, lock: (key: string) => Promise<void>): SyncTx {
    return {
      findReceipt: (id) => Promise.resolve(staging.receipts.get(id) ?? null),
      claim: async (receipt) => {
        await lock(`receipt/${receipt.id}`);
        const stored = staging.receipts.get(receipt.id);
        if (stored !== undefined) return stored;
        staging.receipts.put(receipt.id, { ...receipt, outcome: pending });
        return null;
      },
      settle: (id, outcome, areaCode) => {
        const receipt = staging.receipts.get(id);
        if (receipt === undefined) return Promise.reject(new Error('settle: nothing was claimed'));
        staging.receipts.put(id, { ...receipt, areaCode, outcome });
        return Promise.resolve();
      },
      listKnown: (ids) => Promise.resolve(ids.filter((id) => staging.receipts.get(id) !== undefined)),
      findPerson: async (personId, campaignId, at) => {
        await lock(`person/${personId}`);
        return factsOf(staging, personId, campaignId, at);
      },
      findContact: (personId) => {
        const { phone = null, address = null, language = 'zh-CN' } = staging.persons.get(personId) ?? {};
        return Promise.resolve({ phone, address, language });
      },
      listCandidates: (command) => Promise.resolve(proposalRows(staging, command)),
      listCertificates: (userIds) =>
        Promise.resolve(this.memory.certificates.filter(({ userId }) => userIds.includes(userId))),
      apply: (decided, context) => Promise.resolve(applyInMemory(staging, this.memory.campaign, decided, context)),
    };
  }

  async view<T>(county: CountyCode, reader: Reader, work: (view: SyncView) => Promise<T>): Promise<T> {
    const numbered = this.#number(county);
    const last = numbered.at(-1)?.seq ?? 0n;
    // a snapshot: what commits while `work` waits is not seen
    const entries = [...this.memory.entries.rows.values()].filter((entry) => entry.county === county);
    const mine = entries
      .filter((entry) => entry.fold.state !== 'merged' && isVisible(reader, entry))
      .toSorted((a, b) => (a.entryId < b.entryId ? -1 : 1));
    const rows = new Map(mine.map((entry) => [entry.entryId, toReplicaEntry(this.memory, entry)]));
    return work({
      lastSeq: () => Promise.resolve(last),
      listChanges: (after, limit) =>
        Promise.resolve(numbered.filter(({ seq }) => seq > after && seq <= last).slice(0, limit)),
      listEntriesById: (ids) =>
        Promise.resolve(ids.flatMap((id) => rows.get(id) ?? []).toSorted((a, b) => (a.entryId < b.entryId ? -1 : 1))),
      listEntriesAfter: (afterId, limit) =>
        Promise.resolve(
          [...rows.values()].filter(({ entryId }) => afterId === null || entryId > afterId).slice(0, limit),
        ),
      ownsIn: (areaCodes) =>
        Promise.resolve(
          mine.some(
            (entry) => entry.ownerId === reader.userId && areaCodes.some((code) => entry.areaCode.startsWith(code)),
          ),
        ),
      countEntries: () => Promise.resolve(mine.length),
    });
  }

  /** Gives numbers to what has been committed, in the order it was written. */
  #number(county: CountyCode): ChangePointer[] {
    const { upTo, pointers } = this.#numbered.get(county) ?? { upTo: 0, pointers: [] };
    const news = this.memory.changes.slice(upTo).filter((change) => change.county === county);
    const known = news.flatMap(({ seq, ...pointer }) => (seq === null ? [] : [{ ...pointer, seq }]));
    pointers.push(...known.toSorted((a, b) => (a.seq < b.seq ? -1 : 1)));
    let last = pointers.at(-1)?.seq ?? 0n;
    for (const change of news.toSorted((a, b) => a.id - b.id)) {
      if (change.seq !== null) continue;
      last += 1n;
      change.seq = last;
      pointers.push({ ...change, seq: last });
    }
    this.#numbered.set(county, { upTo: this.memory.changes.length, pointers });
    return pointers;
  }

  epoch(): Promise<string> {
    return Promise.resolve(this.#epoch);
  }

  isLasting(): boolean {
    return false;
  }

  noteSequence(sender: { deviceId: string; userId: string }, arrived: readonly number[]): Promise<void> {
    const key = `${sender.deviceId}/${sender.userId}`;
    this.#sequences.set(key, noteArrived(this.#sequences.get(key) ?? emptySequence, arrived));
    return Promise.resolve();
  }

  findSequence(sender: { deviceId: string; userId: string }): Promise<SequenceState> {
    return Promise.resolve(this.#sequences.get(`${sender.deviceId}/${sender.userId}`) ?? emptySequence);
  }

  /** Puts the server's clock back, as a restore from a backup would; tablets notice by the epoch. */
  restore(to: MemoryStore, epoch: string): void {
    for (const table of ['persons', 'entries', 'owners', 'visits', 'doses', 'care', 'proposals', 'receipts'] as const) {
      const mine: Map<string, unknown> = this.memory[table].rows;
      mine.clear();
      for (const [key, row] of to.memory[table].rows) mine.set(key, row);
    }
    this.memory.changes.splice(0, Infinity, ...to.memory.changes.map((change) => ({ ...change })));
    this.#numbered.clear();
    this.memory.applied.splice(0, Infinity, ...to.memory.applied);
    this.#sequences.clear();
    for (const [key, state] of to.#sequences) this.#sequences.set(key, state);
    this.#epoch = epoch;
  }

  /** Moves an entry to another owner or place, with pointers for what it left and where it came. */
  move(entryId: string, to: Partial<Pick<MemoryEntry, 'ownerId' | 'areaCode'>>, at: string): Promise<void> {
    const entry = this.memory.entries.rows.get(entryId);
    if (entry === undefined) return Promise.reject(new Error('move: no such entry'));
    const staging = openStaging(this.memory, entry.county);
    moveInMemory(staging, entry, to, at);
    staging.commit();
    return Promise.resolve();
  }
}
