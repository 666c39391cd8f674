import type { SeqRanges } from '@qiaomen/domain/device/query';

/** 7 · 41–57 */
export const rangesInWords = (ranges: SeqRanges): string =>
  ranges.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(' · ');
