/** Rows of one person that people declared different and the linkage therefore put apart, pure. */
import { isDecided, type LinkedRow, type ProposeInput } from './linked-row.ts';
import type { Return } from './return-persons.ts';

const byPlace = (left: LinkedRow, right: LinkedRow): number =>
  (left.importedAt < right.importedAt ? -1 : Number(left.importedAt > right.importedAt)) ||
  (left.id < right.id ? -1 : 1);

/**
 * The part that stays the person: where others were merged into them, the one with the oldest row that was never anybody
 * else's; else the largest. An elder found at the door is where their door is.
 */
const keptFirst = (parts: LinkedRow[][], formerly: ReadonlyMap<string, readonly string[]>): LinkedRow[][] => {
  const rows = parts.flat();
  const own = rows.filter(({ id }) => !formerly.has(id));
  const first = own.find(({ kind }) => kind === 'door') ?? own.toSorted(byPlace)[0];
  const isMerge = own.length < rows.length;
  const rank = (part: LinkedRow[]): number => (isMerge && first !== undefined && part.includes(first) ? 0 : 1);
  return parts.toSorted(
    (left, right) =>
      rank(left) - rank(right) || right.length - left.length || ((left[0]?.id ?? '') < (right[0]?.id ?? '') ? -1 : 1),
  );
};

/** Whom this part was before a merge: somebody none of whose rows are in another part, and most of whose are in this one. */
const formerPerson = (
  part: readonly LinkedRow[],
  others: readonly LinkedRow[],
  formerly: ReadonlyMap<string, readonly string[]>,
): string | undefined => {
  const elsewhere = new Set(others.flatMap(({ id }) => formerly.get(id) ?? []));
  const votes = Map.groupBy(
    part.flatMap(({ id }) => formerly.get(id) ?? []).filter((id) => !elsewhere.has(id)),
    (id) => id,
  );
  return [...votes].toSorted(([a, left], [b, right]) => right.length - left.length || (a < b ? -1 : 1))[0]?.[0];
};

/** Who was a person before a merge is that person again; other parts lose theirs and make a new one. */
export const splitPersons = (input: ProposeInput): { rows: LinkedRow[]; returned: Return[] } => {
  if (input.different.size === 0) return { rows: [...input.rows], returned: [] };
  const formerly = input.formerly ?? new Map<string, readonly string[]>();
  const returned: Return[] = [];
  const split = (personId: string, rows: LinkedRow[]): LinkedRow[] => {
    const byCluster = Map.groupBy(rows, (row) => input.clusterOf.get(row.id) ?? row.id);
    const [kept = [], ...others] = keptFirst([...byCluster.values()], formerly);
    return [
      ...kept,
      ...others.flatMap((part) => {
        if (!isDecided(kept, part, input.different) || part.some((row) => row.kind === 'door')) return part;
        const rest = rows.filter((row) => !part.includes(row));
        const former = formerPerson(part, rest, formerly);
        const county = part[0]?.county ?? null;
        if (former === undefined || county === null)
          return part.map((row) => ({ ...row, personId: null, county: null }));
        returned.push({ county, personId: former, from: personId });
        return part.map((row) => ({ ...row, personId: former }));
      }),
    ];
  };
  const rows = [...Map.groupBy(input.rows, (row) => row.personId)].flatMap(([personId, own]) =>
    personId === null ? own : split(personId, own),
  );
  return { rows, returned };
};
