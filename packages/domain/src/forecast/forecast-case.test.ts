import { expect, test } from 'vitest';
import { ForecastCase, forecastCase, unknownWords } from './forecast-case.ts';
import { addPeriod, Period } from './period.ts';
import { rulesOn, unknownProducts } from './rule-table.ts';
import { screenConditions } from './screen-conditions.ts';
import { always, dose, row, tableOf, asOf } from './small-table.ts';

test('a case: what is left out is empty, what the table does not know is named', () => {
  const table = tableOf([row('X', [dose('X')])], {
    bands: [{ id: 'B1', band: 'old', fromAge: 60, ...always }, { id: 'B2', band: 'very old', fromAge: 80, ...always }],
    conditions: [
      { id: 'C1', condition: 'HOT', result: 'DEFER', ...always },
      { id: 'C2', condition: 'FINE', result: 'ELIGIBLE', ...always },
    ],
  });
  const bare = ForecastCase.parse({ id: 1, birthDate: '1940-01-01', asOf, doses: null, conditions: null });
  expect(bare).toMatchObject({ doses: [], infections: [], otherVaccines: [], conditions: [] });
  expect(forecastCase(bare, table)).toMatchObject({ band: 'very old', screening: { result: 'ELIGIBLE', reasons: [] } });
  const hot = ForecastCase.parse({ id: 1, birthDate: '1950-01-01', asOf, conditions: ['HOT', 'FINE'] });
  expect(forecastCase(hot, table)).toMatchObject({ band: 'old', screening: { result: 'DEFER', reasons: ['HOT'] } });
  expect(forecastCase(hot, table).ruleIds).toEqual(['C1', 'C2', 'X']);
  expect(screenConditions(['FINE'], table, asOf)).toEqual({ result: 'ELIGIBLE', reasons: [], ruleIds: ['C2'] });
  const doses = [{ date: '2022-01-01', product: 'Q' }, { date: '2022-01-02', product: 'Q' }, { date: '2022-01-02', product: 'A' }];
  const wrong = ForecastCase.parse({ ...hot, doses, conditions: ['HOT', 'GOUT'] });
  expect(unknownWords(wrong, table)).toEqual(['unknown product Q', 'unknown condition GOUT']);
  expect(ForecastCase.safeParse({ ...hot, birthDate: asOf }).success).toBe(true);
  expect(ForecastCase.safeParse({ ...hot, birthDate: '2023-06-02' }).success).toBe(false);
}); // prettier-ignore

test('a table names the products its rows use; before its first day its first rows hold', () => {
  const sequences = [{ rule: 'L', after: ['P'], give: ['Q'] }];
  const table = tableOf([row('X', [dose('X', { allowed: ['N'], preferred: ['M'], sequences })])]);
  expect(unknownProducts(table)).toEqual(['N', 'M', 'P', 'Q']);
  const two = tableOf([row('L', [dose('L')], { validFrom: '2022-01-01' }), row('E', [dose('E')], { validFrom: '2021-01-01', validTo: '2021-12-31' })]);
  const ids = (day: string) => rulesOn(two, day).series.map(({ id }) => id);
  expect([ids('2019-01-01'), ids('2021-01-01'), ids('2021-12-31'), ids('2022-01-01')]).toEqual([['E'], ['E'], ['E'], ['L']]);
}); // prettier-ignore

test('what is no length of time is refused with a word', () => {
  expect(Period.parse('3 weeks')).toBe('3 weeks');
  expect(Period.safeParse('soon').error?.issues[0]?.message).toBe('period');
  expect(() => addPeriod('2022-01-01', 'soon')).toThrow('not a period of time');
  expect(addPeriod('2022-03-31', '2 years - 1 month - 4 days')).toBe('2024-02-26');
});
