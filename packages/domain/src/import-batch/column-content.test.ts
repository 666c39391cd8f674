import { describe, expect, test } from 'vitest';
import { contentOf, findContradictions } from './column-content.ts';

describe('what the cells of a column look like', () => {
  test.each([
    ['id', ['222401194403040021', '22240119500101123X', '222401500101123']],
    ['phone', ['13843300001', '138 4330 0002', '0433-2510001']],
    ['date', ['1944-03-04', '1950/1/1', '1951年2月3日', '19520304']],
    ['sex', ['男', '女', '女性', '']],
    ['area', ['222401001001', '222401001002']],
    ['number', ['1', '2', '33']],
    ['word', ['金顺姬', '朴明哲', '买买提·艾力']],
    ['text', ['延吉市河南街12号', '延吉市新兴街3-2']],
    ['empty', ['', ' ']],
  ] as const)('%s', (content, cells) => {
    expect(contentOf(cells)).toBe(content);
  });

  test('a few strange cells do not change what the others are', () => {
    expect(contentOf(['13843300001', '13843300002', '13843300003', '13843300004', '无'])).toBe('phone');
  });
});

describe('a mapping that contradicts the cells', () => {
  const columns = [
    { index: 0, content: 'phone' },
    { index: 1, content: 'id' },
    { index: 2, content: 'word' },
  ] as const;

  test('a name column full of phones is named', () => {
    expect(findContradictions({ name: 0, idNumber: 1 }, columns)).toEqual([
      { field: 'name', column: 0, content: 'phone' },
    ]);
  });

  test('what fits is left alone', () => {
    expect(findContradictions({ name: 2, idNumber: 1, phone: 0 }, columns)).toEqual([]);
  });

  test('a column that is empty in the sample cannot be what a row is known by, but may be an optional field', () => {
    const empty = [{ index: 0, content: 'empty' }] as const;
    expect(findContradictions({ name: 0 }, empty)).toHaveLength(1);
    expect(findContradictions({ phone: 0 }, empty)).toEqual([]);
  });
});
