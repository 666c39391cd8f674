/** Vaccination rows become doses of origin "file", once each, whatever is imported how often. */
import { randomUUID } from 'node:crypto';
import type { BulkWriter } from '@qiaomen/prisma/scoped';
import { loadTemp } from '../../entry/load-temp.ts';
import type { PersonRow } from './person-rows.ts';

export interface PersonDoses {
  county: string;
  personId: string;
  areaCode: string;
  rows: readonly PersonRow[];
}

/**
 * A dose is the same when person, product and day are. One that somebody voided or corrected is not made again: the file
 * has not changed its mind, the person knew better. One that a person recorded already is not doubled.
 */
export const insertDoses = async (b: BulkWriter, persons: readonly PersonDoses[]): Promise<number> => {
  const doses = persons.flatMap(({ county, personId, areaCode, rows }) => {
    const byKey = new Map<string, PersonRow>();
    for (const row of rows) {
      const { product, givenOn } = row.fields;
      if (row.kind === 'vaccination' && product !== null && givenOn !== null) byKey.set(`${product}|${givenOn}`, row);
    }
    return [...byKey.values()].map(({ sourceId, fields }) => [
      county,
      randomUUID(),
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
  const inserted = await b.query(
    `INSERT INTO dose (${names}, origin, recorded_at)
     SELECT ${names}, 'file', $1::timestamptz FROM import_dose n
      WHERE NOT EXISTS (SELECT FROM dose d WHERE d.county = n.county AND d.person_id = n.person_id AND d.product = n.product
                           AND d.given_on = n.given_on AND (d.origin = 'file' OR d.voided_by IS NULL))
     RETURNING id`,
    [b.at],
  );
  return inserted.length;
};

/** Doses whose row turned out to be somebody else's: voided by this run, and made again for that person. */
export const voidStrayDoses = async (
  b: BulkWriter,
  runId: string,
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
    [runId],
  );
};
