import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../register/day.ts';
import { cnCovid19 } from './cn-covid19.ts';
import { ForecastCase, forecastCase } from './forecast-case.ts';
import { forecast } from './forecast.ts';

/** "INACT@2022-01-01 …" */
const dosesOf = (text: string) =>
  text
    .split(' ')
    .filter((item) => item !== '')
    .map((item) => {
      const [product = '', date = ''] = item.split('@');
      return { product, date };
    });

const person = (more: object) =>
  forecastCase(
    ForecastCase.parse({ id: 'p', sex: 'female', birthDate: '1940-03-05', asOf: '2023-06-01', ...more }),
    cnCovid19,
  );

const nextOf = (more: object): string => {
  const { next } = person(more);
  return next === null ? 'none' : `${next.series} ${next.dose} ${next.earliest}`;
};

const verdictsOf = (doses: string, more: object = {}): string =>
  person({ doses: dosesOf(doses), ...more })
    .doses.map(({ verdict, reasons }) => `${verdict} ${reasons.join('+')}`)
    .join(', ');

describe('the primary course', () => {
  test.each([
    ['', 'PRIMARY 1 2023-06-01', ''],
    ['INACT@2022-01-01', 'PRIMARY 2 2022-01-22', 'VALID R1'],
    ['INACT@2022-01-01 INACT@2022-01-22', 'BOOSTER 1 2022-04-22', 'VALID R1, VALID R1'],
    ['INACT@2022-01-01 INACT@2022-01-21', 'BOOSTER 1 2022-04-21', 'VALID R1, VALID R1+R2'],
    ['INACT@2022-01-01 INACT@2022-01-15', 'BOOSTER 1 2022-04-15', 'VALID R1, VALID R1+R2'],
    ['INACT@2022-01-01 INACT@2022-01-14', 'SUPPLEMENTARY 1 2022-02-04', 'VALID R1, NOT_COUNTED R2'],
    [
      'INACT@2022-01-01 INACT@2022-01-14 INACT@2022-02-03',
      'SUPPLEMENTARY 1 2022-02-24',
      'VALID R1, NOT_COUNTED R2, NOT_COUNTED R2',
    ],
    [
      'INACT@2022-01-01 INACT@2022-01-14 INACT@2022-02-04',
      'BOOSTER 1 2022-05-04',
      'VALID R1, NOT_COUNTED R2, VALID R2',
    ],
    ['INACT@2022-01-01 INACT@2022-02-26', 'BOOSTER 1 2022-05-26', 'VALID R1, VALID R1'],
    ['INACT@2022-01-01 INACT@2022-02-27', 'BOOSTER 1 2022-05-27', 'VALID R1, VALID R1+R1b'],
    ['AD5_IM@2022-01-01', 'BOOSTER 1 2022-04-01', 'VALID R3'],
    ['AD5_INH@2022-01-01', 'PRIMARY 1 2022-01-22', 'NOT_COUNTED R1'],
    ['SUB_CHO@2022-01-01', 'PRIMARY 2 2022-01-29', 'VALID R4'],
    ['SUB_CHO@2022-01-01 SUB_CHO@2022-01-28', 'PRIMARY 2 2022-02-25', 'VALID R4, NOT_COUNTED R4'],
    ['SUB_CHO@2022-01-01 SUB_CHO@2022-01-29', 'PRIMARY 3 2022-02-26', 'VALID R4, VALID R4'],
    [
      'SUB_CHO@2022-01-01 SUB_CHO@2022-01-29 SUB_CHO@2022-02-26',
      'BOOSTER 1 2022-05-26',
      'VALID R4, VALID R4, VALID R4',
    ],
    ['INACT@2022-01-01 AD5_IM@2022-03-01', 'BOOSTER 1 2022-06-01', 'NOT_COUNTED R3, VALID R3'],
    ['INACT@2022-01-01 SUB_CHO@2022-03-01', 'PRIMARY 2 2022-03-22', 'VALID R1, NOT_COUNTED R1'],
  ])('%s: next %s', (doses, next, verdicts) => {
    expect(nextOf({ doses: dosesOf(doses) })).toBe(next);
    expect(verdictsOf(doses)).toBe(verdicts);
  });

  test('the second dose is past due after eight weeks, the third six months after the first', () => {
    expect(person({ doses: dosesOf('INACT@2022-01-01') }).next?.pastDue).toBe('2022-02-26');
    expect(person({ doses: dosesOf('SUB_CHO@2022-01-01 SUB_CHO@2022-01-29') }).next?.pastDue).toBe('2022-07-01');
    expect(person({ doses: dosesOf('INACT@2022-01-01') }).ruleIds).toEqual(['R1', 'R1b']);
    expect(person({}).ruleIds).toEqual(['R0']);
  });
});

