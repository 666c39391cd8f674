import { describe, expect, it } from 'vitest';
import type { FieldEntry } from './overlay.ts';
import { byDueThenPlace, search, searchableOf } from './search.ts';

const entry = (over: Partial<FieldEntry>): FieldEntry =>
  ({
    entryId: over.name,
    name: '金顺姬',
    nameInitials: '',
    phone: null,
    idLast4: null,
    areaPath: ['延吉市', '小营镇', '民富社区'],
    areaCode: '222401001001',
    address: null,
    nextDate: null,
    serial: 1,
    ...over,
  }) as FieldEntry;

const people = searchableOf([
  entry({ name: '金顺姬', nameInitials: 'jsj', phone: '13944331234', idLast4: '002X' }),
  entry({ name: '朴明哲', nameInitials: 'pmz', landmark: '小学后面，红门' }),
  entry({ name: '김순자', nameInitials: '김순자', areaPath: ['延吉市', '小营镇', '新兴村'] }),
  entry({ name: '강금숙', nameInitials: '강금숙' }),
  entry({ name: 'བསྟན་འཛིན།', nameInitials: 'བསྟན་འཛིན།' }),
]);
const found = (text: string): string[] => search(people, text).map(({ name }) => name);

describe('one field finds everybody', () => {
  it.each([
    ['Han', '顺', ['金顺姬']],
    ['pinyin initials, small or large', 'JS', ['金顺姬']],
    ['a Hangul syllable', '순', ['김순자']],
    ['the consonants of a Hangul name', 'ㄱㅅㅈ', ['김순자']],
    ['its first consonants', 'ㄱ', ['김순자', '강금숙']],
    ['Tibetan, without its closing stroke', 'བསྟན་འཛིན', ['བསྟན་འཛིན།']],
    ['the end of a phone number', '1234', ['金顺姬']],
    ['the end of an identity number, in either case', '002x', ['金顺姬']],
    ['a village', '新兴', ['김순자']],
    ['the note on how to find the house', '红门', ['朴明哲']],
    ['two words at once', '新兴 ㄱㅅ', ['김순자']],
    ['nobody', 'ㅎ', []],
  ])('%s', (_words, text, names) => {
    expect(found(text)).toEqual(names);
  });

  it('puts first whose name begins with it', () => {
    expect(found('ㄱ').at(0)).toBe('김순자');
    expect(found('금')).toEqual(['강금숙']);
  });

  it('finds among five thousand as among five', () => {
    const crowd = searchableOf(
      Array.from({ length: 5000 }, (_none, index) =>
        entry({ name: `李${index}`, nameInitials: 'l', phone: `138${String(index).padStart(8, '0')}` }),
      ),
    );
    expect(search([...crowd, ...people], 'ㄱㅅㅈ').map(({ name }) => name)).toEqual(['김순자']);
    expect(search(crowd, '4321').map(({ name }) => name)).toEqual(['李4321']);
    expect(search(crowd, '')).toHaveLength(5000);
  });
});

it('today goes by due date and, on one day, from house to house', () => {
  const doors = [
    entry({ name: 'c', nextDate: '2026-11-22', address: '2号', areaCode: '222401001001' as never }),
    entry({ name: 'd', nextDate: '2026-11-22', address: '1号', areaCode: '222401001002' as never }),
    entry({ name: 'b', nextDate: '2026-11-22', address: '1号', areaCode: '222401001001' as never }),
    entry({ name: 'a', nextDate: '2026-11-20', address: '9号', areaCode: '222401001009' as never }),
  ];
  expect(doors.sort(byDueThenPlace).map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd']);
});
