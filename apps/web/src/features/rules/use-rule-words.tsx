/** Rows of a schedule in words. */
import type { ReactNode } from 'react';
import type { Interval, Series, TargetDose } from '@qiaomen/domain/forecast/rule-table';
import { doseProducts } from '@qiaomen/domain/dose/command';
import { knownConditions } from '@qiaomen/domain/quiz/known-conditions';
import { useText, type TextTools } from '../../language/use-text.tsx';

const names = [
  'cn-covid19',
  'influenza-example',
  'ppv23-example',
  'zoster-example',
  'local-limits',
  'screening-questions',
  'barthel',
] as const;
const series = ['PRIMARY', 'BOOSTER', 'SUPPLEMENTARY', 'ONE_DOSE_AFTER_INFECTION', 'YEARLY'] as const;

const periodWords = ({ plain }: TextTools, period: string, isAge = false): string => {
  const words = [...period.matchAll(/([+-])?\s*(\d+)\s*(day|week|month|year)s?/g)].map(([, sign, amount, unit]) => {
    const count = Number(amount);
    const said =
      unit === 'day'
        ? plain('rules:days', { count })
        : unit === 'week'
          ? plain('rules:weeks', { count })
          : unit === 'month'
            ? plain('rules:months', { count })
            : isAge
              ? plain('rules:years', { count })
              : plain('rules:yearsLong', { count });
    return sign === undefined ? said : `${sign === '-' ? '−' : '+'} ${said}`;
  });
  return words.join(' ');
};

export const useRuleWords = () => {
  const tools = useText();
  const { say, plain } = tools;
  const period = (text: string): string => periodWords(tools, text);
  const product = (code: string): ReactNode => {
    const known = doseProducts.find((one) => one === code);
    return known === undefined ? code : say(`codes:product.${known}`);
  };
  const products = (codes: readonly string[]): ReactNode =>
    codes.map((code, at) => (
      <span key={code}>
        {at === 0 ? null : ' · '}
        {product(code)}
      </span>
    ));
  const interval = ({ from, minimum, absoluteMinimum, latest }: Interval): ReactNode => (
    <span key={from}>
      {say(`rules:anchor.${from}`, { period: period(minimum) })}
      {absoluteMinimum === minimum ? null : <> · {say('rules:counts', { period: period(absoluteMinimum) })}</>}
      {latest === undefined ? null : <> · {say('rules:latest', { period: period(latest) })}</>}
    </span>
  );
  return {
    period,
    nameOf: (name: string): ReactNode => {
      const known = names.find((one) => one === name);
      return known === undefined ? name : say(`rules:known.${known}`);
    },
    products,
    dose: (row: Series, at: number): ReactNode => {
      const number = row.firstNumber + at;
      const name = series.find((one) => one === row.series);
      if (name === undefined) return say('rules:series.other', { name: row.series, number });
      if (name === 'ONE_DOSE_AFTER_INFECTION' || name === 'YEARLY') return say(`rules:series.${name}`);
      return say(`rules:series.${name}`, { number });
    },
    when: (dose: TargetDose): ReactNode =>
      dose.intervals.length === 0
        ? say('rules:atOnce')
        : dose.intervals.map((each, at) => (
            <span key={each.from}>
              {at === 0 ? null : <br />}
              {interval(each)}
            </span>
          )),
    who: (row: Series, dose: TargetDose): ReactNode[] => [
      ...(dose.minimumAge === undefined
        ? []
        : [say('rules:minAge', { period: periodWords(tools, dose.minimumAge, true) })]),
      ...(row.fromAge === undefined ? [] : [say('rules:fromAge', { age: row.fromAge })]),
      ...(row.toAge === undefined ? [] : [say('rules:toAge', { age: row.toAge })]),
      ...(row.afterInfection ? [say('rules:afterInfection')] : []),
      ...(dose.sequences ?? []).map(({ after, give }) =>
        say('rules:sequence', {
          after: after.map((code) => productName(plain, code)).join(' + '),
          give: give.map((code) => productName(plain, code)).join(' / '),
        }),
      ),
    ],
    condition: (code: string): ReactNode => {
      const known = knownConditions.find((one) => one === code);
      return known === undefined ? code : say(`quiz:condition.${known}`);
    },
  };
};

const productName = (plain: TextTools['plain'], code: string): string => {
  const known = doseProducts.find((one) => one === code);
  return known === undefined ? code : plain(`codes:product.${known}`);
};
