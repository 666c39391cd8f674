/** What the fold of an entry reads, for thousands of persons of one county at once, inside a bulk write. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { DoseProduct } from '@qiaomen/domain/dose/command';
import type { FoldedPerson } from '@qiaomen/domain/register/fold-entry';
import { VisitOutcome, VisitReason } from '@qiaomen/domain/visit/codes';
import type { BulkWriter } from '@qiaomen/prisma/scoped';
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
}

const toPerson = (row: PersonRow): FoldedPerson => ({
  state: personState(row.state),
  birthDate: row.birth_date,
  deceased: row.deceased,
});

/** Persons in the order of the ids given; those the scope hides are left out. */
export const loadBulkPersons = async (b: BulkWriter, county: string, ids: readonly string[]): Promise<BulkPerson[]> => {
  const persons = await b.query<PersonRow>(
    `SELECT id::text, area_code, state, birth_date::text, deceased FROM person
      WHERE county = $1 AND id = ANY($2::uuid[]) ORDER BY array_position($2::uuid[], id)`,
    [county, ids],
  );
  const merged = await b.query<{ id: string; living: string }>(
    `WITH RECURSIVE same AS (
       SELECT id, id AS living FROM person WHERE county = $1 AND id = ANY($2::uuid[]) AND merged_into IS NULL
       UNION
       SELECT p.id, same.living FROM person p JOIN same ON p.merged_into = same.id WHERE p.county = $1
     ) SELECT id::text, living::text FROM same`,
    [county, ids],
  );
  // who was merged has nothing left: all of it belongs to the person merged into
  const into = new Map(merged.map((row) => [row.id, row.living]));
  const everyone = [...into.keys()];
  const visits = await b.query<{
    id: string;
    person_id: string;
    occurred_at: Date;
    outcome: string;
    reasons: string[];
    next_date: string | null;
    voided: boolean;
  }>(
    `SELECT id::text, person_id::text, occurred_at, outcome, reasons, next_date::text, voided_by IS NOT NULL AS voided
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
      voided: visit.voided,
    })),
    doses: (dosesOf.get(row.id) ?? []).map((dose) => ({
      id: dose.id,
      product: DoseProduct.parse(dose.product),
      givenOn: dose.given_on,
      voided: dose.voided,
    })),
    decisions: [],
  }));
};
