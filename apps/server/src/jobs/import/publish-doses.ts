/** Vaccination rows become doses of origin "file", once each, whatever is imported how often. */
import type { BulkWriter } from '@qiaomen/prisma/scoped';
import { loadTemp } from '../../entry/load-temp.ts';
import { newId } from '../../entry/new-id.ts';
import type { PersonRow } from './person-rows.ts';
import { keepDoses, type RunScope } from './run-images.ts';

export interface PersonDoses {
  county: string;
  personId: string;
  areaCode: string;
  /** the register does not have this person yet, so there is no dose to compare with */
  isNew: boolean;
  rows: readonly PersonRow[];
}

/** Of dose `d`: valid, or of a file and voided by a person; what an undo voided comes again with another file. */
export const standsInTheWay = `(d.voided_by IS NULL
  OR d.origin = 'file' AND NOT EXISTS (SELECT FROM link.link_run r WHERE r.id = d.voided_by))`;

const findTaken = async (b: BulkWriter, persons: readonly PersonDoses[]): Promise<Set<string>> => {
  const known = persons.filter(({ isNew }) => !isNew);
  if (known.length === 0) return new Set();
  // with those of everyone who was found to be the same person
  const rows = await b.query<{ person_id: string; product: string; given_on: string }>(
    `WITH one AS (SELECT county, id, coalesce(merged_into, id) AS living FROM person
                   WHERE county = ANY($1) AND (id = ANY($2::uuid[]) OR merged_into = ANY($2::uuid[])))
     SELECT one.living::text AS person_id, d.product, d.given_on::text FROM one
       JOIN dose d ON d.county = one.county AND d.person_id = one.id
      WHERE ${standsInTheWay}`,
    [[...new Set(known.map(({ county }) => county))], known.map(({ personId }) => personId)],
  );
  return new Set(rows.map((row) => `${row.person_id}|${row.product}|${row.given_on}`));
};

/**
 * A dose is the same when person, product and day are. One that somebody voided or corrected is not made again: the file
 * has not changed its mind, the person knew better. One that a person recorded already is not doubled.
 */
export const insertDoses = async (b: BulkWriter, run: RunScope, persons: readonly PersonDoses[]): Promise<number> => {
  const taken = await findTaken(b, persons);
  const doses = persons.flatMap(({ county, personId, areaCode, rows }) => {
    const byKey = new Map<string, PersonRow>();
    for (const row of rows) {
      const { product, givenOn } = row.fields;
      if (row.kind !== 'vaccination' || product === null || givenOn === null) continue;
      if (!taken.has(`${personId}|${product}|${givenOn}`)) byKey.set(`${product}|${givenOn}`, row);
    }
    return [...byKey.values()].map(({ sourceId, fields }) => [
      county,
      newId(b.at),
      areaCode,
      personId,
      fields.product,
      fields.givenOn,
      sourceId,
      fields.lot,
    ]);
  });
  if (doses.length === 0) return 0;
  const columns = {
    county: 'text',
    id: 'uuid',
    area_code: 'text',
    person_id: 'uuid',
    product: 'text',
    given_on: 'date',
    source_id: 'uuid',
    lot: 'text',
  };
  await loadTemp(b, 'import_dose', columns, doses);
  const names = Object.keys(columns).join(', ');
  await b.query(
    `INSERT INTO dose (${names}, origin, recorded_at) SELECT ${names}, 'file', $1::timestamptz FROM import_dose`,
    [b.at],
  );
  await keepDoses(b, run, 'import_dose', true);
  return doses.length;
};

/** Doses whose row turned out to be somebody else's: voided by this run, and made again for that person. */
export const voidStrayDoses = async (
  b: BulkWriter,
  run: RunScope,
  rows: readonly { sourceId: string; formerPersonId: string }[],
): Promise<void> => {
  if (rows.length === 0) return;
  await loadTemp(
    b,
    'import_stray',
    { source_id: 'uuid', person_id: 'uuid' },
    rows.map((row) => [row.sourceId, row.formerPersonId]),
  );
  await b.query(
    `UPDATE dose d SET voided_by = $1 FROM import_stray s
      WHERE d.person_id = s.person_id AND d.source_id = s.source_id AND d.origin = 'file' AND d.voided_by IS NULL`,
    [run.runId],
  );
  const strays = `(SELECT d.* FROM dose d JOIN import_stray s ON s.person_id = d.person_id AND s.source_id = d.source_id WHERE d.voided_by = $1)`;
  await keepDoses(b, run, strays, false);
};
