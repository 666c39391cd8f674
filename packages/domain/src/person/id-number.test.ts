import { describe, expect, test } from 'vitest';
import { maskId, normaliseId, parseIdNumber } from './id-number.ts';

const valid = [
  ['222401193608150002', '1936-08-15', 'female'],
  ['51330119351009000X', '1935-10-09', 'female'],
  ['513301193510190000', '1935-10-19', 'female'],
  ['222424194402290009', '1944-02-29', 'female'],
  ['11010519491231002X', '1949-12-31', 'female'],
] as const;

describe('a valid identity number', () => {
  test.each(valid)('%s is read with birth date and sex', (id18, birthDate, sex) => {
    expect(parseIdNumber(id18)).toEqual({ ok: true, id18, birthDate, sex, was15: false });
  });

  test('of fifteen digits is lengthened', () => {
    const expected = { ok: true, id18: '222401193608150002', birthDate: '1936-08-15', sex: 'female', was15: true };
    expect(parseIdNumber('222401360815000')).toEqual(expected);
  });

  test.each([
    '２２２４０１１９３６０８１５０００２',
    ' 222401 19360815 0002\t',
    '222401-19360815-0002',
    "'222401193608150002",
  ])('is read as offices write it: %s', (text) => {
    expect(parseIdNumber(text)).toMatchObject({ ok: true, id18: '222401193608150002' });
  });

  test.each(['51330119351009000x', '51330119351009000×', '51330119351009000Х'])(
    'ends with any kind of X: %s',
    (text) => {
      expect(parseIdNumber(text)).toMatchObject({ ok: true, id18: '51330119351009000X' });
    },
  );

  test('has an odd second-last digit for a man', () => {
    expect(parseIdNumber('222401360815001')).toMatchObject({ ok: true, sex: 'male' });
  });
});

describe('a mistake is found', () => {
  const others = (character: string): string[] => '0123456789X'.split('').filter((other) => other !== character);

  test.each(valid)('in %s: every single wrong character', (id18) => {
    for (let at = 0; at < 18; at += 1) {
      for (const wrong of others(id18.charAt(at))) {
        expect(parseIdNumber(id18.slice(0, at) + wrong + id18.slice(at + 1)).ok).toBe(false);
      }
    }
  });

  test.each(valid)('in %s: every two neighbours that changed places', (id18) => {
    for (let at = 0; at < 17; at += 1) {
      const [a, b] = [id18.charAt(at), id18.charAt(at + 1)];
      if (a === b) continue;
      expect(parseIdNumber(id18.slice(0, at) + b + a + id18.slice(at + 2)).ok).toBe(false);
    }
  });

  test.each([
    ['', 'empty'],
    [' - ', 'empty'],
    ['无', 'placeholder'],
    ['111111111111111111', 'placeholder'],
    ['000000000000000', 'placeholder'],
    ['123456789012345678', 'placeholder'],
    ['222401190001010000', 'placeholder'],
    ['22240119360815000', 'length'],
    ['2224011936081500021', 'length'],
    ['G12345678', 'length'],
    ['222401193613150002', 'date'],
    ['222401194302290009', 'date'],
    ['222401361315000', 'date'],
    ['222401360815996', 'century'],
    ['222401360815999', 'century'],
    ['222401193608150003', 'checksum'],
    ['2224011936081X0002', 'checksum'],
  ])('%s: %s', (text, fault) => {
    expect(parseIdNumber(text)).toMatchObject({ ok: false, fault });
  });

  test.each([
    ['222401193608150000', '222401193608150'],
    ['2.2240119360815E+17', '22240119360815'],
    ['222401193608150', '222401193608150'],
  ])('a spreadsheet ate the last digits of %s', (text, partial) => {
    expect(parseIdNumber(text)).toEqual({ ok: false, fault: 'digits_lost', partial });
  });
});

test('a masked number shows neither birth date nor sequence', () => {
  expect(maskId('222401193608150002')).toBe('222401********0002');
  expect(normaliseId('５１３３０１ 19351009 000ｘ')).toBe('51330119351009000X');
});
