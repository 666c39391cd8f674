/** The rows each figure counts, word for word as `figures/measures` counts them. */
import { closedStates } from '@qiaomen/domain/register/entry-state';
import type { RegisterFilter } from '@qiaomen/domain/register/query';
import { Prisma, sql } from '@qiaomen/prisma/scoped';

type Figure = NonNullable<RegisterFilter['figure']>;

const closed = sql`e.state IN (${Prisma.join([...closedStates])})`;
const standsForSomebody = sql`e.state NOT IN ('merged', 'not_target')`;

const conditions: Record<Figure, (today: string) => Prisma.Sql> = {
  registered: () => standsForSomebody,
  visited: () => sql`e.visit_count > 0`,
  notVisited: () => sql`e.visit_count = 0`,
  agreed: () => sql`e.state IN ('agreed', 'booked')`,
  refused: () => sql`e.state = 'refused'`,
  vaccinated: () => sql`e.dose_status <> 'none'`,
  complete: () => sql`e.dose_status = 'complete'`,
  overdue: (today) => sql`NOT ${closed} AND e.next_date < ${today}::date`,
  withoutOwner: () => sql`e.owner_id IS NULL AND NOT ${closed}`,
  doorFound: () => sql`e.origin = 'door'`,
  open: () => sql`NOT ${closed}`,
  closed: () => closed,
};

/** Without a figure and a state the list shows whom the campaign counts; merged entries only to who asks for them. */
export const figureCondition = ({ figure, state }: RegisterFilter, today: string): Prisma.Sql | null => {
  if (figure !== null) return sql`${standsForSomebody} AND ${conditions[figure](today)}`;
  return state === null ? standsForSomebody : null;
};
