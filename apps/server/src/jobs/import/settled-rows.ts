/** What earlier approvals and people settled about rows, and which rows the next linkage has to look at again. */
import type { BulkWriter } from '@qiaomen/prisma/scoped';
import type { LinkedRow } from './linked-row.ts';

export interface Decision {
  left: string;
  right: string;
  same: boolean;
}

interface PlacedDecision extends Decision {
  leftPerson: string | null;
  rightPerson: string | null;
}

/** In the order people decided, with whom the rows belong to now. */
export const loadDecisions = async (b: BulkWriter): Promise<PlacedDecision[]> =>
  b.query<PlacedDecision & Record<string, unknown>>(
    `SELECT p."left"::text AS left, p."right"::text AS right, p.state = 'same' AS same,
            l.person_id::text AS "leftPerson", r.person_id::text AS "rightPerson"
       FROM link.link_pair p LEFT JOIN link.source_record l ON l.id = p."left" LEFT JOIN link.source_record r ON r.id = p."right"
      WHERE p.state IN ('same', 'different') ORDER BY p.decided_at, p.id`,
  );

type Row = Pick<LinkedRow, 'id' | 'personId' | 'fresh'>;

/**
 * What earlier approvals published stays together, unless somebody decided about these very rows. Where a merge is taken
 * apart, what came with each of those merged stays together; what the living person had besides is linked anew.
 */
export class SettledRows {
  readonly #formerly: ReadonlyMap<string, readonly string[]>;
  /** rows somebody parted from others */
  readonly #doubted = new Set<string>();
  /** rows somebody put together with those of another person */
  readonly #joined = new Set<string>();
  /** persons who are taken apart into those who were merged */
  readonly #parted = new Set<string>();

  constructor(decisions: readonly PlacedDecision[], formerly: ReadonlyMap<string, readonly string[]>) {
    this.#formerly = formerly;
    for (const { left, right, same, leftPerson, rightPerson } of decisions) {
      if (same && leftPerson !== rightPerson) this.#joined.add(left).add(right);
      if (same) continue;
      const isOnePerson = leftPerson !== null && leftPerson === rightPerson;
      if (isOnePerson && this.#historyOf(left) !== this.#historyOf(right)) this.#parted.add(leftPerson);
      else this.#doubted.add(left).add(right);
    }
  }

  #historyOf(id: string): string {
    return (this.#formerly.get(id) ?? []).toSorted().join();
  }

  /** Rows of one key are one person, whatever a model says of them; null: the linkage decides. */
  keyOf({ id, personId }: Row): string | null {
    if (personId === null || this.#doubted.has(id)) return null;
    if (!this.#parted.has(personId)) return personId;
    return this.#formerly.has(id) ? `${personId} ${this.#historyOf(id)}` : null;
  }

  /** New, without a person, or decided about: everything else is where it belongs, and is only compared with these. */
  isOpen(row: Row): boolean {
    return row.fresh || row.personId === null || this.#joined.has(row.id) || this.keyOf(row) !== row.personId;
  }

  /** The same for a linkage that links everything with everything, which knows decisions only. */
  pairs(rows: readonly Row[]): Decision[] {
    const groups = Map.groupBy(rows, (row) => this.keyOf(row));
    groups.delete(null);
    return [...groups.values()].flatMap(([first, ...others]) =>
      first === undefined ? [] : others.map((row) => ({ left: first.id, right: row.id, same: true })),
    );
  }
}
