import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { doseProducts, type DoseProduct } from './command.ts';
import { decideDoseCorrection } from './decide.ts';
import { forecast } from '../forecast/forecast.ts';
import { addDays } from '../register/day.ts';
import { doseRules } from './rules.ts';
import { distinctDoses, doseStatusOf } from './status.ts';

const dosesOf = (text: string) =>
  text.split(' ').flatMap((item) => {
    const [product, givenOn] = item.split('@');
    return product === undefined || givenOn === undefined ? [] : [{ product: product as DoseProduct, givenOn }];
  });

/** The table of the README, row by row. */
const table = [
  ['no dose', '', 'none', null],
  ['one inactivated', 'INACT@2022-01-01', 'partial', '2022-01-22'],
  ['two inactivated, 21 days', 'INACT@2022-01-01 INACT@2022-01-22', 'complete', null],
  ['two inactivated, 14 days', 'INACT@2022-01-01 INACT@2022-01-15', 'complete', null],
  ['two inactivated, 13 days', 'INACT@2022-01-01 INACT@2022-01-14', 'partial', '2022-02-04'],
  ['two too close, then one more', 'INACT@2022-01-01 INACT@2022-01-08 INACT@2022-01-29', 'complete', null],
  ['two inactivated, a year apart', 'INACT@2022-01-01 INACT@2023-01-01', 'complete', null],
  ['one dose written down twice', 'INACT@2022-01-01 INACT@2022-01-02', 'partial', '2022-01-22'],
  ['one Ad5 injected', 'AD5_IM@2022-01-01', 'complete', null],
  ['one Ad5 inhaled', 'AD5_INH@2022-12-20', 'partial', '2023-01-10'],
  ['two subunit', 'SUB_CHO@2022-01-01 SUB_CHO@2022-01-29', 'partial', '2022-02-26'],
  ['three subunit', 'SUB_CHO@2022-01-01 SUB_CHO@2022-01-29 SUB_CHO@2022-02-26', 'complete', null],
  ['one inactivated, one subunit', 'INACT@2022-01-01 SUB_CHO@2022-03-01', 'partial', '2022-03-22'],
  [
    'a subunit the day after an inhaled Ad5, which counts for nothing',
    'AD5_INH@2021-06-01 SUB_CHO@2021-06-02',
    'partial',
    '2021-06-23',
  ],
  ['one inactivated, one Ad5 injected', 'INACT@2022-01-01 AD5_IM@2022-03-01', 'complete', null],
] as const;

describe('the primary course', () => {
  test.each(table)('%s (%s): %s, next from %s', (_words, doses, status, nextDoseFrom) => {
    expect(doseStatusOf(dosesOf(doses), '2026-11-02', doseRules)).toMatchObject({ status, nextDoseFrom });
  });

  test.each(table)('%s: the order of the records does not matter', (_words, doses) => {
    const inOrder = dosesOf(doses);
    expect(doseStatusOf(inOrder.toReversed(), '2026-11-02', doseRules)).toEqual(
      doseStatusOf(inOrder, '2026-11-02', doseRules),
    );
  });

  test('is what the whole schedule says, whatever was given', () => {
    const dose = fc.record({
      product: fc.constantFrom(...doseProducts),
      givenOn: fc.integer({ min: 0, max: 500 }).map((days) => addDays('2021-06-01', days)),
    });
    fc.assert(
      fc.property(fc.array(dose, { maxLength: 5 }), (given) => {
        const { status, nextDoseFrom } = doseStatusOf(given, '2026-11-02', doseRules);
        const doses = distinctDoses(given, '2026-11-02', doseRules).map(({ product, givenOn }) => ({
          product,
          date: givenOn,
        }));
        const past = { doses, infections: [], otherVaccines: [], conditions: [] };
        const rules = { table: doseRules.table, rulesAsOf: '2026-11-02' };
        const { next } = forecast(past, { birthDate: null }, rules, '9999-12-31');
        const isPrimary = next !== null && ['PRIMARY', 'SUPPLEMENTARY'].includes(next.series);
        expect(status).toBe(doses.length === 0 ? 'none' : isPrimary ? 'partial' : 'complete');
        if (status === 'partial') expect(nextDoseFrom).toBe(next?.earliest);
      }),
    );
  });

  test('names the rule that decided', () => {
    expect(doseStatusOf(dosesOf('AD5_IM@2022-01-01 INACT@2022-03-01'), '2026-11-02', doseRules).ruleIds).toEqual([
      'R3',
    ]);
    expect(doseStatusOf(dosesOf('SUB_CHO@2022-01-01'), '2026-11-02', doseRules).ruleIds).toEqual(['R1b', 'R4']);
  });

  test('one dose in two files counts once in the figure of doses', () => {
    const twice = dosesOf('INACT@2022-01-01 INACT@2022-01-01 INACT@2022-02-01');
    expect(doseStatusOf(twice, '2026-11-02', doseRules).doseCount).toBe(2);
  });
});

describe('correcting the record of a dose', () => {
  const command = { type: 'dose.correct', doseId: 'd1', personId: 'p', why: '批号录错' } as const;
  const doses = [
    { id: 'd1', product: 'INACT' as const, givenOn: '2022-01-01', voided: false },
    { id: 'd2', product: 'INACT' as const, givenOn: '2022-02-01', voided: false },
    { id: 'd3', product: 'INACT' as const, givenOn: '2022-03-01', voided: true },
  ];
  const now = '2026-11-22T08:00:00Z';
  const right = (givenOn: string) => ({ doseId: 'd9', product: 'INACT' as const, givenOn });

  test.each([
    ['2022-01-03', []],
    ['2022-01-31', [{ code: 'near_duplicate_dose', doseId: 'd2' }]],
    ['2022-03-01', []],
    ['2026-11-23', [{ code: 'in_the_future' }]],
  ])('to %s is kept, with flags %j', (givenOn, flags) => {
    expect(decideDoseCorrection({ ...command, right: right(givenOn) }, { now, doses })).toMatchObject({
      ok: true,
      value: { flags },
    });
  });

  test('a record that is not the person’s, or was voided before, cannot be corrected', () => {
    expect(decideDoseCorrection({ ...command, doseId: 'd8', right: null }, { now, doses })).toMatchObject({
      error: { code: 'not_found' },
    });
    expect(decideDoseCorrection({ ...command, doseId: 'd3', right: null }, { now, doses })).toMatchObject({
      error: { code: 'changed_meanwhile' },
    });
  });
});
