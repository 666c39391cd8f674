/** The live rows of the offices about one person, as far as the scope of the transaction shows the link store. */
import { SourceKind } from '@qiaomen/domain/register/query';
import type { FieldKeys } from '@qiaomen/prisma/field-crypto';
import type { Tx } from '@qiaomen/prisma/scoped';
import type { PersonRow } from '../../jobs/import/person-rows.ts';
import { openBody } from '../../jobs/import/source-body.ts';

export interface FiledRow extends PersonRow {
  fileName: string;
  sender: string;
}

/** A person with more rows than this has the same row many times. */
const rowsRead = 100;

export const loadFiledRows = async (tx: Tx, keys: FieldKeys, personIds: readonly string[]): Promise<FiledRow[]> => {
  const rows = await tx.sourceRecord.findMany({
    where: { personId: { in: [...personIds] }, live: true },
    select: {
      id: true,
      kind: true,
      rowNo: true,
      batchId: true,
      bodyCipher: true,
      personId: true,
      batch: { select: { fileName: true, sender: true, createdAt: true } },
    },
    orderBy: [{ batch: { createdAt: 'desc' } }, { rowNo: 'desc' }],
    take: rowsRead,
  });
  return rows.map((row) => ({
    sourceId: row.id,
    kind: SourceKind.parse(row.kind),
    importedAt: row.batch.createdAt.toISOString(),
    rowNo: row.rowNo,
    batchId: row.batchId,
    formerPersonId: row.personId,
    fields: openBody(keys, row.id, row.bodyCipher),
    fileName: row.batch.fileName,
    sender: row.batch.sender,
  }));
};
