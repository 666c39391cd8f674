import { describe, expect, test } from 'vitest';
import { peopleSpec } from '../testing/people-files.ts';
import { readSpec } from './read-spec.ts';

const read = (spec: unknown) => readSpec(JSON.stringify(spec), 'spec.json');

describe('a spec', () => {
  test('is read with its defaults', () => {
    const spec = read({ comparisons: [{ field: 'a', type: 'area' }], blocking: [['a', 'a:-4']] });
    expect(spec.mode).toBeNull();
    expect(spec.comparisons[0]).toMatchObject({ frequency: false, swappedWith: null, prefixes: [9, 6, 4] });
    expect(spec.rules[0]).toEqual({
      parts: [
        { field: 'a', part: 'whole' },
        { field: 'a', part: -4 },
      ],
      maxBlock: 100,
    });
  });

  const given = { field: 'given', type: 'name' };
  test.each([
    ['no JSON', '{', 'spec.json: the spec: is no JSON'],
    ['an unknown word', { ...peopleSpec, block: [] }, 'the spec: unknown word "block"; there are mode, files, comparisons, blocking'],
    ['an unknown mode', { ...peopleSpec, mode: 'all' }, 'mode: unknown word "all"; there are link_only, dedupe, both'],
    ['an unknown comparison', { ...peopleSpec, comparisons: [{ field: 'a', type: 'fuzzy' }] }, 'comparisons[0].type: unknown word "fuzzy"; there are exact, name, date, digits, text, area'],
    ['no blocking', { comparisons: [given] }, 'blocking: wants a list'],
    ['a rule about a field nobody compares', { ...peopleSpec, blocking: [['email']] }, 'blocking[0][0]: "email" names no compared field; there are given, surname, street'],
    ['a part a field does not have', { ...peopleSpec, blocking: [['number:year']] }, 'blocking[0][0]: "year" is no part of a digits'],
    ['a column for a field nobody compares', { ...peopleSpec, files: { '*': { columns: { email: 'x' } } } }, 'files["*"].columns: unknown word "email"'],
    ['a format that is no date', { ...peopleSpec, files: { '*': { columns: { born: { column: 'b', format: 'DD-DD' } } } } }, 'files["*"].columns.born.format: "DD-DD" is no date format'],
    ['a field twice', { ...peopleSpec, comparisons: [given, given] }, 'field "given" occurs twice'],
    ['a partner that is not there', { ...peopleSpec, comparisons: [{ ...given, swappedWith: 'surname' }] }, '"given" swappedWith "surname": there is no other compared name of that name'],
    ['a field that could end a quote', { comparisons: [{ field: 'a"b', type: 'exact' }], blocking: [['a']] }, 'comparisons[0].field: "a"b" is no field name'],
  ])('%s is refused with its place', (_, spec, words) => {
    expect(() => (typeof spec === 'string' ? readSpec(spec, 'spec.json') : read(spec))).toThrow(words);
  }); // prettier-ignore
});
