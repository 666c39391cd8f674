/** The rows of the persons an approval writes, opened, with what a newer row of the same office replaced set aside. */
import { SourceKind } from '@qiaomen/domain/register/query';
import type { SourceRow } from '@qiaomen/linkage/prefecture/read-row';
import type { FieldKeys } from '@qiaomen/prisma/field-crypto';
import type { BulkWriter } from '@qiaomen/prisma/scoped';
import type { GoldenSource } from './golden-record.ts';
import { openBody } from './source-body.ts';

export interface PersonRow extends GoldenSource {
  fields: SourceRow;
  batchId: string;
  /** who the row belonged to before this approval */
  formerPersonId: string | null;
}

export interface PersonRows {
  current: PersonRow[];
  /** said something once; the newer row of the same office counts now */
  replaced: PersonRow[];
}

export const loadPersonRows = async (
  b: BulkWriter,
  keys: FieldKeys,
  ids: readonly string[],
): Promise<Map<string, PersonRow>> => {
  const rows = await b.query<{
    id: string;
    kind: string;
    row_no: number;
    batch_id: string;
    body_cipher: Buffer;
    person_id: string | null;
  }>(
    `SELECT s.id::text, s.kind, s.row_no, s.batch_id::text, s.body_cipher, s.person_id::text
       FROM unnest($1::uuid[]) n(id) JOIN link.source_record s ON s.id = n.id`,
    [ids],
  );
  const files = await b.query<{ id: string; created_at: Date }>(
    'SELECT id::text, created_at FROM link.import_batch WHERE id = ANY($1::uuid[])',
    [[...new Set(rows.map((row) => row.batch_id))]],
  );
  const importedAt = new Map(files.map((file) => [file.id, file.created_at.toISOString()]));
  return new Map(
    rows.map((row) => [
      row.id,
      {
        sourceId: row.id,
        kind: SourceKind.parse(row.kind),
        importedAt: importedAt.get(row.batch_id) ?? '',
        rowNo: row.row_no,
        batchId: row.batch_id,
        formerPersonId: row.person_id,
        fields: openBody(keys, row.id, row.body_cipher),
      },
    ]),
  );
};

/** Of one office the newest file speaks; of the vaccination office the newest row of each dose. */
const subjectOf = ({ kind, fields }: PersonRow): string =>
  kind === 'vaccination' ? `${kind}|${fields.product ?? ''}|${fields.givenOn ?? ''}` : kind;

/** Files in the order they came; two of the same instant are still two files. */
const fileOf = ({ importedAt, batchId }: PersonRow): string => `${importedAt} ${batchId}`;

export const withoutReplaced = (rows: readonly PersonRow[]): PersonRows => {
  const newest = new Map<string, string>();
  for (const row of rows) {
    const subject = subjectOf(row);
    const known = newest.get(subject);
    if (known === undefined || fileOf(row) > known) newest.set(subject, fileOf(row));
  }
  const isCurrent = (row: PersonRow): boolean => newest.get(subjectOf(row)) === fileOf(row);
  return { current: rows.filter(isCurrent), replaced: rows.filter((row) => !isCurrent(row)) };
};
