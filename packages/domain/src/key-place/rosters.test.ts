import { expect, test } from 'vitest';
import { findPlace, institutionKeys, isStaying, placeKey, type KnownPlace } from './rosters.ts';

const place = (over: Partial<KnownPlace> = {}): KnownPlace => ({
  county: '222401',
  placeId: 'p1',
  nameKey: placeKey('朝阳川镇敬老院'),
  codeKey: '',
  ...over,
});

test('a row without a code belongs to the only code that has its name', () => {
  const rows = [
    { institution: '朝阳川镇敬老院', institutionCode: 'YL2224010001' },
    { institution: '朝阳川镇（敬老院）', institutionCode: null },
  ];
  expect(institutionKeys(rows)).toEqual(['code:YL2224010001', 'code:YL2224010001']);
});

test('where two codes share a name, a row without a code stays with the name', () => {
  const rows = [
    { institution: '敬老院', institutionCode: 'YL1' },
    { institution: '敬老院', institutionCode: 'yl２' },
    { institution: '敬老院', institutionCode: null },
    { institution: null, institutionCode: null },
  ];
  expect(institutionKeys(rows)).toEqual(['code:YL1', 'code:YL2', 'name:敬老院', null]);
});

test.each([
  ['by code, whatever the name', { name: '别名', code: 'yl1' }, [place({ codeKey: 'YL1' })], 'p1'],
  ['by name, where the place has no code', { name: '朝阳川镇 敬老院', code: 'YL1' }, [place()], 'p1'],
  ['not by name, where the codes differ', { name: '朝阳川镇敬老院', code: 'YL2' }, [place({ codeKey: 'YL1' })], null],
  ['not where two places fit', { name: '朝阳川镇敬老院', code: '' }, [place(), place({ placeId: 'p2' })], null],
  ['nothing fits', { name: '福利院', code: '' }, [place()], null],
])('%s', (_, institution, places, found) => {
  expect(findPlace(institution, places)?.placeId ?? null).toBe(found);
});

test('who moves out on a day does not live there on that day', () => {
  expect(isStaying({ fromOn: '2026-01-01', toOn: null }, '2026-01-01')).toBe(true);
  expect(isStaying({ fromOn: '2026-01-01', toOn: '2026-03-01' }, '2026-02-28')).toBe(true);
  expect(isStaying({ fromOn: '2026-01-01', toOn: '2026-03-01' }, '2026-03-01')).toBe(false);
  expect(isStaying({ fromOn: '2026-01-02', toOn: null }, '2026-01-01')).toBe(false);
  expect(isStaying({ fromOn: null, toOn: null }, '2026-01-01')).toBe(true);
});
