/** The rows of a copy, read through a cursor: one moment of the register, memory flat however many there are. */
import type { AreaRange } from '@qiaomen/domain/area/area-code';
import type { ExportSelection } from '@qiaomen/domain/register-export/query';
import type { FieldKeys } from '@qiaomen/prisma/field-crypto';
import { sql, type BulkWriter, type Prisma } from '@qiaomen/prisma/scoped';
import { entryConditions, orderBy, personOfEntry } from '../../entry/register-conditions.ts';
import { namedColumns, type NamedRow } from '../../entry/register-rows.ts';
import { textCondition } from '../../entry/text-condition.ts';

export interface ExportedRow extends NamedRow {
  idCipher: Uint8Array | null;
  phoneCipher: Uint8Array | null;
  addressCipher: Uint8Array | null;
  doseCount: number;
  refusalReason: string | null;
}

export interface Asked {
  campaignId: string;
  selection: ExportSelection;
  within: readonly AreaRange[];
  today: string;
}

const chunk = 1000;

const matching = (keys: FieldKeys, { campaignId, selection, within, today }: Asked): Prisma.Sql => {
  const text = textCondition(keys, selection.text);
  const where = entryConditions({ campaignId, filter: selection.filter }, within, today);
  return sql`FROM register_entry e ${personOfEntry} WHERE ${where} ${text === null ? sql`` : sql`AND ${text}`}`;
};

export const countAsked = async (b: BulkWriter, keys: FieldKeys, asked: Asked): Promise<number> => {
  const { text, values } = sql`SELECT count(*)::int AS total ${matching(keys, asked)}`;
  const [row] = await b.query<{ total: number }>(text, values);
  return row?.total ?? 0;
};

export async function* askedRows(b: BulkWriter, keys: FieldKeys, asked: Asked): AsyncGenerator<ExportedRow[]> {
  const { text, values } = sql`DECLARE exported NO SCROLL CURSOR FOR SELECT ${namedColumns}, p.id_cipher AS "idCipher",
    p.phone_cipher AS "phoneCipher", p.address_cipher AS "addressCipher", e.dose_count AS "doseCount",
    e.refusal_reason AS "refusalReason" ${matching(keys, asked)} ORDER BY ${orderBy(asked.selection)}`;
  // all rows are wanted, not the first ones soon
  await b.query('SET LOCAL cursor_tuple_fraction = 1');
  await b.query(text, values);
  for (;;) {
    const rows = await b.query<ExportedRow & Record<string, unknown>>(`FETCH FORWARD ${chunk} FROM exported`);
    if (rows.length > 0) yield rows;
    if (rows.length < chunk) return;
  }
}
