/** Which entries a worker's tablet holds. */
import { rangeOf, type AreaCode } from '../area/area-code.ts';
import type { Reader } from './store.ts';

export const isInRanges = (reader: Reader, areaCode: AreaCode): boolean =>
  reader.ranges.some(({ gte, lt }) => areaCode >= gte && areaCode < lt);

/** Reach `assigned`: what the reader owns, wherever it lies, and everything in the duty areas. */
export const isVisible = (reader: Reader, entry: { areaCode: AreaCode; ownerId: string | null }): boolean =>
  entry.ownerId === reader.userId || isInRanges(reader, entry.areaCode);

/** Whether a place lies in the reader's areas or holds one of them. */
export const touches = (reader: Reader, areaCode: AreaCode): boolean => {
  const place = rangeOf(areaCode);
  return reader.ranges.some(({ gte, lt }) => gte < place.lt && place.gte < lt);
};
