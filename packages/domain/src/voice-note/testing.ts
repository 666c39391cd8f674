/** Voice notes as recorders write them, byte by byte, for tests. */
type Part = number[];
export const text = (words: string): Part => Array.from(words, (char) => char.charCodeAt(0));
export const element = (id: Part, ...parts: Part[]): Part => {
  const body = parts.flat();
  return [...id, 0x40 | (body.length >> 8), body.length & 0xff, ...body];
};
const unknownLength: Part = [0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
/** as recorders write while they do not know how long it will be */
export const open = (id: Part, ...parts: Part[]): Part => [...id, ...unknownLength, ...parts.flat()];
export const number = (id: Part, value: number): Part =>
  element(id, [(value >> 16) & 0xff, (value >> 8) & 0xff, value & 0xff]);

export const segment = [0x18, 0x53, 0x80, 0x67];
export const cluster = [0x1f, 0x43, 0xb6, 0x75];
export const header = (docType = 'webm') => element([0x1a, 0x45, 0xdf, 0xa3], element([0x42, 0x82], text(docType)));
export const info = element(
  [0x15, 0x49, 0xa9, 0x66],
  number([0x2a, 0xd7, 0xb1], 1_000_000),
  element([0x7b, 0xa9], text('金顺姬 at home')),
);
const sound = element([0xe1], element([0x9f], [1]));
export const track = (codec = 'A_OPUS', kind = 2) =>
  element(
    [0xae],
    element([0xd7], [1]),
    element([0x83], [kind]),
    element([0x86], text(codec)),
    element([0x53, 0x6e], text('her kitchen')),
    sound,
  );
export const tracks = (...entries: Part[]) => element([0x16, 0x54, 0xae, 0x6b], ...entries);
export const frame = [0xf8, 0xff, 0xfe];
export const block = (ms: number, flags = 0x80) => element([0xa3], [0x81, ms >> 8, ms & 0xff, flags, ...frame]);
const group = (ms: number) => element([0xa0], element([0xa1], [0x81, ms >> 8, ms & 0xff, 0, ...frame]));
export const spoken = (start: number, ...blocks: Part[]) => open(cluster, number([0xe7], start), ...blocks);
const tags = element([0x12, 0x54, 0xc3, 0x67], text('recorded in Dunhua'));
export const file = (...parts: Part[]) => Uint8Array.from([...header(), ...open(segment, ...parts)]);
export const note = file(
  info,
  tracks(track()),
  spoken(0, block(0), block(60)),
  spoken(30_000, block(0), group(60)),
  tags,
);
