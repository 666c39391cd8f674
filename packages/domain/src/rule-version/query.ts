/** Versions of rules: asked for, saved, counted, published; and how they are shown. */
import { z } from 'zod';
import { AreaCode } from '../area/area-code.ts';
import { PageRequest } from '../page.ts';
import { RuleBody, type RuleKind } from './body.ts';
import { dueShifts, type DueShift } from './due-shift.ts';

export const RuleVersionState = z.enum(['draft', 'published', 'discarded']);
export type RuleVersionState = z.infer<typeof RuleVersionState>;

const Name = z.string().regex(/^[a-z0-9-]{1,60}$/);

export const RulesOfPlace = z.strictObject({ place: AreaCode, name: Name });
export type RulesOfPlace = z.infer<typeof RulesOfPlace>;
export const SaveRules = z.strictObject({
  place: AreaCode,
  body: RuleBody,
  note: z.string().trim().max(1000),
  /** the version that was looked at; 0 for what comes with the product */
  baseVersion: z.int().min(0),
});
export type SaveRules = z.infer<typeof SaveRules>;
export const RuleVersionRequest = z.strictObject({ versionId: z.uuid() });
export type RuleVersionRequest = z.infer<typeof RuleVersionRequest>;
export const CountRules = z.strictObject({
  versionId: z.uuid(),
  /** whose due dates are compared: on this day, by the rules of this day */
  day: z.iso.date(),
});
export type CountRules = z.infer<typeof CountRules>;
export const ListShifts = z.strictObject({ versionId: z.uuid(), within: AreaCode.nullable(), page: PageRequest });
export type ListShifts = z.infer<typeof ListShifts>;

export const ShiftCounts = z.record(z.enum(dueShifts), z.int().min(0));
export type ShiftCounts = Record<DueShift, number>;
export const noShifts: ShiftCounts = { earlier: 0, later: 0, newly_due: 0, no_longer_due: 0 };

/** What a version would do to the people of its place. */
export const RulesEffect = z.object({
  day: z.iso.date(),
  people: z.int(),
  counts: ShiftCounts,
  villages: z.record(z.string(), ShiftCounts),
});
export type RulesEffect = z.infer<typeof RulesEffect>;

export interface RulesRow {
  name: string;
  kind: RuleKind;
  place: AreaCode;
  /** 0: as it comes with the product */
  version: number;
  isExample: boolean;
  rows: number;
  publishedAt: string | null;
  hasDraft: boolean;
}

export interface RuleVersionLine {
  id: string;
  version: number;
  state: RuleVersionState;
  note: string;
  author: string | null;
  isOwn: boolean;
  createdAt: string;
  decidedBy: string | null;
  decidedAt: string | null;
}

export interface RulesDetail {
  name: string;
  place: AreaCode;
  /** what holds now, and where it comes from: the version, its place (null: comes with the product) */
  inForce: { version: number; place: AreaCode | null; body: RuleBody };
  draft: {
    line: RuleVersionLine;
    body: RuleBody;
    effect: Omit<RulesEffect, 'villages'> | null;
    counting: { done: number; total: number | null; failed: boolean } | null;
  } | null;
  /** the version a draft would follow */
  newest: number;
  history: RuleVersionLine[];
  mayManage: boolean;
  mayPublish: boolean;
}

export interface ShiftRow {
  areaCode: AreaCode;
  name: string;
  nameKo: string | null;
  nameBo: string | null;
  counts: ShiftCounts;
}
