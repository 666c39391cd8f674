/**
 * A voice note without what a recorder writes beside the sound: one Opus track in WebM (RFC 8794 EBML, RFC 9559 Matroska,
 * RFC 7845 Opus), written anew from the few elements a player needs. Titles, dates, tags, files within the file and whatever
 * else a container can carry are not copied. Nothing is decoded, and no length is believed beyond what is there.
 */
import { joinBytes } from '../join-bytes.ts';
import { longestVoiceMs, maxVoiceBytes, voiceToleranceMs } from './voice-note.ts';

type Bytes = Uint8Array<ArrayBuffer>;
interface Element {
  id: number;
  body: Uint8Array;
}

const header = 0x1a45dfa3;
const docType = 0x4282;
const segment = 0x18538067;
const info = 0x1549a966;
const timestampScale = 0x2ad7b1;
const tracks = 0x1654ae6b;
const trackEntry = 0xae;
const trackType = 0x83;
const codecId = 0x86;
const cluster = 0x1f43b675;
const timestamp = 0xe7;
const simpleBlock = 0xa3;
const blockGroup = 0xa0;
const block = 0xa1;
/** versions and lengths of the container itself */
const keptOfHeader = new Set([0x4286, 0x42f7, 0x42f2, 0x42f3, docType, 0x4287, 0x4285]);
const sound = 0xe1;
/** number, uid, kind, codec and its own header, delays */
const keptOfTrack = new Set([0xd7, 0x73c5, trackType, codecId, 0x63a2, 0x56aa, 0x56bb]);
/** rate, channels, bits */
const keptOfSound = new Set([0xb5, 0x78b5, 0x9f, 0x6264]);
/** a number, or the header of Opus */
const longestField = 64;
/** a cluster of unknown length ends where one of these begins: cues, seek head, tags, chapters, attachments */
const besideClusters = new Set([info, tracks, cluster, 0x1c53bb6b, 0x114d9b74, 0x1254c367, 0x1043a770, 0x1941a469]);
const audio = 2;
/** Opus frames last 20 ms as a rule, never less than 2.5 */
const mostElements = 60_000;

class NotWhole extends Error {}
const must = (holds: boolean): void => {
  if (!holds) throw new NotWhole();
};

const lengthOfNumber = (first: number): number => Math.clz32(first) - 23;

/** A length, or null where the recorder did not know it. */
const readLength = (bytes: Uint8Array, at: number): { value: number | null; next: number } => {
  const width = lengthOfNumber(bytes[at] ?? 0);
  must(width <= 8 && at + width <= bytes.length);
  const own = (bytes[at] ?? 0) & (0xff >> width);
  const rest = bytes.subarray(at + 1, at + width);
  const isUnknown = own === 0xff >> width && rest.every((byte) => byte === 0xff);
  const value = rest.reduce((sum, byte) => sum * 256 + byte, own);
  return { value: isUnknown ? null : value, next: at + width };
};

const readId = (bytes: Uint8Array, at: number): { id: number; next: number } => {
  const width = lengthOfNumber(bytes[at] ?? 0);
  must(width <= 4 && at + width <= bytes.length);
  return { id: bytes.subarray(at, at + width).reduce((sum, byte) => sum * 256 + byte, 0), next: at + width };
};

/** Where an open-ended cluster ends: at the next element that cannot lie in one. */
const endOfCluster = (bytes: Uint8Array, from: number): number => {
  for (let at = from; at < bytes.length;) {
    const { id, next } = readId(bytes, at);
    if (besideClusters.has(id)) return at;
    const { value, next: body } = readLength(bytes, next);
    must(value !== null && body + value <= bytes.length);
    at = body + (value ?? 0);
  }
  return bytes.length;
};

const readElements = (bytes: Uint8Array): Element[] => {
  const found: Element[] = [];
  for (let at = 0; at < bytes.length;) {
    const { id, next } = readId(bytes, at);
    const { value, next: body } = readLength(bytes, next);
    if (value === null) must(id === segment || id === cluster);
    const end = value !== null ? body + value : id === segment ? bytes.length : endOfCluster(bytes, body);
    must(end <= bytes.length && found.length < mostElements);
    found.push({ id, body: bytes.subarray(body, end) });
    at = end;
  }
  return found;
};

const only = (elements: readonly Element[], id: number): Uint8Array => {
  const [first, second] = elements.filter((element) => element.id === id);
  must(first !== undefined && second === undefined);
  return first?.body ?? new Uint8Array();
};
const textOf = (body: Uint8Array): string => String.fromCharCode(...body.subarray(0, 32)).replace(/\0+$/u, '');
const numberOf = (body: Uint8Array): number => {
  must(body.length <= 6);
  return body.reduce((sum, byte) => sum * 256 + byte, 0);
};

