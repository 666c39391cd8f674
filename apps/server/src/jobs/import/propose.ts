/**
 * From clusters of rows to persons, pure. What people and earlier runs settled is not undone by a model:
 * - a row that has a person keeps it, unless somebody decided that it is a different person: the one it was before a merge,
 *   or else a new one;
 * - new rows join the person most of their cluster belongs to;
 * - a cluster that holds two existing persons is a question for people; only their answer "the same" makes one of two;
 * - population, social, medical and health rows make a new person; a vaccination row alone does so only with a valid ID
 *   number and a residence inside the prefecture, because it otherwise is most often a misspelt known person.
 */
import { randomUUID } from 'node:crypto';
import { isDecided, type LinkedRow, type ProposeInput } from './linked-row.ts';
import type { Return } from './return-persons.ts';
import { splitPersons } from './split-persons.ts';

export interface PersonProposal {
  personId: string;
  /** null: a person the register does not have yet */
  county: string | null;
  /** all rows of the person, old and new */
  rows: string[];
}

export interface MergeQuestion {
  left: string;
  right: string;
}

/** Two persons of the register of whom somebody said that they are one. */
export interface Absorption {
  county: string;
  from: string;
  into: string;
}

export interface Proposal {
  persons: PersonProposal[];
  absorbed: Absorption[];
  /** persons who come back out of a merge */
  returned: Return[];
  /** rows that make nobody: a vaccination row without a match, or nobody with a known residence in the prefecture */
  unplaced: string[];
  merges: MergeQuestion[];
  newPersons: number;
  matched: number;
}

const kindRank: readonly LinkedRow['kind'][] = [
  'population', 'door', 'medical', 'social', 'disability', 'health', 'nursing_home', 'move_out', 'death', 'vaccination',
]; // prettier-ignore

const representative = (rows: readonly LinkedRow[]): LinkedRow | undefined =>
  rows.toSorted(
    (left, right) => kindRank.indexOf(left.kind) - kindRank.indexOf(right.kind) || (left.id < right.id ? -1 : 1),
  )[0];

/** A person has one county: two of different counties are one only after a transfer. */
const mayAbsorb = (into: readonly LinkedRow[], from: readonly LinkedRow[]): boolean =>
  into[0]?.county === from[0]?.county && !from.some((row) => row.kind === 'door');

/** Lists of what happened to somebody make nobody: who died or left unknown to the register is no one to visit. */
const makesPerson = (row: LinkedRow): boolean =>
  row.kind === 'vaccination' ? row.idValid && row.areaCode !== null : row.kind !== 'death' && row.kind !== 'move_out';

export const propose = (input: ProposeInput): Proposal => {
  const newId = input.newId ?? randomUUID;
  const { rows, returned } = splitPersons(input);
  const proposal: Proposal = {
    persons: [],
    absorbed: [],
    returned,
    unplaced: [],
    merges: [],
    newPersons: 0,
    matched: 0,
  };
  const known = new Map<string, PersonProposal>();
  const touched = new Set(returned.map(({ personId }) => personId));
  for (const row of rows) {
    if (row.personId === null) continue;
    const person = known.get(row.personId) ?? { personId: row.personId, county: row.county, rows: [] };
    known.set(row.personId, person);
    if (row.kind !== 'door') person.rows.push(row.id);
  }
  for (const cluster of Map.groupBy(rows, (row) => input.clusterOf.get(row.id) ?? row.id).values()) {
    const settled = Map.groupBy(
      cluster.filter((row) => row.personId !== null),
      (row) => row.personId ?? '',
    );
    const open = cluster.filter((row) => row.personId === null);
    const owners = [...settled].toSorted(([a, left], [b, right]) => right.length - left.length || (a < b ? -1 : 1));
    const [owner, ...others] = owners;
    const first = owner === undefined ? undefined : representative(owner[1]);
    const united = [...(owner?.[1] ?? [])];
    for (const [otherId, other] of others) {
      if (owner !== undefined && isDecided(united, other, input.same) && mayAbsorb(owner[1], other)) {
        proposal.absorbed.push({ county: other[0]?.county ?? '', from: otherId, into: owner[0] });
        known.get(owner[0])?.rows.push(...(known.get(otherId)?.rows ?? []));
        known.delete(otherId);
        touched.add(owner[0]);
        united.push(...other);
        continue;
      }
      const second = representative(other);
      if (first !== undefined && second !== undefined) proposal.merges.push({ left: first.id, right: second.id });
    }
    if (open.length === 0) continue;
    const fresh = open.filter((row) => row.fresh).length;
    if (owner !== undefined) {
      const person = known.get(owner[0]);
      person?.rows.push(...open.map((row) => row.id));
      touched.add(owner[0]);
      proposal.matched += fresh;
    } else if (open.some(makesPerson) && input.isPlaceable(open)) {
      proposal.persons.push({ personId: newId(), county: null, rows: open.map((row) => row.id) });
      proposal.newPersons += 1;
      proposal.matched += Math.max(0, fresh - 1);
    } else proposal.unplaced.push(...open.map((row) => row.id));
  }
  // a person who lost rows to a decision is written again as well
  for (const row of input.rows) {
    if (row.personId !== null && known.get(row.personId)?.rows.includes(row.id) === false && row.kind !== 'door')
      touched.add(row.personId);
  }
  for (const personId of touched) {
    const person = known.get(personId);
    if (person !== undefined) proposal.persons.push(person);
  }
  return proposal;
};
