import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainVoice } from './plain-voice.ts';
import {
  block,
  cluster,
  element,
  file,
  frame,
  header,
  info,
  note,
  number,
  open,
  segment,
  spoken,
  text,
  track,
  tracks,
} from './testing.ts';
import { maxVoiceBytes } from './voice-note.ts';

const contains = (bytes: Uint8Array | null, words: string): boolean =>
  String.fromCharCode(...(bytes ?? [])).includes(words);

describe('a voice note', () => {
  test('keeps its sound and loses what was written beside it', () => {
    const plain = plainVoice(note);
    expect(plain).not.toBeNull();
    for (const words of ['at home', 'her kitchen', 'Dunhua']) {
      expect(contains(note, words)).toBe(true);
      expect(contains(plain, words)).toBe(false);
    }
    expect(contains(plain, 'A_OPUS')).toBe(true);
    const frames = String.fromCharCode(...(plain ?? [])).split(String.fromCharCode(...frame)).length - 1;
    expect(frames).toBe(4);
  });

  test('written anew once more stays as it is', () => {
    const once = plainVoice(note) ?? new Uint8Array();
    expect(plainVoice(once)).toEqual(once);
  });

  test.each([
    ['a film', file(info, tracks(track('V_VP9', 1)), spoken(0, block(0)))],
    ['a film with sound', file(info, tracks(track(), track('V_VP9', 1)), spoken(0, block(0)))],
    ['another codec', file(info, tracks(track('A_VORBIS')), spoken(0, block(0)))],
    ['another container of the family', Uint8Array.from([...header('matroska'), ...note.subarray(header().length)])],
    ['more than a minute', file(info, tracks(track()), spoken(62_001, block(0)))],
    ['a minute by a later block', file(info, tracks(track()), spoken(50_000, block(12_500)))],
    [
      'other units of time',
      file(
        element([0x15, 0x49, 0xa9, 0x66], number([0x2a, 0xd7, 0xb1], 500_000)),
        tracks(track()),
        spoken(0, block(0)),
      ),
    ],
    ['several frames in one block', file(info, tracks(track()), spoken(0, block(0, 0x82)))],
    ['nothing said', file(info, tracks(track()))],
    ['a cluster without its time', file(info, tracks(track()), open(cluster, block(0)))],
    [
      'two segments',
      Uint8Array.from([
        ...header(),
        ...element(segment, info, tracks(track()), spoken(0, block(0))),
        ...element(segment, info),
      ]),
    ],
    ['one that breaks off', note.subarray(0, note.length - 5)],
    ['an element longer than the file', Uint8Array.from([...header(), ...segment, 0x10, 0xff, 0xff, 0xff])],
    [
      'lengths within lengths that nobody knows',
      Uint8Array.from([...header(), ...open(segment, open([0x15, 0x49, 0xa9, 0x66]))]),
    ],
    ['nothing', new Uint8Array()],
    ['zeros', new Uint8Array(5_000)],
    ['words', Uint8Array.from(text('<svg onload="alert(1)">'))],
    ['a picture', Uint8Array.of(0xff, 0xd8, 0xff, 0xd9)],
    ['too much', new Uint8Array([...note, ...new Uint8Array(maxVoiceBytes)])],
  ])('%s is none', (_what, bytes) => {
    expect(plainVoice(bytes)).toBeNull();
  });

  test('whatever is changed in it, it is either none or one that stays as it is', () => {
    const change = fc.record({ at: fc.nat(note.length - 1), byte: fc.nat(255) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), fc.nat(note.length), (changes, length) => {
        const harmed = Uint8Array.from(note);
        for (const { at, byte } of changes) harmed[at] = byte;
        const plain = plainVoice(length % 3 === 0 ? harmed.subarray(0, length) : harmed);
        if (plain !== null) expect(plainVoice(plain)).toEqual(plain);
      }),
      { numRuns: 2_000 },
    );
  });
});