const idBytes = (id: number): number[] =>
  [24, 16, 8, 0].map((shift) => (id >>> shift) & 0xff).filter((byte, index, all) => byte > 0 || all.slice(0, index).some((before) => before > 0)); // prettier-ignore
const write = (id: number, ...parts: readonly Uint8Array[]): Bytes => {
  const body = joinBytes(parts);
  const length = [
    0x10 | (body.length >>> 24),
    (body.length >>> 16) & 0xff,
    (body.length >>> 8) & 0xff,
    body.length & 0xff,
  ];
  return joinBytes([new Uint8Array([...idBytes(id), ...length]), body]);
};

const copy = (elements: readonly Element[], kept: ReadonlySet<number>): Bytes[] =>
  elements.filter(({ id, body }) => kept.has(id) && body.length <= longestField).map(({ id, body }) => write(id, body));

const plainTrack = (body: Uint8Array): Bytes => {
  const entry = readElements(only(readElements(body), trackEntry));
  must(numberOf(only(entry, trackType)) === audio && textOf(only(entry, codecId)) === 'A_OPUS');
  return write(
    trackEntry,
    ...copy(entry, keptOfTrack),
    write(sound, ...copy(readElements(only(entry, sound)), keptOfSound)),
  );
};

interface Timed {
  written: Bytes;
  /** of its last block, ms from the beginning */
  lastMs: number;
  blocks: number;
}

const plainCluster = (body: Uint8Array): Timed => {
  const elements = readElements(body);
  const start = numberOf(only(elements, timestamp));
  const frames = elements.flatMap(({ id, body: part }) =>
    id === simpleBlock ? [part] : id === blockGroup ? [only(readElements(part), block)] : [],
  );
  let lastMs = 0;
  for (const frame of frames) {
    // track number, signed time within the cluster, flags: one frame a block
    must(frame.length > 4 && (frame[0] ?? 0) >= 0x80 && ((frame[3] ?? 0) & 0x06) === 0);
    const within = (((frame[1] ?? 0) << 24) | ((frame[2] ?? 0) << 16)) >> 16;
    lastMs = Math.max(lastMs, start + within);
  }
  const written = write(
    cluster,
    write(timestamp, only(elements, timestamp)),
    ...frames.map((frame) => write(simpleBlock, frame)),
  );
  return { written, lastMs, blocks: frames.length };
};

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
/** length in ms, so that a player can show it and jump */
const durationOf = (ms: number): Bytes => {
  const body = new Uint8Array(8);
  new DataView(body.buffer).setFloat64(0, ms);
  return write(0x4489, body);
};

const rewrite = (bytes: Uint8Array): Bytes => {
  const [first, second, ...rest] = readElements(bytes);
  must(first?.id === header && second?.id === segment && rest.length === 0);
  must(textOf(only(readElements(first?.body ?? bytes), docType)) === 'webm');
  const parts = readElements(second?.body ?? bytes);
  const scale = readElements(only(parts, info)).find(({ id }) => id === timestampScale);
  must(scale === undefined || numberOf(scale.body) === 1_000_000);
  const clusters = parts.filter(({ id }) => id === cluster).map(({ body }) => plainCluster(body));
  const lastMs = Math.max(0, ...clusters.map((one) => one.lastMs));
  must(clusters.some(({ blocks }) => blocks > 0) && lastMs <= longestVoiceMs + voiceToleranceMs);
  const app = ascii('Qiaomen');
  return joinBytes([
    write(header, ...copy(readElements(first?.body ?? bytes), keptOfHeader)),
    write(
      segment,
      write(
        info,
        write(timestampScale, Uint8Array.of(0x0f, 0x42, 0x40)),
        durationOf(lastMs + 20),
        write(0x4d80, app),
        write(0x5741, app),
      ),
      write(tracks, plainTrack(only(parts, tracks))),
      ...clusters.map(({ written }) => written),
    ),
  ]);
};

/** @returns null where this is no whole WebM of at most a minute with one Opus track and nothing to see */
export const plainVoice = (bytes: Uint8Array): Bytes | null => {
  if (bytes.length > maxVoiceBytes) return null;
  try {
    return rewrite(bytes);
  } catch (cause) {
    if (cause instanceof NotWhole) return null;
    throw cause;
  }
};
