import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markDifferences, type Part } from './mark-differences.ts';

const shown = (parts: readonly Part[]): string =>
  parts.map(({ text, differs }) => (differs ? `[${text}]` : text)).join('');

describe('what differs between two rows', () => {
  it.each([
    ['金顺姬', '金顺姬', '金顺姬', '金顺姬'],
    ['金顺姬', '金顺姫', '金顺[姬]', '金顺[姫]'],
    ['1944-02-29', '1944-02-19', '1944-02-[2]9', '1944-02-[1]9'],
    ['992403********3045', '992403********7151', '992403********[3045]', '992403********[7151]'],
    ['次仁卓玛', '次仁·卓玛', '次仁卓玛', '次仁[·]卓玛'],
    ['222424********0009', '222424******0009', '222424******[**]0009', '222424******0009'],
  ])('%s and %s', (left, right, leftShown, rightShown) => {
    const marked = markDifferences(left, right);
    expect(shown(marked.left)).toBe(leftShown);
    expect(shown(marked.right)).toBe(rightShown);
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
