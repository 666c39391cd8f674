/** Base figures as the screens read and ask for them. */
import { z } from 'zod';
import { AreaCode, type AreaLevel } from '../area/area-code.ts';
import { PageRequest } from '../page.ts';
import type { Sex } from '../person/command.ts';
import { AgeBand, type DoseStatus, type EntryState } from '../register/entry-state.ts';
import type { Coverage } from './coverage.ts';
import { Standing, standings, type BaseRule } from './standing.ts';

export const snapshotStates = [
  'counting', 'draft', 'publishing', 'published', 'superseded', 'discarded', 'cancelled', 'failed',
] as const; // prettier-ignore
export const SnapshotState = z.enum(snapshotStates);
export type SnapshotState = z.infer<typeof SnapshotState>;

export const CountBase = z.strictObject({
  snapshotId: z.uuid(),
  campaignId: z.uuid(),
  excludeReportedDeaths: z.boolean(),
  excludeNoResidence: z.boolean(),
});
export type CountBase = z.infer<typeof CountBase>;

export const SnapshotRequest = z.strictObject({ snapshotId: z.uuid() });
export const ListSnapshots = z.strictObject({ campaignId: z.uuid(), page: PageRequest });
export type ListSnapshots = z.infer<typeof ListSnapshots>;

export interface SnapshotLine {
  id: string;
  campaignId: string;
  areaCode: AreaCode;
  /** null until it is published for the first time */
  number: number | null;
  state: SnapshotState;
  rule: BaseRule;
  /** the instant at which everyone was counted */
  asOf: string | null;
  createdBy: string | null;
  createdAt: string;
  publishedBy: string | null;
  publishedAt: string | null;
  /** persons by standing, as counted */
  counts: Partial<Record<Standing, number>>;
  /** of the whole campaign: in the base figure, and of these eligible, as counted */
  all: number;
  eligible: number;
  progress: { step: string; done: number; total: number | null } | null;
}

export const ReadSnapshot = z.strictObject({ snapshotId: z.uuid(), areaCode: AreaCode });
export type ReadSnapshot = z.infer<typeof ReadSnapshot>;

interface NamedPart {
  areaCode: AreaCode;
  level: AreaLevel;
  name: string;
  nameKo: string | null;
  nameBo: string | null;
}

export interface SnapshotPart extends NamedPart {
  counts: Partial<Record<Standing, number>>;
  all: number;
  eligible: number;
  bands: Record<AgeBand, number>;
}

export interface SnapshotDetail {
  snapshot: SnapshotLine;
  path: { areaCode: AreaCode; name: string }[];
  total: SnapshotPart;
  rows: SnapshotPart[];
}

/** Rows behind a figure: by where they stood, or by what became of the members since. */
export const memberFigures = ['all', 'eligible', 'vaccinated', 'notVaccinated', 'complete', 'out'] as const;
export const ListMembers = z.strictObject({
  snapshotId: z.uuid(),
  areaCode: AreaCode,
  /** only who was known to be in `areaCode` and no closer */
  exactArea: z.boolean(),
  standing: Standing.nullable(),
  figure: z.enum(memberFigures).nullable(),
  page: PageRequest,
});
export type ListMembers = z.infer<typeof ListMembers>;

export interface PersonLine {
  county: string;
  personId: string;
  /** null: moved to where the reader may not look */
  name: string | null;
  sex: Sex | null;
  birthDate: string | null;
}

export interface MemberRow extends PersonLine {
  /** where the person was when counted */
  areaCode: AreaCode;
  areaPath: string[];
  band: AgeBand | null;
  standing: Standing;
  /** as they are now; null without an entry in the campaign */
  state: EntryState | null;
  doseStatus: DoseStatus | null;
}

export const ReadCoverage = z.strictObject({ campaignId: z.uuid(), areaCode: AreaCode });
export type ReadCoverage = z.infer<typeof ReadCoverage>;

export interface CoverageRow extends NamedPart {
  coverage: Coverage;
}

/** Coverage of this moment against the base figure in force; `snapshot` is null before the first one. */
export interface CoverageReport {
  asOf: string;
  snapshot: SnapshotLine | null;
  total: CoverageRow | null;
  bands: { band: AgeBand; coverage: Coverage }[];
  rows: CoverageRow[];
}

/** Why two base figures differ. `elsewhere`: counted in another part, outside the area asked about. */
export const differenceKinds = ['entered', 'left', 'village', 'band', 'eligibility'] as const;
export const DifferenceKind = z.enum(differenceKinds);
export type DifferenceKind = z.infer<typeof DifferenceKind>;
export const differenceReasons = ['absent', 'elsewhere', ...standings, ...AgeBand.options] as const;
export const DifferenceReason = z.enum(differenceReasons);
export type DifferenceReason = z.infer<typeof DifferenceReason>;

export const CompareSnapshots = z.strictObject({ from: z.uuid(), to: z.uuid(), areaCode: AreaCode });
export type CompareSnapshots = z.infer<typeof CompareSnapshots>;

export interface DifferenceCount {
  kind: DifferenceKind;
  /** entered: how the person stood before; left: how the person stands now; else what it became */
  reason: DifferenceReason;
  amount: number;
}

export interface DifferencePart extends NamedPart {
  entered: number;
  left: number;
  changed: number;
}

/** all(to) − all(from) is always entered − left. */
export interface Comparison {
  from: SnapshotLine;
  to: SnapshotLine;
  path: { areaCode: AreaCode; name: string }[];
  fromAll: number;
  toAll: number;
  counts: DifferenceCount[];
  rows: DifferencePart[];
}

export const ListDifferences = z.strictObject({
  from: z.uuid(),
  to: z.uuid(),
  areaCode: AreaCode,
  kind: DifferenceKind.nullable(),
  reason: DifferenceReason.nullable(),
  page: PageRequest,
});
export type ListDifferences = z.infer<typeof ListDifferences>;

interface Stood {
  areaPath: string[];
  band: AgeBand | null;
  standing: Standing;
}

export interface DifferenceRow extends PersonLine {
  kind: DifferenceKind;
  reason: DifferenceReason;
  before: Stood | null;
  after: Stood | null;
}
