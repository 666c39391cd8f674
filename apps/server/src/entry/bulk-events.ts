/** What the fold of an entry reads, for thousands of persons of one county at once, inside a bulk write. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { DoseProduct } from '@qiaomen/domain/dose/command';
import type { FoldedPerson } from '@qiaomen/domain/register/fold-entry';
import { VisitOutcome, VisitReason } from '@qiaomen/domain/visit/codes';
import type { BulkWriter } from '@qiaomen/prisma/scoped';
import { toCareEvent } from './care-events.ts';
import { personState, type PersonEvents } from './load-events.ts';

export interface BulkPerson extends PersonEvents {
  county: string;
  id: string;
  areaCode: AreaCode;
}

interface PersonRow {
  id: string;
  area_code: string;
  state: string;
  birth_date: string | null;
  deceased: boolean;
  moved_on: string | null;
  gone_from: string[];
}

const toPerson = (row: PersonRow): FoldedPerson => ({
  state: personState(row.state),
  birthDate: row.birth_date,
  deceased: row.deceased,
  movedOn: row.moved_on,
  goneFromRegister: row.gone_from.includes('population'),
});

/**
 * The given persons who still stand for somebody, and everyone merged into them, by whom they now are. All merges of
 * the county are read: they are few, and a search from thousands of persons would cost more than all of them.
 */
const readLiving = async (b: BulkWriter, county: string, ids: readonly string[]): Promise<Map<string, string>> => {
  const rows = await b.query<{ id: string; next: string }>(
    'SELECT id::text, merged_into::text AS next FROM person WHERE county = $1 AND merged_into IS NOT NULL',
    [county],
  );
  const nextOf = new Map(rows.map(({ id, next }) => [id, next]));
  const into = new Map(ids.filter((id) => !nextOf.has(id)).map((id) => [id, id]));
  for (const { id } of rows) {
    const seen = new Set<string>();
    let living = id;
    for (let at: string | undefined = id; at !== undefined && !seen.has(at); at = nextOf.get(at)) {
      seen.add(at);
      living = at;
    }
    if (into.get(living) === living) into.set(id, living);
  }
  return into;
};

/** Persons in the order of the ids given; those the scope hides are left out. */
export const loadBulkPersons = async (b: BulkWriter, county: string, ids: readonly string[]): Promise<BulkPerson[]> => {
  const found = await b.query<PersonRow>(
    `SELECT id::text, area_code, state, birth_date::text, deceased, moved_on::text, gone_from FROM person
      WHERE county = $1 AND id = ANY($2::uuid[])`,
    [county, ids],
  );
  const byId = new Map(found.map((row) => [row.id, row]));
  const persons = ids.flatMap((id) => byId.get(id) ?? []);
  // who was merged has nothing left: all of it belongs to the person merged into
  const into = await readLiving(b, county, ids);
  const everyone = [...into.keys()];
  const visits = await b.query<{
    id: string;
    person_id: string;
    occurred_at: Date;
    outcome: string;
    reasons: string[];
    next_date: string | null;
    by_phone: boolean;
    voided: boolean;
  }>(
    `SELECT id::text, person_id::text, occurred_at, outcome, reasons, coalesce(moved_to, next_date)::text AS next_date,
         by_phone, voided_by IS NOT NULL AS voided
       FROM visit WHERE county = $1 AND person_id = ANY($2::uuid[])`,
    [county, everyone],
  );
  const doses = await b.query<{
    id: string;
    person_id: string;
    product: string;
    given_on: string;
    voided: boolean;
  }>(
    `SELECT id::text, person_id::text, product, given_on::text, voided_by IS NOT NULL AS voided
       FROM dose WHERE county = $1 AND person_id = ANY($2::uuid[])`,
    [county, everyone],
  );
  const care = await b.query<{
    id: string;
    person_id: string;
    occurred_at: Date;
    user_id: string;
    facts: unknown;
    voided: boolean;
  }>(
    `SELECT id::text, person_id::text, occurred_at, user_id::text, facts, voided_by IS NOT NULL AS voided
       FROM care_event WHERE county = $1 AND person_id = ANY($2::uuid[])`,
    [county, everyone],
  );
  const careOf = Map.groupBy(care, (event) => into.get(event.person_id));
  const visitsOf = Map.groupBy(visits, (visit) => into.get(visit.person_id));
  const dosesOf = Map.groupBy(doses, (dose) => into.get(dose.person_id));
  return persons.map((row) => ({
    county,
    id: row.id,
    areaCode: AreaCode.parse(row.area_code),
    person: toPerson(row),
    visits: (visitsOf.get(row.id) ?? []).map((visit) => ({
      id: visit.id,
      occurredAt: visit.occurred_at.toISOString(),
      outcome: VisitOutcome.parse(visit.outcome),
      reasons: visit.reasons.map((reason) => VisitReason.parse(reason)),
      nextDate: visit.next_date,
      byPhone: visit.by_phone,
      voided: visit.voided,
    })),
    doses: (dosesOf.get(row.id) ?? []).map((dose) => ({
      id: dose.id,
      product: DoseProduct.parse(dose.product),
      givenOn: dose.given_on,
      voided: dose.voided,
    })),
    care: (careOf.get(row.id) ?? []).map(({ occurred_at, user_id, ...event }) =>
      toCareEvent({ ...event, occurredAt: occurred_at, userId: user_id }),
    ),
    decisions: [],
  }));
};
