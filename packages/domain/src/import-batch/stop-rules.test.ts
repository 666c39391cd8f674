import { describe, expect, test } from 'vitest';
import { findStops, stopRules, type FileEffect } from './stop-rules.ts';

const day = '2026-11-22';
const effect = (part: Partial<FileEffect>): FileEffect => ({
  isFirstLoad: false,
  rows: 1000,
  knownRows: 1000,
  falling: [],
  ...part,
});
const codes = (part: Partial<FileEffect>): string[] => findStops(effect(part), day).map(({ code }) => code);

describe('a file whose rows fit badly', () => {
  test('seventy of a hundred rows known is enough, one fewer is not', () => {
    expect(codes({ rows: 100, knownRows: 70 })).toEqual([]);
    expect(codes({ rows: 100, knownRows: 69 })).toEqual(['matched_low']);
  });

  test('the share is cut, never rounded up to the limit', () => {
    expect(findStops(effect({ rows: 10_000, knownRows: 6_999 }), day)).toEqual([
      { code: 'matched_low', ruleId: 'IMPORT-MATCHED', percent: 69.9, limit: 70, rows: 10_000, knownRows: 6_999 },
    ]);
  });

  test('the first load of the population matches nobody, and a file without a readable row neither', () => {
    expect(codes({ knownRows: 0, isFirstLoad: true })).toEqual([]);
    expect(codes({ rows: 0, knownRows: 0 })).toEqual([]);
  });
});

describe('a village that loses people', () => {
  const village = (areaCode: string, before: number, after: number) => ({ areaCode, before, after });

  test('one fifth fewer is the most one admin may approve', () => {
    expect(codes({ falling: [village('222401001001', 100, 80)] })).toEqual([]);
    expect(codes({ falling: [village('222401001001', 100, 79)] })).toEqual(['village_falls']);
  });

  test('the stop counts the villages and names the worst', () => {
    const falling = [
      village('222401001001', 50, 30),
      village('222401001002', 10, 0),
      village('222401001003', 40, 0),
      village('222401001004', 40, 39),
    ];
    expect(findStops(effect({ falling }), day)).toEqual([
      { code: 'village_falls', ruleId: 'IMPORT-VILLAGE', limit: 20, villages: 3, worst: falling[2] },
    ]);
  });

  test('counts even where the file is the first of the population: a village that had people may not be emptied', () => {
    expect(codes({ isFirstLoad: true, falling: [village('222401001001', 5, 0)] })).toEqual(['village_falls']);
  });
});

test('both rules may stop the same file', () => {
  expect(codes({ knownRows: 0, falling: [{ areaCode: '222401001001', before: 5, after: 0 }] })).toEqual([
    'matched_low',
    'village_falls',
  ]);
});

test('every rule says where it comes from and since when it holds', () => {
  for (const rule of stopRules) expect(rule).toMatchObject({ source: 'house rule', validFrom: '2026-11-22' });
});
