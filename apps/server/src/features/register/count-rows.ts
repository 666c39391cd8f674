/**
 * How many rows a filtered list has. Where the filter is one that a live figure counts, the figure is the answer, read in
 * the same snapshot as the rows; every other filter is counted.
 */
import type { AreaRange } from '@qiaomen/domain/area/area-code';
import type { ListRegister } from '@qiaomen/domain/register/query';
import { sql, type Prisma } from '@qiaomen/prisma/scoped';
import { sumOf } from '../../entry/figure-sums.ts';
import { noOwner } from '../../entry/no-owner.ts';

/** Added up with their sign. */
type Measures = readonly (readonly [sign: 1 | -1, measure: string])[];
const plain = (measure: string): Measures => [[1, measure]];

const villageWidth = 12;

/** The measures that count exactly the rows of this filter, or null where none do. */
const measuresFor = ({ filter, text }: ListRegister): Measures | null => {
  const { figure, state, band, doseStatus, refusalReason, exactArea } = filter;
  const asked = [figure, state, band, doseStatus, refusalReason].filter((one) => one !== null);
  if (text.trim() !== '' || exactArea || asked.length > 1) return null;
  if (state !== null) return plain(`state:${state}`);
  if (band !== null) return plain(`band:${band}`);
  if (refusalReason !== null) return plain(`refused:${refusalReason}`);
  if (doseStatus !== null) return dosed[doseStatus];
  switch (figure) {
    case null:
      return plain('registered');
    // by the day of today, which no stored figure knows
    case 'overdue':
      return null;
    case 'notVisited':
      return [
        [1, 'registered'],
        [-1, 'visited'],
      ];
    default:
      return plain(figure);
  }
};

const dosed = {
  none: [
    [1, 'registered'],
    [-1, 'vaccinated'],
  ],
  partial: [
    [1, 'vaccinated'],
    [-1, 'complete'],
  ],
  complete: [[1, 'complete']],
} satisfies Record<'none' | 'partial' | 'complete', Measures>;

/** An expression for the number of rows, or null where they have to be counted. */
export const figureOfRows = (input: ListRegister, within: readonly AreaRange[]): Prisma.Sql | null => {
  const measures = measuresFor(input);
  if (measures === null || within.some(({ gte }) => gte.length > villageWidth)) return null;
  const { ownerId } = input.filter;
  const owner = ownerId === 'none' ? noOwner : ownerId;
  return measures.reduce<Prisma.Sql>(
    (sum, [sign, measure]) =>
      sign === 1
        ? sql`${sum} + ${sumOf(input.campaignId, within, measure, owner)}`
        : sql`${sum} - ${sumOf(input.campaignId, within, measure, owner)}`,
    sql`0`,
  );
};
