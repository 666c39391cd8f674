import { describe, expect, test } from 'vitest';
import { barthel } from '../ability/barthel.ts';
import { cnCovid19 } from '../forecast/cn-covid19.ts';
import { entryRules } from '../register/fold-entry.ts';
import { changesBetween, entryRulesAt } from './entry-rules.ts';

const table = { ...cnCovid19, products: [...cnCovid19.products, 'XBB'] };
const published = [{ place: '2224', body: { kind: 'schedule' as const, table } }];

test('entries follow what was published where they lie; elsewhere, and without a schedule, what comes with the product', () => {
  const rulesAt = entryRulesAt(published);
  expect(rulesAt('222401001001').doses.table).toBe(table);
  expect(rulesAt('222401001001')).toBe(rulesAt('222402001001'));
  expect(rulesAt('513301001001').doses.table).toBe(cnCovid19);
  expect(rulesAt('222401001001').visits).toBe(entryRules.visits);
  expect(entryRulesAt([{ place: '2224', body: { kind: 'form', form: barthel } }])('222401001001')).toBe(entryRules);
  expect(entryRulesAt([])('222401001001')).toBe(entryRules);
});

describe('a row that begins or ends between two days', () => {
  // R5a ends on 2022-11-28, R5 begins on 2022-11-29; R6 begins on 2022-12-13
  test.each([
    ['2022-11-27', '2022-11-28', false],
    ['2022-11-28', '2022-11-29', true],
    ['2022-11-29', '2022-12-12', false],
    ['2022-11-29', '2022-12-13', true],
    ['2022-12-13', '2022-12-13', false],
  ])('%s to %s: %s', (after, day, expected) => {
    expect(changesBetween(published, after, day)).toBe(expected);
  });

  test('an end without a follower changes what holds from the day after', () => {
    const [first] = cnCovid19.series;
    if (first === undefined) throw new Error('no row');
    const ends = [{ place: '2224', body: { kind: 'schedule' as const, table: { ...cnCovid19, series: [{ ...first, validTo: '2023-01-31' }] } } }];
    expect(changesBetween(ends, '2023-01-30', '2023-01-31')).toBe(false);
    expect(changesBetween(ends, '2023-01-31', '2023-02-01')).toBe(true);
    expect(changesBetween(ends, '2023-02-01', '2023-02-02')).toBe(false);
    expect(changesBetween([{ place: '2224', body: { kind: 'form', form: barthel } }], '2021-01-01', '2026-01-01')).toBe(false);
  });
}); // prettier-ignore
