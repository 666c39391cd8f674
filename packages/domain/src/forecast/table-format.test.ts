/** What a table may say, feature by feature, with small tables of its own: the format carries more than one country's rules. */
import { describe, expect, test } from 'vitest';
import { forecast } from './forecast.ts';
import type { RuleTable } from './rule-table.ts';
import { always, dose, row, tableOf, asOf } from './small-table.ts';

const gap = (minimum: string, more: object = {}) => ({
  from: 'PREVIOUS_DOSE',
  absoluteMinimum: minimum,
  minimum,
  ...more,
});
const past = (text: string) => ({
  doses: text.split(' ').flatMap((item) => (item === '' ? [] : [{ product: item.slice(0, 1), date: item.slice(2) }])),
  infections: [] as string[],
  otherVaccines: [] as { kind: string; date: string }[],
  conditions: [],
});
const run = (table: RuleTable, text: string, birthDate: string | null = '1950-01-31', day = asOf) =>
  forecast(past(text), { birthDate }, { table, rulesAsOf: day }, day);
const verdicts = (...args: Parameters<typeof run>): string[] =>
  run(...args).doses.map(({ product, verdict, reasons }) => `${product} ${verdict} ${reasons.join('+')}`);
// prettier-ignore
describe('ages', () => {
  const table = tableOf([row('X', [dose('X', { absoluteMinimumAge: '60 years - 4 days', minimumAge: '60 years', recommendedAge: '65 years', latestAge: '70 years' })])]);

  test('a dose before the absolute minimum does not count; the days of grace do', () => {
    expect(verdicts(table, 'A@2010-01-26')).toEqual(['A NOT_COUNTED X']);
    expect(verdicts(table, 'A@2010-01-27')).toEqual(['A VALID X']);
  });

  test('earliest, recommended and past due follow the birthday; without one no age holds', () => {
    expect(run(table, '', '1960-02-29').next).toMatchObject({ earliest: '2023-06-01', recommended: '2025-03-01', pastDue: '2030-03-01' });
    expect(run(table, '', '1965-02-28').next).toMatchObject({ earliest: '2025-02-28', recommended: '2030-02-28', dueNow: false });
    expect(run(table, '', '1940-02-28').next).toMatchObject({ earliest: '2023-06-01', pastDue: '2023-06-01' });
    expect(run(table, '', null).next).toMatchObject({ earliest: '2023-06-01', recommended: '2023-06-01', pastDue: null });
    expect(verdicts(table, 'A@2000-01-01', null)).toEqual(['A VALID X']);
  });

  test('a row for some ages is for nobody else, and for nobody of unknown age', () => {
    const some = tableOf([row('X', [dose('X')], { fromAge: 50, toAge: 59 })]);
    expect(run(some, '', '1973-06-01').next).not.toBeNull();
    expect(run(some, '', '1973-06-02').next).toBeNull();
    expect(run(some, '', '1963-06-02').next).not.toBeNull();
    expect(run(some, '', '1963-06-01').next).toBeNull();
    expect(run(some, '', null).next).toBeNull();
    expect(run(tableOf([row('X', [dose('X')], { toAge: 59 })]), '', null).next).toBeNull();
    expect(verdicts(some, 'A@2023-05-31', '1973-06-01')).toEqual(['A EXTRA X']);
    expect(verdicts(some, 'A@2023-05-31', '1973-05-31')).toEqual(['A VALID X']);
    expect(verdicts(some, 'A@2023-05-31', '1963-06-01')).toEqual(['A VALID X']);
    expect(verdicts(some, 'A@2023-05-31', '1963-05-31')).toEqual(['A EXTRA ']);
    const two = tableOf([row('X', [dose('X'), dose('Y')], { fromAge: 60 })]);
    // one too young, then one at the right age
    expect(verdicts(two, 'A@2009-01-31 A@2010-01-31')).toEqual(['A EXTRA X', 'A VALID X']);
    expect(run(two, 'A@2009-01-31 A@2010-01-31').next?.dose).toBe(2);
  });
});
// prettier-ignore
describe('intervals', () => {
  const table = tableOf([row('X', [dose('X'), dose('Y', { intervals: [gap('2 months', { absoluteMinimum: '2 months - 4 days', recommended: '3 months', latest: '6 months' })], graceRule: 'GRACE', lateRule: 'LATE' })])]);

  test('recommended is its own day; grace and lateness are named', () => {
    expect(run(table, 'A@2023-03-31').next).toMatchObject({ earliest: '2023-05-31', recommended: '2023-07-01', pastDue: '2023-10-01', dueNow: true });
    expect(verdicts(table, 'A@2023-01-01 A@2023-02-24')).toEqual(['A VALID X', 'A NOT_COUNTED Y']);
    expect(verdicts(table, 'A@2023-01-01 A@2023-02-25')).toEqual(['A VALID X', 'A VALID Y+GRACE']);
    expect(verdicts(table, 'A@2023-01-01 A@2023-03-01')).toEqual(['A VALID X', 'A VALID Y']);
    expect(verdicts(table, 'A@2022-01-01 A@2022-07-01')).toEqual(['A VALID X', 'A VALID Y']);
    expect(verdicts(table, 'A@2022-01-01 A@2022-07-02')).toEqual(['A VALID X', 'A VALID Y+LATE']);
    expect(run(table, 'A@2022-01-01').next?.rules).toEqual(['Y', 'LATE']);
    expect(run(table, 'A@2022-12-01').next?.rules).toEqual(['Y']);
  });

  test('a place without a rule for lateness names none', () => {
    const plain = tableOf([row('X', [dose('X'), dose('Y', { intervals: [gap('1 month', { latest: '2 months' })] })])]);
    expect(verdicts(plain, 'A@2022-01-01 A@2023-01-01')).toEqual(['A VALID X', 'A VALID Y']);
    expect(run(plain, 'A@2022-01-01').next?.rules).toEqual(['Y']);
  });

  test('one interval of two in grace is enough to name it', () => {
    const both = tableOf([row('X', [dose('X'), dose('Y', { graceRule: 'GRACE', intervals: [gap('1 month'), { from: 'FIRST_DOSE', absoluteMinimum: '1 month', minimum: '3 months' }] })])]);
    expect(verdicts(both, 'A@2023-01-01 A@2023-02-15')).toEqual(['A VALID X', 'A VALID Y+GRACE']);
  });

  test('too soon without a make-up: the same place stays open', () => {
    expect(run(table, 'A@2023-01-01 A@2023-02-24').next).toMatchObject({ series: 'PRIMARY', dose: 2, earliest: '2023-04-24' });
  });

  test('a make-up has its own name and interval, once', () => {
    const makeUp = { rule: 'MORE', series: 'SUPPLEMENTARY', interval: '1 month', absoluteMinimum: '20 days' };
    const made = tableOf([row('X', [dose('X'), dose('Y', { intervals: [gap('14 days')], makeUp }), dose('Z', { intervals: [gap('2 months')] })])]);
    expect(run(made, 'A@2023-01-01 A@2023-01-10').next).toMatchObject({ series: 'SUPPLEMENTARY', dose: 1, earliest: '2023-02-10' });
    expect(verdicts(made, 'A@2023-01-01 A@2023-01-10 A@2023-01-29')).toEqual(['A VALID X', 'A NOT_COUNTED MORE', 'A NOT_COUNTED MORE']);
    expect(verdicts(made, 'A@2023-01-01 A@2023-01-10 A@2023-01-30 A@2023-02-20')).toEqual(['A VALID X', 'A NOT_COUNTED MORE', 'A VALID MORE', 'A NOT_COUNTED Z']);
    // a dose of another product is no attempt at this one
    expect(run(made, 'A@2023-01-01 B@2023-01-05').next).toMatchObject({ series: 'PRIMARY', dose: 2 });
  });
});
// prettier-ignore
describe('series', () => {
  const a = row('XA', [dose('XA'), dose('XA', { intervals: [gap('1 month')] })]);
  const b = row('XB', [dose('XB', { allowed: ['B'] }), dose('XB', { allowed: ['B'], intervals: [gap('1 month')] }), dose('XB', { allowed: ['B'], intervals: [gap('1 month')] })]);

  test('the one nearest its end is gone on with; of two as near, the one begun last; a complete one before all', () => {
    const table = tableOf([a, b]);
    expect(run(table, 'A@2022-01-01 B@2022-02-01').next?.products).toEqual(['A']);
    expect(run(table, 'A@2022-01-01 B@2022-02-01 B@2022-03-01').next?.products).toEqual(['B']);
    expect(run(table, 'B@2022-01-01 B@2022-02-01 A@2022-03-01').next?.products).toEqual(['A']);
    expect(verdicts(table, 'A@2022-01-01 B@2022-02-01 A@2022-03-01')).toEqual(['A VALID XA', 'B NOT_COUNTED XA', 'A VALID XA']);
    expect(run(table, 'B@2022-02-01').next?.products).toEqual(['B']);
    expect(run(table, 'A@2022-01-01 A@2022-02-01').complete).toBe(true);
  });

  test('of two complete courses the one that was complete first counts', () => {
    const both = tableOf([row('XB', [dose('XB', { allowed: ['B'] }), dose('XB', { allowed: ['B'] })]), row('XA', [dose('XA'), dose('XA')])]);
    expect(verdicts(both, 'A@2022-01-01 B@2022-01-02 A@2022-02-01 B@2022-03-01')).toEqual(['A VALID XA', 'B NOT_COUNTED XA', 'A VALID XA', 'B EXTRA XA']);
  });

  test('before anything is begun every product of the step is open, the best where the row names one', () => {
    const best = row('XC', [dose('XC', { allowed: ['A', 'B', 'C'], preferred: ['C'] })]);
    const infected = row('XI', [dose('XI', { allowed: ['B'] })], { afterInfection: true });
    expect(run(tableOf([a, best, infected]), '').next?.products).toEqual(['A', 'C']);
    const withInfection = { ...past(''), infections: ['2023-01-01'] };
    const rules = { table: tableOf([a, infected]), rulesAsOf: asOf };
    expect(forecast(withInfection, { birthDate: null }, rules, asOf).next).toMatchObject({ products: ['B'], rules: ['XI'] });
    expect(forecast(past(''), { birthDate: null }, { ...rules, table: tableOf([infected]) }, asOf)).toMatchObject({ next: null, complete: true });
    expect(run(tableOf([best]), 'A@2023-01-01').next).toBeNull();
  });

  test('steps are taken by their number, not by their place in the file', () => {
    const second = row('S2', [dose('S2', { intervals: [gap('1 month')] })], { series: 'BOOSTER', step: 2 });
    const third = row('S3', [dose('S3', { intervals: [gap('1 month')] })], { series: 'BOOSTER', step: 10, firstNumber: 2, endsSchedule: true });
    const fourth = row('S4', [dose('S4')], { series: 'BOOSTER', step: 11 });
    const table = tableOf([fourth, third, second, row('S1', [dose('S1')], { startRule: 'START' })]);
    expect(run(table, '').next).toMatchObject({ rules: ['START'], dose: 1 });
    expect(run(table, 'A@2022-01-01').next).toMatchObject({ rules: ['S2'], dose: 1, earliest: '2022-02-01' });
    expect(run(table, 'A@2022-01-01 A@2022-03-01').next).toMatchObject({ rules: ['S3'], dose: 2 });
    expect(verdicts(table, 'A@2022-01-01 A@2022-03-01 A@2022-05-01 A@2022-07-01')).toEqual(['A VALID S1', 'A VALID S2', 'A VALID S3', 'A EXTRA S3']);
  });

  test('the start rule is for people without any dose', () => {
    const table = tableOf([row('S1', [dose('S1')], { startRule: 'START' })]);
    expect(run(table, 'B@2022-01-01').next?.rules).toEqual(['S1']);
    expect(run(tableOf([row('S1', [dose('S1')])]), '').next?.rules).toEqual(['S1']);
    const two = tableOf([row('S1', [dose('S1'), dose('S2')], { startRule: 'START' })]);
    expect(run(two, 'A@2022-01-01').next?.rules).toEqual(['S2']);
  });

  test('a recurring dose is never complete: after each one comes the next', () => {
    const yearly = tableOf([row('FLU', [dose('FIRST'), dose('AGAIN', { intervals: [gap('1 year', { absoluteMinimum: '9 months' })] })], { recurring: true })]);
    expect(run(yearly, 'A@2020-01-01 A@2021-01-01 A@2022-01-01')).toMatchObject({ complete: false, next: { earliest: '2023-01-01', rules: ['AGAIN'], dose: 4 } });
    expect(verdicts(yearly, 'A@2020-01-01 A@2021-01-01 A@2021-05-01 A@2022-05-01')).toEqual(['A VALID FIRST', 'A VALID AGAIN', 'A NOT_COUNTED AGAIN', 'A VALID AGAIN']);
  });

  test('a list of sequences speaks of exactly those doses, in their order', () => {
    const sequences = [{ rule: 'LIST', after: ['A', 'B'], give: ['C'] }];
    const more = row('S2', [dose('S2', { allowed: ['A', 'B', 'C'], preferred: ['B'], sequences })], { step: 2, series: 'BOOSTER' });
    const table = tableOf([row('S1', [dose('S1', { allowed: ['A', 'B', 'C'] }), dose('S1', { allowed: ['A', 'B', 'C'] })]), more]);
    expect(run(table, 'A@2022-01-01 B@2022-02-01').next).toMatchObject({ products: ['C'], rules: ['S2', 'LIST'] });
    expect(run(table, 'B@2022-01-01 A@2022-02-01').next).toMatchObject({ products: ['B'], rules: ['S2'] });
    expect(verdicts(table, 'A@2022-01-01 B@2022-02-01 C@2022-03-01').at(-1)).toBe('C VALID S2+LIST');
    expect(verdicts(table, 'A@2022-01-01 B@2022-02-01 A@2022-03-01').at(-1)).toBe('A VALID S2');
    const one = tableOf([row('S1', [dose('S1', { allowed: ['A'] })]), { ...more, doses: [dose('S2', { allowed: ['C'], sequences: [{ rule: 'LIST', after: ['A', 'A'], give: ['C'] }] })] }]);
    expect(run(one, 'A@2022-01-01').next?.rules).toEqual(['S2']);
  });
});
// prettier-ignore
describe('the history', () => {
  const table = tableOf([row('X', [dose('X', { allowed: ['A', 'B'] }), dose('Y', { allowed: ['A', 'B'] })])], { spacing: [{ id: 'SP', moreThanDays: 14, exempt: ['RABIES'], ...always }] });

  test('of two products on one day the one the table names first comes first; unknown ones are shown by name', () => {
    expect(verdicts(table, 'B@2022-01-01 A@2022-01-01')).toEqual(['A VALID X', 'B VALID Y']);
    expect(verdicts(table, 'Z@2022-01-01 Y@2022-01-01')).toEqual(['Y NOT_COUNTED UNKNOWN_PRODUCT', 'Z NOT_COUNTED UNKNOWN_PRODUCT']);
    expect(verdicts(table, 'Y@2022-01-01 Z@2022-01-01')).toEqual(['Y NOT_COUNTED UNKNOWN_PRODUCT', 'Z NOT_COUNTED UNKNOWN_PRODUCT']);
  });

  test('another vaccine of the very day is known, one of tomorrow is not', () => {
    const rules = { table, rulesAsOf: asOf };
    const next = (date: string) => forecast({ ...past(''), otherVaccines: [{ kind: 'FLU', date }] }, { birthDate: null }, rules, asOf).next;
    expect(next(asOf)).toMatchObject({ earliest: '2023-06-16', rules: ['X', 'SP'] });
    expect(next('2023-06-02')).toMatchObject({ earliest: asOf, rules: ['X'] });
  });

  test('of two rules of distance the one that decides the day is named', () => {
    const two = { ...table, spacing: [...table.spacing, { ...always, id: 'SP2', moreThanDays: 28, exempt: [] }] };
    const found = forecast({ ...past(''), otherVaccines: [{ kind: 'FLU', date: '2023-05-31' }] }, { birthDate: null }, { table: two, rulesAsOf: asOf }, asOf);
    expect(found.next).toMatchObject({ earliest: '2023-06-29', rules: ['X', 'SP2'] });
  });

  test('an infection counts from its day on, the last one before a dose', () => {
    const infected = row('I', [dose('I', { intervals: [{ from: 'LAST_INFECTION', absoluteMinimum: '1 month', minimum: '1 month' }] }), dose('J', { intervals: [gap('1 month')] })], { afterInfection: true });
    const both = tableOf([row('X', [dose('X'), dose('X')]), infected]);
    const after = (text: string, ...infections: string[]) => forecast({ ...past(text), infections }, { birthDate: null }, { table: both, rulesAsOf: asOf }, asOf);
    const said = (...args: Parameters<typeof after>) => after(...args).doses.map(({ verdict, reasons }) => `${verdict} ${reasons.join()}`);
    expect(said('A@2022-01-01', '2022-01-01')).toEqual(['NOT_COUNTED I']);
    expect(said('A@2022-01-01', '2022-01-02')).toEqual(['VALID X']);
    expect(said('A@2022-03-01', '2022-01-01', '2022-02-15')).toEqual(['NOT_COUNTED I']);
    expect(said('A@2022-03-01', '2022-01-01', '2022-04-15')).toEqual(['VALID I']);
    // a dose before the infection is the one before the first after it
    expect(after('A@2022-01-01', '2022-01-15').next).toMatchObject({ earliest: '2022-02-15', rules: ['I'] });
  });
});
