import { expect, test } from 'vitest';
import { AreaCode } from '../area/area-code.ts';
import { backupOf, isBacking } from './backup.ts';

const county = AreaCode.parse('222401');
const backup = { areaCode: county, level: 2, fromOn: '2026-11-01', toOn: '2026-11-30', ended: false, minutes: 40 };
const round = { areaCode: '222401100', day: '2026-11-22' };

test.each([
  ['its first day', { day: '2026-11-01' }, {}, true],
  ['its last day', { day: '2026-11-30' }, {}, true],
  ['the day before', { day: '2026-10-31' }, {}, false],
  ['the day after', { day: '2026-12-01' }, {}, false],
  ['another county', { areaCode: '222402100' }, {}, false],
  ['a hospital of level one', {}, { level: 1 }, false],
  ['one that was ended', {}, { ended: true }, false],
  ['a township of its own beside it', {}, { areaCode: AreaCode.parse('222401101') }, false],
] as const)('behind a round on or in %s: %#', (_, where, over, backed) => {
  expect(isBacking({ ...backup, ...over }, { ...round, ...where })).toBe(backed);
});

test('the hospital of the township comes before that of the county, and the quicker one before the other', () => {
  const near = { ...backup, areaCode: AreaCode.parse('222401100'), minutes: 50 };
  const quick = { ...backup, minutes: 10 };
  expect(backupOf([backup, near, quick], round)).toBe(near);
  expect(backupOf([backup, quick], round)).toBe(quick);
  expect(backupOf([], round)).toBeNull();
});
