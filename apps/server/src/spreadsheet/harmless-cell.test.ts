import { expect, it } from 'vitest';
import { harmlessCell } from './harmless-cell.ts';

it.each([
  ['=1+1', "'=1+1"],
  ['+8613800001234', "'+8613800001234"],
  ['-2+3', "'-2+3"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['＝HYPERLINK("x")', '\'＝HYPERLINK("x")'],
  ['金顺姬', '金顺姬'],
  ['1-2', '1-2'],
  ['', ''],
])('%s is written as %s', (cell, written) => {
  expect(harmlessCell(cell)).toBe(written);
});
