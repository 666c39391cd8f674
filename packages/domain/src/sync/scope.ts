/** Which entries a worker's tablet holds. */
import { rangeOf, type AreaCode } from '../area/area-code.ts';
import type { Reader } from './store.ts';

export const isInRanges = (reader: Reader, areaCode: AreaCode): boolean =>
  reader.ranges.some(({ gte, lt }) => areaCode >= gte && areaCode < lt);

export interface OwnedPlace {
  areaCode: AreaCode;
  ownerId: string | null;
  /** how the owner came to it: by the duty area, or given by name */
  ownerBy: 'area' | 'person' | null;
}

/**
 * Reach `assigned`: what the reader owns, wherever it lies, and in the duty areas what was not given to somebody by name.
 * Two workers are not sent to one door; what the first did there before the hand-over is accepted by its date.
 */
export const isVisible = (reader: Reader, entry: OwnedPlace): boolean =>
  entry.ownerId === reader.userId || (entry.ownerBy !== 'person' && isInRanges(reader, entry.areaCode));

/** Whether a place lies in the reader's areas or holds one of them. */
export const touches = (reader: Reader, areaCode: AreaCode): boolean => {
  const place = rangeOf(areaCode);
  return reader.ranges.some(({ gte, lt }) => gte < place.lt && place.gte < lt);
};
