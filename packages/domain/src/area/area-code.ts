/** Administrative areas as fixed-width digit codes, so that "inside" is a half-open text range. */
import { z } from 'zod';

export const areaLevels = ['province', 'prefecture', 'county', 'township', 'village', 'grid'] as const;
export type AreaLevel = (typeof areaLevels)[number];

const widths = { 2: 'province', 4: 'prefecture', 6: 'county', 9: 'township', 12: 'village', 14: 'grid' } as const;
const isWidth = (length: number): length is keyof typeof widths => Object.hasOwn(widths, length);

/** 2, 4, 6, 9, 12 or 14 digits; no other length parses, so a prefix of a code is never mistaken for a code. */
export const AreaCode = z
  .string()
  .regex(/^(?:\d{2}|\d{4}|\d{6}|\d{9}|\d{12}|\d{14})$/)
  .brand<'AreaCode'>();
export type AreaCode = z.infer<typeof AreaCode>;

/** Six digits: the part of a code by which case tables are distributed. */
export const CountyCode = z
  .string()
  .regex(/^\d{6}$/)
  .brand<'AreaCode'>()
  .brand<'CountyCode'>();
export type CountyCode = z.infer<typeof CountyCode>;

export const levelOf = (code: AreaCode): AreaLevel => {
  if (!isWidth(code.length)) throw new Error('area code of impossible length');
  return widths[code.length];
};

/** The codes of an area and everything below it: `gte <= code < lt`. Throws rather than widens. */
export interface AreaRange {
  gte: string;
  lt: string;
}

const computeRange = (code: AreaCode): AreaRange => {
  const digits = AreaCode.parse(code);
  const lt = (BigInt(digits) + 1n).toString().padStart(digits.length, '0');
  // 99 + 1 has three digits and would sort before 99; ':' follows '9' in the C collation
  return { gte: digits, lt: lt.length > digits.length ? `${digits.slice(0, -1)}:` : lt };
};

const ranges = new Map<string, AreaRange>();
const rememberedRanges = 4096;

export const rangeOf = (code: AreaCode): AreaRange => {
  const known = ranges.get(code);
  if (known !== undefined) return known;
  const range = Object.freeze(computeRange(code));
  if (ranges.size >= rememberedRanges) ranges.clear();
  ranges.set(code, range);
  return range;
};

/** Whether `inner` is `outer` or lies below it. */
export const contains = (outer: AreaCode, inner: AreaCode): boolean => {
  const { gte, lt } = rangeOf(outer);
  return inner >= gte && inner < lt;
};

const shorter: Record<number, number> = { 14: 12, 12: 9, 9: 6, 6: 4, 4: 2 };

export const parentOf = (code: AreaCode): AreaCode | undefined => {
  const width = shorter[code.length];
  return width === undefined ? undefined : AreaCode.parse(code.slice(0, width));
};

/** The county of a code at county level or below; throws above it. */
export const countyOf = (code: AreaCode): CountyCode => CountyCode.parse(code.slice(0, 6));

/** The smallest area that holds all of the given ones, or undefined when they share no province. */
export const smallestCommonArea = (codes: readonly AreaCode[]): AreaCode | undefined => {
  const [first, ...rest] = codes;
  let common = first;
  while (common !== undefined && !rest.every((code) => contains(common as AreaCode, code))) common = parentOf(common);
  return common;
};
