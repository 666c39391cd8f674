import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupByKey } from './group-by-key.ts';

/** The same by a map. */
const expected = (keys: readonly number[]): number[][] => {
  const groups = new Map<number, number[]>();
  for (const [record, key] of keys.entries()) if (key !== 0) groups.set(key, [...(groups.get(key) ?? []), record]);
  return [...groups.values()].filter(({ length }) => length > 1).toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
};

const grouped = (keys: readonly number[]): number[][] => {
  const { members, starts, groups } = groupByKey(Uint32Array.from(keys));
  return Array.from({ length: groups }, (_, group) =>
    [...members.subarray(starts[group], starts[group + 1])].toSorted((a, b) => a - b),
  ).toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
};

test('records with one key are one group, loners and records without a key are in none', () => {
  const key = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 0xffffffff }));
  fc.assert(
    fc.property(fc.array(key, { maxLength: 200 }), (keys) => {
      expect(grouped(keys)).toEqual(expected(keys));
    }),
  );
});

test('keys that begin alike, and a group of everybody', () => {
  expect(grouped([0xfffffffe, 0xffffffff, 0xfffffffe, 5, 0xffffffff, 0])).toEqual([
    [0, 2],
    [1, 4],
  ]);
  expect(grouped(Array.from({ length: 500 }, () => 7))).toEqual([Array.from({ length: 500 }, (_, at) => at)]);
  expect(grouped([])).toEqual([]);
});
