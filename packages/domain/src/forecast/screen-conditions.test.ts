import { expect, test } from 'vitest';
import { cnCovid19 } from './cn-covid19.ts';
import { rulesOn, unknownProducts } from './rule-table.ts';
import { screenConditions, unknownConditions } from './screen-conditions.ts';

const screen = (...conditions: string[]) => screenConditions(conditions, cnCovid19, '2023-06-01');

test.each([
  [[], 'ELIGIBLE', []],
  [['HYPERTENSION_STABLE', 'DIABETES_STABLE', 'DISABLED_STABLE', 'ADVANCED_AGE_ONLY'], 'ELIGIBLE', []],
  [['ALLERGY_PENICILLIN', 'ALLERGY_SEAFOOD'], 'ELIGIBLE', []],
  [['FEVER_TODAY'], 'DEFER', ['FEVER_TODAY']],
  [['CHRONIC_ACUTE_PHASE', 'HYPERTENSION_STABLE'], 'DEFER', ['CHRONIC_ACUTE_PHASE']],
  [['ALLERGY_TO_COMPONENT'], 'CONTRAINDICATED', ['ALLERGY_TO_COMPONENT']],
  [['SEVERE_ALLERGY_TO_VACCINE'], 'CONTRAINDICATED', ['SEVERE_ALLERGY_TO_VACCINE']],
  [['UNCONTROLLED_EPILEPSY'], 'CONTRAINDICATED', ['UNCONTROLLED_EPILEPSY']],
  [['TERMINAL_ILLNESS', 'FEVER_TODAY'], 'CONTRAINDICATED', ['FEVER_TODAY', 'TERMINAL_ILLNESS']],
])('%j: %s', (conditions, result, reasons) => {
  expect(screen(...conditions)).toMatchObject({ result, reasons });
});

test('a condition the table does not know is named, not passed over', () => {
  expect(unknownConditions(['FEVER_TODAY', 'GOUT'], cnCovid19)).toEqual(['GOUT']);
});

test('the table names no product it does not list, and one day has one row per band', () => {
  expect(unknownProducts(cnCovid19)).toEqual([]);
  expect(rulesOn(cnCovid19, '2020-01-01').bands).toHaveLength(2);
});
