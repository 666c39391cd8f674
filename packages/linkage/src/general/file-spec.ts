/** What a person writes in SPEC.json. The table in docs/linking.md explains every word. */

export const comparisonTypes = ['exact', 'name', 'date', 'digits', 'text', 'area'] as const;
export type ComparisonType = (typeof comparisonTypes)[number];

export const modes = ['link_only', 'dedupe', 'both'] as const;
export type Mode = (typeof modes)[number];

export interface FileComparison {
  field: string;
  type: ComparisonType;
  /** agreement on a rare value says more than on a common one */
  frequency: boolean;
  /** another field of the same type whose value is sometimes written here */
  swappedWith: string | null;
  /** lengths of the levels of an area code, longest first */
  prefixes: readonly number[];
}

/** `surname`, `surname:3` (first characters), `phone:-4` (last), `surname:sound`, `born:year`, `born:month_day` */
export interface KeyPart {
  field: string;
  part: number | 'whole' | 'sound' | 'year' | 'month_day';
}

export interface FileRule {
  parts: readonly KeyPart[];
  maxBlock: number;
}

export interface ColumnSource {
  /** headers; several are joined by a blank */
  columns: readonly string[];
  /** of a date */
  format: string | null;
}

export interface FileColumns {
  id: string | null;
  columns: ReadonlyMap<string, ColumnSource>;
}

export interface FileSpec {
  /** null: one file against itself, several against each other */
  mode: Mode | null;
  /** by base name; `*` stands for every file that is not named */
  files: ReadonlyMap<string, FileColumns>;
  comparisons: readonly FileComparison[];
  rules: readonly FileRule[];
}