describe('boosters change with the notices', () => {
  const primary = 'INACT@2022-01-01 INACT@2022-02-01';
  test.each([
    ['2022-11-28', 'BOOSTER 1 2022-08-01'],
    ['2022-11-29', 'BOOSTER 1 2022-05-01'],
  ])('under the rules of %s the first is %s', (rulesAsOf, next) => {
    expect(nextOf({ doses: dosesOf(primary), rulesAsOf })).toBe(next);
  });

  test('a booster after four months counts only since the interval became three', () => {
    const doses = `${primary} INACT@2022-06-01`;
    expect(verdictsOf(doses, { rulesAsOf: '2022-11-28' })).toBe('VALID R1, VALID R1, NOT_COUNTED R5a');
    expect(verdictsOf(doses, { rulesAsOf: '2022-11-29' })).toBe('VALID R1, VALID R1, VALID R5');
  });

  test('the second begins on 2022-12-13, at sixty, six months after the first', () => {
    const doses = dosesOf(`${primary} INACT@2022-08-31`);
    expect(nextOf({ doses, rulesAsOf: '2022-12-12' })).toBe('none');
    expect(nextOf({ doses, rulesAsOf: '2022-12-13' })).toBe('BOOSTER 2 2023-03-01');
    expect(nextOf({ doses, birthDate: '1963-06-02' })).toBe('none');
    expect(nextOf({ doses, birthDate: '1963-06-01' })).toBe('BOOSTER 2 2023-03-01');
    expect(person({ doses, birthDate: '1963-06-02' }).complete).toBe(true);
  });

  test('what comes after the last dose is extra', () => {
    const five = `${primary} INACT@2022-08-01 AD5_INH@2023-02-01 INACT@2023-05-01`;
    expect(verdictsOf(five)).toBe('VALID R1, VALID R1, VALID R5, VALID R6+R10, EXTRA R6');
    expect(verdictsOf(`${primary} INACT@2022-08-01 AD5_INH@2023-02-01`, { birthDate: '1970-01-01' })).toBe(
      'VALID R1, VALID R1, VALID R5, EXTRA R5',
    );
  });
});

describe('infection and other vaccines', () => {
  test.each([
    [{ infections: ['2022-12-20'] }, 'ONE_DOSE_AFTER_INFECTION 1 2023-03-20'],
    [{ infections: ['2022-12-20'], rulesAsOf: '2023-04-09' }, 'ONE_DOSE_AFTER_INFECTION 1 2023-06-20'],
    [{ infections: ['2022-12-20'], doses: dosesOf('INACT@2022-12-01') }, 'ONE_DOSE_AFTER_INFECTION 1 2023-03-20'],
    [{ infections: ['2022-12-20', '2023-04-30'] }, 'ONE_DOSE_AFTER_INFECTION 1 2023-07-30'],
    [{ infections: ['2022-12-20'], doses: dosesOf('INACT@2022-01-01 INACT@2022-02-01') }, 'BOOSTER 1 2022-05-01'],
    [{ infections: ['2022-12-20'], doses: dosesOf('INACT@2023-03-20') }, 'none'],
    [{ otherVaccines: [{ kind: 'INFLUENZA', date: '2023-05-20' }] }, 'PRIMARY 1 2023-06-04'],
    [{ otherVaccines: [{ kind: 'RABIES', date: '2023-05-20' }] }, 'PRIMARY 1 2023-06-01'],
    [{ otherVaccines: [{ kind: 'PPV23', date: '2023-05-17' }] }, 'PRIMARY 1 2023-06-01'],
  ])('%j: %s', (more, next) => {
    expect(nextOf(more)).toBe(next);
  });

  test('a dose too soon after the infection is not counted; one after it completes', () => {
    expect(verdictsOf('INACT@2023-03-19', { infections: ['2022-12-20'] })).toBe('NOT_COUNTED R8');
    expect(verdictsOf('INACT@2022-01-01 INACT@2023-03-20 INACT@2023-05-01', { infections: ['2022-12-20'] })).toBe(
      'VALID R1, VALID R8, EXTRA R8',
    );
  });

  test('a dose within 14 days of another vaccine counts, and is marked', () => {
    const otherVaccines = [{ kind: 'INFLUENZA', date: '2022-01-15' }];
    expect(verdictsOf('INACT@2022-01-01', { otherVaccines })).toBe('VALID R1+R7');
    expect(verdictsOf('INACT@2021-12-31', { otherVaccines })).toBe('VALID R1');
  });
});

