import { expect, it } from 'vitest';
import { readMeasure } from './read-measure.ts';

it.each([
  ['36.5', 36.5],
  [' ３８．５ ', 38.5],
  ['38,5', 38.5],
  ['37', 37],
])('a temperature typed as "%s" is read', (typed, value) => {
  expect(readMeasure('temperature', typed)).toEqual({ state: 'read', value });
});

it.each(['39度', '三十八', '38.5.', '-36', '1e2', '36.5/37'])('"%s" is no number and is never passed over', (typed) => {
  expect(readMeasure('temperature', typed)).toEqual({ state: 'number' });
});

it.each([
  ['temperature', '385'],
  ['temperature', '3.65'],
  ['systolic', '13.5'],
  ['diastolic', '800'],
  ['glucose', '0'],
  ['glucose', '61'],
] as const)('a %s of %s is of nobody alive', (measure, typed) => {
  expect(readMeasure(measure, typed)).toEqual({ state: 'range' });
});

it('nothing typed is nothing measured', () => {
  expect(readMeasure('systolic', '  ')).toEqual({ state: 'empty' });
});
