/**
 * What tablets told of somebody while they were merged stands under the living person; the command itself still names
 * whom it was told of. When a merge is taken apart it goes to that person.
 */
import type { FieldKeys } from '@qiaomen/prisma/field-crypto';
import type { BulkWriter } from '@qiaomen/prisma/scoped';
import { z } from 'zod';
import { loadTemp } from '../../entry/load-temp.ts';
import { openReceiptBody } from '../../sync/receipts.ts';

const Told = z.object({ payload: z.looseObject({ personId: z.string() }) });

/** Several commands of one sending arrive at one instant: this one made the event and names the person. */
const isTold = (keys: FieldKeys, { receipt, body, event, to }: Row): boolean => {
  const read = Told.safeParse(JSON.parse(openReceiptBody(keys, receipt, body)));
  if (!read.success || read.data.payload.personId !== to) return false;
  return receipt === event || Object.values(read.data.payload).includes(event);
};

interface Row {
  county: string;
  event: string;
  to: string;
  receipt: string;
  body: Buffer;
}

/** Needs `import_returned` and the locks of both persons. */
export const giveBackTold = async (b: BulkWriter, keys: FieldKeys): Promise<void> => {
  const rows = await b.query<Row & Record<string, unknown>>(
    `SELECT e.county, e.id::text AS event, n.id::text AS to, r.id::text AS receipt, r.body_cipher AS body
       FROM import_returned n
       JOIN (SELECT county, id, person_id, device_id, user_id, received_at FROM visit
             UNION ALL SELECT county, id, person_id, device_id, user_id, received_at FROM care_event) e
         ON e.county = n.county AND e.person_id = n.from_id
       JOIN receipt r ON r.county = e.county AND r.device_id = e.device_id AND r.user_id = e.user_id
        AND r.received_at = e.received_at AND r.state = 'applied'`,
  );
  const told = rows.filter((row) => isTold(keys, row));
  if (told.length === 0) return;
  await loadTemp(
    b,
    'import_told',
    { county: 'text', id: 'uuid', to_id: 'uuid' },
    told.map(({ county, event, to }) => [county, event, to]),
  );
  // who has this very dose by somebody else's word keeps one of them
  await b.query(
    `DELETE FROM import_told t USING dose own, dose other
      WHERE own.county = t.county AND own.id = t.id AND other.county = t.county AND other.person_id = t.to_id AND other.voided_by IS NULL
        AND (other.product, other.given_on, other.origin) = (own.product, own.given_on, own.origin)`,
  );
  // a dose given by our own people has the id of the event that tells of it
  for (const table of ['visit', 'care_event', 'dose'])
    await b.query(
      `UPDATE ${table} e SET person_id = p.id, area_code = p.area_code
         FROM import_told t JOIN person p ON p.county = t.county AND p.id = t.to_id WHERE e.county = t.county AND e.id = t.id`,
    );
  await b.query(
    `UPDATE photo e SET person_id = p.id, area_code = p.area_code
       FROM import_told t JOIN person p ON p.county = t.county AND p.id = t.to_id WHERE e.county = t.county AND e.event_id = t.id`,
  );
};
