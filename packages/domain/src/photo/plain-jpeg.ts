/**
 * A JPEG without what a camera writes beside the picture: place, time, owner, thumbnail (EXIF, XMP, IPTC, comments).
 * Segments as in ITU-T T.81, annex B: APP0 (JFIF) and APP14 (Adobe, says how colours are stored) stay, every other
 * application segment and comment goes, and so does what follows the end of the picture.
 */
import { joinBytes } from '../join-bytes.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const startOfImage = 0xd8;
const endOfImage = 0xd9;
const startOfScan = 0xda;
const isDropped = (marker: number): boolean => marker === 0xfe || (marker >= 0xe1 && marker <= 0xef && marker !== 0xee);
/** markers that stand alone: no length follows */
const isBare = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);

/** From the first byte of coded data to the next marker that is neither a stuffed byte nor a restart. */
const endOfScan = (bytes: Uint8Array, from: number): number => {
  for (let at = from; at + 1 < bytes.length; at += 1) {
    const next = bytes[at + 1] ?? 0;
    if (bytes[at] === 0xff && next !== 0x00 && next !== 0xff && !isBare(next)) return at;
  }
  return -1;
};

/** @returns null where this is no whole JPEG */
export const plainJpeg = (bytes: Uint8Array): Bytes | null => {
  if (bytes[0] !== 0xff || bytes[1] !== startOfImage) return null;
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let scans = 0;
  let at = 2;
  for (;;) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at += 1;
    const marker = bytes[at + 1];
    if (bytes[at] !== 0xff || marker === undefined) return null;
    if (marker === endOfImage) {
      kept.push(bytes.subarray(at, at + 2));
      return scans === 0 ? null : joinBytes(kept);
    }
    if (isBare(marker)) {
      at += 2;
      continue;
    }
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length) return null;
    if (!isDropped(marker)) kept.push(bytes.subarray(at, end));
    at = end;
    if (marker === startOfScan) {
      const next = endOfScan(bytes, end);
      if (next === -1) return null;
      kept.push(bytes.subarray(end, next));
      scans += 1;
      at = next;
    }
  }
};
