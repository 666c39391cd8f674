import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markDifferences, markPlaces, type Part } from './mark-differences.ts';

const shown = (parts: readonly Part[]): string =>
  parts
    .map(({ text, differs, letters }) => (differs ? `[${text}${letters === undefined ? '' : ` ${letters}`}]` : text))
    .join('');

describe('what differs between two rows', () => {
  it.each([
    ['金顺姬', '金顺姬', '金顺姬', '金顺姬'],
    ['金顺姬', '金顺姫', '金顺[姬]', '金顺[姫]'],
    ['1944-02-29', '1944-02-19', '1944-02-[2]9', '1944-02-[1]9'],
    ['992403********3045', '992403********7151', '992403********[3045]', '992403********[7151]'],
    ['次仁卓玛', '次仁·卓玛', '次仁卓玛', '次仁[·]卓玛'],
    ['222424********0009', '222424******0009', '222424******[**]0009', '222424******0009'],
    // a character beyond the first plane is one character
    ['𠮷田', '吉田', '[𠮷]田', '[吉]田'],
    // a syllable that differs in one letter says in which
    ['김순희', '김선희', '김[순 ㅜ]희', '김[선 ㅓ]희'],
    ['리명철', '이명철', '[리 ㄹ]명철', '[이 ㅇ]명철'],
    ['박영수', '박영숙', '박영[수]', '박영[숙 ㄱ]'],
    ['김', '박', '[김]', '[박]'],
    // a stack with its vowel is one character of Tibetan
    ['བསྟན་འཛིན', 'བསྟན་འཛེན', 'བསྟན་འ[ཛི ◌ི]ན', 'བསྟན་འ[ཛེ ◌ེ]ན'],
    ['ཚེ་རིང', 'ཚེ་རིངས', 'ཚེ་རིང', 'ཚེ་རིང[ས]'],
  ])('%s and %s', (left, right, leftShown, rightShown) => {
    const marked = markDifferences(left, right);
    expect(shown(marked.left)).toBe(leftShown);
    expect(shown(marked.right)).toBe(rightShown);
  });

  it('marks the places below a mask at which the full numbers differ', () => {
    expect(shown(markPlaces('222401********0002', [9, 17]))).toBe('222401***[*]****000[2]');
  });

  it('marks nothing where one side is unknown', () => {
    expect(markDifferences('13800000000', '').left).toEqual([{ text: '13800000000', differs: false }]);
  });

  it('loses no character and marks nothing that both have in the same place', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 12 });
    fc.assert(
      fc.property(text, text, (left, right) => {
        const marked = markDifferences(left, right);
        const whole = (parts: readonly Part[]): string => parts.map((part) => part.text).join('');
        expect([whole(marked.left), whole(marked.right)]).toEqual([left, right]);
        const kept = (parts: readonly Part[]): string => whole(parts.filter((part) => !part.differs));
        if (left !== '' && right !== '') expect(kept(marked.left)).toBe(kept(marked.right));
      }),
    );
  });
});
