import { expect, test } from 'vitest';
import { areaChanges, parseAreaChanges, presentCode } from './area-changes.ts';
import { readArea } from './read-area.ts';

const changes = parseAreaChanges(
  'old_code,new_code,valid_from,source\n# a remark\n222401111,222401112,2021-06-01,test\n222499,222401,2019-01-01,test\n222499105,222401111,2019-01-01,test\n',
);
const places = new Set(['2224', '222401', '222401112', '222401112001', '222401007', '222401007001']);
const context = { prefecture: '2224', today: '2022-12-21', changes, areaExists: (code: string) => places.has(code) };

test('the shipped table holds no unverified change', () => {
  expect(areaChanges()).toEqual([]);
});

test('an old township is placed by its new code, and says so', () => {
  expect(readArea('222401111001', context)).toEqual({ code: '222401112001', fault: 'area_old_code' });
});

test('changes follow each other, the narrowest first', () => {
  expect(presentCode('222499105001', '2022-12-21', changes)).toBe('222401112001');
  expect(presentCode('222499007001', '2022-12-21', changes)).toBe('222401007001');
});

test('a change that is not in force yet changes nothing', () => {
  expect(presentCode('222401111001', '2021-05-31', changes)).toBeUndefined();
});

test('a village nobody knows falls to its town, one of an unknown town to the county', () => {
  expect(readArea('222401007999', context)).toEqual({ code: '222401007', fault: 'area_to_town' });
  expect(readArea('222401555001', context)).toEqual({ code: '222401', fault: 'area_unknown' });
});

test('a code that exists is never replaced', () => {
  const reused = { ...context, areaExists: (code: string) => places.has(code) || code.startsWith('222401111') };
  expect(readArea('222401111001', reused)).toEqual({ code: '222401111001', fault: null });
});

test.each(['22240,222401,2021-01-01,x', '222401,222402,soon,x'])('a wrong line is not read over: %s', (line) => {
  expect(() => parseAreaChanges(`old_code,new_code,valid_from,source\n${line}`)).toThrow('line 2');
});