describe('who, and the record itself', () => {
  test.each([
    ['1963-06-02', 59, 'NOT_TARGET'],
    ['1963-06-01', 60, '60-79'],
    ['1943-06-02', 79, '60-79'],
    ['1943-06-01', 80, '80+'],
  ])('born %s: %i, %s', (birthDate, age, band) => {
    expect(person({ birthDate })).toMatchObject({ age, band });
  });

  test('born on 29 February: a year older on 1 March of a common year', () => {
    expect(person({ birthDate: '1944-02-29', asOf: '2023-02-28' }).age).toBe(78);
    expect(person({ birthDate: '1944-02-29', asOf: '2023-03-01' }).age).toBe(79);
  });

  test('a record written twice, from the future or of an unknown product is shown and not counted', () => {
    expect(verdictsOf('INACT@2022-01-01 INACT@2022-01-01 SPUTNIK@2022-02-01 INACT@2023-06-02')).toBe(
      'VALID R1, NOT_COUNTED DUPLICATE, NOT_COUNTED UNKNOWN_PRODUCT, NOT_COUNTED IN_THE_FUTURE',
    );
  });

  test('somebody under eighteen waits for that birthday', () => {
    expect(person({ birthDate: '2010-05-05' }).next).toMatchObject({ earliest: '2028-05-05', dueNow: false });
  });
});

const day = fc.integer({ min: 0, max: 900 }).map((days) => addDays('2021-01-01', days));
const dose = fc.record({ date: day, product: fc.constantFrom('INACT', 'INACT', 'SUB_CHO', 'AD5_IM', 'AD5_INH') });
const history = fc.record({
  doses: fc.array(dose, { maxLength: 6 }),
  infections: fc.array(day, { maxLength: 2 }),
  otherVaccines: fc.array(fc.record({ kind: fc.constantFrom('INFLUENZA', 'RABIES'), date: day }), { maxLength: 2 }),
  conditions: fc.constant([]),
});
const rulesDay = fc.constantFrom('2021-06-01', '2022-11-28', '2022-11-29', '2022-12-13', '2023-04-10');
const asOf = '2023-07-01';
const birth = fc.constantFrom('1930-02-28', '1944-02-29', '1963-07-02', '1990-01-01');

describe('whatever the history', () => {
  test('no verdict depends on the order of the records', () => {
    fc.assert(
      fc.property(history, birth, rulesDay, fc.nat(), (past, birthDate, rulesAsOf, turn) => {
        const at = past.doses.length === 0 ? 0 : turn % past.doses.length;
        const turned = [...past.doses.slice(at), ...past.doses.slice(0, at)].toReversed();
        const rules = { table: cnCovid19, rulesAsOf };
        const shuffled = { ...past, doses: turned, infections: past.infections.toReversed() };
        expect(forecast(shuffled, { birthDate }, rules, asOf)).toEqual(forecast(past, { birthDate }, rules, asOf));
      }),
    );
  });

  test('one more valid dose never makes a dose due sooner', () => {
    fc.assert(
      fc.property(history, birth, rulesDay, dose, (past, birthDate, rulesAsOf, added) => {
        const rules = { table: cnCovid19, rulesAsOf };
        const known = [...past.doses.map(({ date }) => date), ...past.infections];
        const last = known.toSorted().at(-1) ?? '';
        const later = { ...added, date: added.date > last ? added.date : addDays(last, 1) };
        if (later.date > asOf) return;
        const before = forecast(past, { birthDate }, rules, asOf);
        const after = forecast({ ...past, doses: [...past.doses, later] }, { birthDate }, rules, asOf);
        if (after.doses.at(-1)?.verdict !== 'VALID' || after.next === null || before.next === null) return;
        const due = (earliest: string): string => (earliest > asOf ? earliest : asOf);
        expect(due(after.next.earliest) >= due(before.next.earliest)).toBe(true);
      }),
    );
  });

  test('every rule of the table decides something for somebody', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(history, birth, rulesDay, (past, birthDate, rulesAsOf) => {
        for (const id of forecast(past, { birthDate }, { table: cnCovid19, rulesAsOf }, asOf).ruleIds) seen.add(id);
      }),
      { numRuns: 3000, seed: 20221129 },
    );
    expect([...seen].toSorted()).toEqual([
      'R0',
      'R1',
      'R10',
      'R1b',
      'R2',
      'R3',
      'R4',
      'R5',
      'R5a',
      'R6',
      'R7',
      'R8',
      'R9',
    ]);
  });
});
