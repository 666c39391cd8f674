import { expect, test } from 'vitest';
import { plainJpeg } from './plain-jpeg.ts';

const codes = (text: string): number[] => Array.from(text, (char) => char.charCodeAt(0));
const bytes = (...parts: (number[] | string)[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(parts.flatMap((part) => (typeof part === 'string' ? codes(part) : part)));
const segment = (marker: number, body: string): number[] => [
  0xff,
  marker,
  (body.length + 2) >> 8,
  (body.length + 2) & 0xff,
  ...codes(body),
];

const start = [0xff, 0xd8];
const end = [0xff, 0xd9];
const jfif = segment(0xe0, 'JFIF\0');
const exif = segment(0xe1, 'Exif\0\0 GPS 42.9071N 129.5136E');
const xmp = segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0<x/>');
const iptc = segment(0xed, 'Photoshop 3.0');
const comment = segment(0xfe, 'taken at the door of Kim');
const adobe = segment(0xee, 'Adobe');
const tables = segment(0xdb, 'quantisation');
const scanHead = segment(0xda, 'scan');
/** coded data with a stuffed byte and a restart marker inside */
const coded = [0x12, 0xff, 0x00, 0x34, 0xff, 0xd3, 0x56];
const picture = [...tables, ...scanHead, ...coded];

test('place, time, words and owner go; what a picture is drawn from stays', () => {
  const taken = bytes(start, jfif, exif, xmp, iptc, comment, adobe, picture, end);
  expect(plainJpeg(taken)).toEqual(bytes(start, jfif, adobe, picture, end));
});

test('a progressive picture keeps all its scans, and what hides behind its end goes', () => {
  const taken = bytes(start, picture, scanHead, coded, end, 'PK\u0003\u0004 a second file');
  expect(plainJpeg(taken)).toEqual(bytes(start, picture, scanHead, coded, end));
});

test('metadata between two scans goes too', () => {
  expect(plainJpeg(bytes(start, picture, exif, scanHead, coded, end))).toEqual(
    bytes(start, picture, scanHead, coded, end),
  );
});

test.each([
  ['a PNG', bytes([0x89], 'PNG\r\n\u001a\n')],
  ['words', bytes('<svg onload="alert(1)">')],
  ['nothing', bytes()],
  ['a picture that breaks off', bytes(start, jfif, picture)],
  ['a segment longer than the file', bytes(start, [0xff, 0xe1, 0xff, 0xff, 0x00], end)],
  ['no picture between start and end', bytes(start, jfif, end)],
])('%s is no picture', (_what, taken) => {
  expect(plainJpeg(taken)).toBeNull();
});
