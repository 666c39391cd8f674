/** COVID-19 vaccination of adults in China, 2021-03 to 2023-04, by the national guideline and the notices that changed it. */
import type { RuleTable, TargetDose } from './rule-table.ts';

const guideline = '《新冠病毒疫苗接种技术指南(第一版)》, 2021-03-29';
const plan = '《加强老年人新冠病毒疫苗接种工作方案》, 2022-11-29';
const secondBooster = '国务院联防联控机制综合组, 第二剂次加强免疫通知, 2022-12-13';
const infected2023 = '新冠病毒疫苗接种工作方案, 2023-04-10';
const practice = '2022 年底使用的禁忌判定专家指引';

const always = { scope: 'CN', validFrom: '2021-03-29', validTo: null } as const;
const adult = { minimumAge: '18 years' } as const;
const everyProduct = ['INACT', 'SUB_CHO', 'AD5_IM', 'AD5_INH'];

const afterPrevious = (minimum: string, latest?: string): TargetDose['intervals'][number] => ({
  from: 'PREVIOUS_DOSE',
  absoluteMinimum: minimum,
  minimum,
  ...(latest === undefined ? {} : { latest }),
});

const firstBooster = (rule: string, interval: string): TargetDose => ({
  rule,
  allowed: everyProduct,
  ...adult,
  intervals: [afterPrevious(interval)],
});

const oneDoseAfter = (rule: string, interval: string): TargetDose => ({
  rule,
  allowed: ['INACT', 'SUB_CHO', 'AD5_IM'],
  ...adult,
  intervals: [{ from: 'LAST_INFECTION', absoluteMinimum: interval, minimum: interval }],
});

