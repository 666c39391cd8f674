import { describe, expect, it } from 'vitest';
import { readDay } from './read-day.ts';

describe('a day that is typed', () => {
  it.each(['2026-11-23', '20261123', '2026/11/23', '2026.11.23', '2026. 11. 23.', '2026年11月23日', '2026년 11월 23일', '２０２６－１１－２３', ' 2026 11 23 '])(
    'is read year first: %s',
    (text) => expect(readDay(text)).toBe('2026-11-23'),
  ); // prettier-ignore

  it('needs no noughts where its parts are parted', () => expect(readDay('1938-3-4')).toBe('1938-03-04'));

  it.each(['', '2026', '2026-11', '2026112', '2026-02-30', '2026-13-01', '11/23/2026', '23.11.2026', '明天'])(
    'is not guessed: %s',
    (text) => expect(readDay(text)).toBe(''),
  );
});
