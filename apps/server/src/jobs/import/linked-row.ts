/** Rows as the proposal sees them, and what people decided about pairs of them. */
import type { SourceKind } from '@qiaomen/domain/register/query';

/** What the proposal must know of a row; `door` stands for a person found at the door, who has no row. */
export interface LinkedRow {
  id: string;
  kind: SourceKind | 'door';
  /** of one of the batches being linked, not yet approved */
  fresh: boolean;
  personId: string | null;
  county: string | null;
  idValid: boolean;
  areaCode: string | null;
  /** when its batch was uploaded, ISO; empty for `door` */
  importedAt: string;
  rowNo: number;
  /** product and day of a vaccination row */
  dose: string | null;
}

export interface ProposeInput {
  rows: readonly LinkedRow[];
  clusterOf: ReadonlyMap<string, string>;
  /** pairs people declared different: `left|right` with left < right */
  different: ReadonlySet<string>;
  /** pairs people declared the same */
  same: ReadonlySet<string>;
  /** who a row belonged to before they were merged into its person */
  formerly?: ReadonlyMap<string, readonly string[]>;
  /** whether a person with these rows can be published: a residence in the prefecture is known */
  isPlaceable(rows: readonly LinkedRow[]): boolean;
  newId?: () => string;
}

export const pairKey = (left: string, right: string): string =>
  left < right ? `${left}|${right}` : `${right}|${left}`;

export const isDecided = (
  left: readonly LinkedRow[],
  right: readonly LinkedRow[],
  pairs: ReadonlySet<string>,
): boolean => pairs.size > 0 && left.some((one) => right.some((other) => pairs.has(pairKey(one.id, other.id))));