export const cnCovid19: RuleTable = {
  name: 'cn-covid19',
  status: 'official',
  products: everyProduct,
  bands: [
    { id: 'BAND-80', band: '80+', fromAge: 80, source: plan, ...always },
    { id: 'BAND-60', band: '60-79', fromAge: 60, source: plan, ...always },
  ],
  series: [
    {
      id: 'R1',
      series: 'PRIMARY',
      step: 1,
      firstNumber: 1,
      startRule: 'R0',
      afterInfection: false,
      endsSchedule: false,
      recurring: false,
      source: guideline,
      ...always,
      doses: [
        // after a dose of another product it waits as a second dose would
        {
          rule: 'R1',
          allowed: ['INACT'],
          ...adult,
          intervals: [{ from: 'PREVIOUS_DOSE', absoluteMinimum: '14 days', minimum: '3 weeks' }],
        },
        {
          rule: 'R1',
          allowed: ['INACT'],
          ...adult,
          // from the 14th to the 21st day a second dose counts; sooner than that one more is given
          intervals: [{ from: 'PREVIOUS_DOSE', absoluteMinimum: '14 days', minimum: '3 weeks', latest: '8 weeks' }],
          graceRule: 'R2',
          lateRule: 'R1b',
          makeUp: { rule: 'R2', series: 'SUPPLEMENTARY', interval: '3 weeks', absoluteMinimum: '3 weeks' },
        },
      ],
    },
    {
      id: 'R3',
      series: 'PRIMARY',
      step: 1,
      firstNumber: 1,
      startRule: 'R0',
      afterInfection: false,
      endsSchedule: false,
      recurring: false,
      source: guideline,
      ...always,
      doses: [{ rule: 'R3', allowed: ['AD5_IM'], ...adult, intervals: [afterPrevious('3 weeks')] }],
    },
    {
      id: 'R4',
      series: 'PRIMARY',
      step: 1,
      firstNumber: 1,
      startRule: 'R0',
      afterInfection: false,
      endsSchedule: false,
      recurring: false,
      source: guideline,
      ...always,
      doses: [
        { rule: 'R4', allowed: ['SUB_CHO'], ...adult, intervals: [afterPrevious('4 weeks')] },
        {
          rule: 'R4',
          allowed: ['SUB_CHO'],
          ...adult,
          intervals: [afterPrevious('4 weeks', '8 weeks')],
          lateRule: 'R1b',
        },
        {
          rule: 'R4',
          allowed: ['SUB_CHO'],
          ...adult,
          intervals: [
            afterPrevious('4 weeks'),
            { from: 'FIRST_DOSE', absoluteMinimum: '8 weeks', minimum: '8 weeks', latest: '6 months' },
          ],
          lateRule: 'R1b',
        },
      ],
    },
    {
      id: 'R9',
      series: 'ONE_DOSE_AFTER_INFECTION',
      step: 1,
      firstNumber: 1,
      afterInfection: true,
      endsSchedule: true,
      recurring: false,
      source: guideline,
      scope: 'CN',
      validFrom: '2021-03-29',
      validTo: '2023-04-09',
      doses: [oneDoseAfter('R9', '6 months')],
    },
    {
      id: 'R8',
      series: 'ONE_DOSE_AFTER_INFECTION',
      step: 1,
      firstNumber: 1,
      afterInfection: true,
      endsSchedule: true,
      recurring: false,
      source: infected2023,
      scope: 'CN',
      validFrom: '2023-04-10',
      validTo: null,
      doses: [oneDoseAfter('R8', '3 months')],
    },
    {
      id: 'R5a',
      series: 'BOOSTER',
      step: 2,
      firstNumber: 1,
      afterInfection: false,
      endsSchedule: false,
      recurring: false,
      source: '2022-11-29 以前的加强免疫规定',
      scope: 'CN',
      validFrom: '2021-03-29',
      validTo: '2022-11-28',
      doses: [firstBooster('R5a', '6 months')],
    },
    {
      id: 'R5',
      series: 'BOOSTER',
      step: 2,
      firstNumber: 1,
      afterInfection: false,
      endsSchedule: false,
      recurring: false,
      source: plan,
      scope: 'CN',
      validFrom: '2022-11-29',
      validTo: null,
      doses: [firstBooster('R5', '3 months')],
    },
    {
      id: 'R6',
      series: 'BOOSTER',
      step: 3,
      firstNumber: 2,
      fromAge: 60,
      afterInfection: false,
      endsSchedule: true,
      recurring: false,
      source: secondBooster,
      scope: 'CN',
      validFrom: '2022-12-13',
      validTo: null,
      doses: [
        {
          rule: 'R6',
          allowed: everyProduct,
          // sequential products are preferred, by the list of combinations
          preferred: ['SUB_CHO', 'AD5_IM', 'AD5_INH'],
          sequences: [
            { rule: 'R10', after: ['INACT', 'INACT', 'INACT'], give: ['AD5_IM', 'SUB_CHO', 'AD5_INH'] },
            { rule: 'R10', after: ['AD5_IM', 'AD5_IM'], give: ['AD5_INH'] },
          ],
          intervals: [afterPrevious('6 months')],
        },
      ],
    },
  ],
  spacing: [
    { id: 'R7', moreThanDays: 14, exempt: ['RABIES', 'TETANUS', 'IMMUNOGLOBULIN'], source: guideline, ...always },
  ],
  conditions: [
    { id: 'S1', condition: 'ALLERGY_TO_COMPONENT', result: 'CONTRAINDICATED', source: guideline, ...always },
    { id: 'S2', condition: 'SEVERE_ALLERGY_TO_VACCINE', result: 'CONTRAINDICATED', source: guideline, ...always },
    { id: 'S3', condition: 'UNCONTROLLED_EPILEPSY', result: 'CONTRAINDICATED', source: guideline, ...always },
    { id: 'S4', condition: 'TERMINAL_ILLNESS', result: 'CONTRAINDICATED', source: practice, ...always },
    { id: 'S5', condition: 'FEVER_TODAY', result: 'DEFER', source: guideline, ...always },
    { id: 'S6', condition: 'CHRONIC_ACUTE_PHASE', result: 'DEFER', source: guideline, ...always },
    { id: 'S7', condition: 'HYPERTENSION_STABLE', result: 'ELIGIBLE', source: practice, ...always },
    { id: 'S8', condition: 'DIABETES_STABLE', result: 'ELIGIBLE', source: practice, ...always },
    { id: 'S9', condition: 'DISABLED_STABLE', result: 'ELIGIBLE', source: practice, ...always },
    { id: 'S10', condition: 'ADVANCED_AGE_ONLY', result: 'ELIGIBLE', source: practice, ...always },
    { id: 'S11', condition: 'ALLERGY_PENICILLIN', result: 'ELIGIBLE', source: practice, ...always },
    { id: 'S12', condition: 'ALLERGY_SEAFOOD', result: 'ELIGIBLE', source: practice, ...always },
  ],
};
