/**
 * Tables that show how other vaccines are written. They are examples and say so wherever they are used: nothing here is
 * an official schedule. An admin puts the official table in their place.
 */
import type { RuleTable, Series } from './rule-table.ts';

const row = { scope: 'CN', validFrom: '2021-01-01', validTo: null, source: 'example, not official' } as const;
const plain = { afterInfection: false, endsSchedule: false, recurring: false, firstNumber: 1, step: 1 } as const;
const rest = { bands: [], spacing: [], conditions: [] };

const example = (name: string, series: Series[]): RuleTable => ({
  name,
  status: 'example',
  products: [...new Set(series.flatMap(({ doses }) => doses.flatMap(({ allowed }) => allowed)))],
  series,
  ...rest,
});

export const exampleTables: readonly RuleTable[] = [
  example('influenza-example', [
    {
      id: 'FLU',
      series: 'YEARLY',
      ...plain,
      fromAge: 60,
      recurring: true,
      doses: [
        {
          rule: 'FLU',
          allowed: ['INFLUENZA'],
          intervals: [{ from: 'PREVIOUS_DOSE', absoluteMinimum: '9 months', minimum: '1 year' }],
        },
      ],
      ...row,
    },
  ]),
  example('ppv23-example', [
    {
      id: 'PPV',
      series: 'PRIMARY',
      ...plain,
      endsSchedule: true,
      doses: [
        { rule: 'PPV', allowed: ['PPV23'], minimumAge: '60 years', absoluteMinimumAge: '60 years', intervals: [] },
      ],
      ...row,
    },
  ]),
  example('zoster-example', [
    {
      id: 'ZOS',
      series: 'PRIMARY',
      ...plain,
      endsSchedule: true,
      doses: [
        { rule: 'ZOS', allowed: ['ZOSTER'], minimumAge: '50 years', absoluteMinimumAge: '50 years', intervals: [] },
        {
          rule: 'ZOS',
          allowed: ['ZOSTER'],
          intervals: [
            { from: 'PREVIOUS_DOSE', absoluteMinimum: '2 months - 4 days', minimum: '2 months', latest: '6 months' },
          ],
          graceRule: 'ZOS-GRACE',
        },
      ],
      ...row,
    },
  ]),
];
