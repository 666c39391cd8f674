/** What an office's columns were taken for last time, found again in its next file by their headers. */
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import { ColumnMapping } from '@qiaomen/domain/import-batch/query';
import { SourceKind } from '@qiaomen/domain/register/query';
import type { Tx } from '@qiaomen/prisma/scoped';
import { z } from 'zod';

export interface Recalled {
  kind: SourceKind;
  mapping: ColumnMapping;
  sender: string;
  fileName: string;
  at: string;
}

const Headers = z.array(z.object({ index: z.int(), header: z.string() }));

/** as far back as an office's habits are worth something */
const looksBack = 200;

/** A person saw these columns and started with them. */
const startedStates = { notIn: ['uploaded', 'failed', 'cancelled'] };

const loadEarlier = (tx: Tx, areaCode: AreaCode, sender: string | null) =>
  tx.importBatch.findMany({
    where: { areaCode, state: startedStates, ...(sender === null ? {} : { sender }) },
    select: { kind: true, mapping: true, columns: true, sender: true, fileName: true, createdAt: true },
    orderBy: { createdAt: 'desc' },
    take: looksBack,
  });

type Earlier = Awaited<ReturnType<typeof loadEarlier>>[number];

const headersOf = (row: Earlier): string[] => {
  const columns = Headers.safeParse(row.columns);
  return columns.success ? columns.data.map(({ header }) => header) : [];
};

const translate = (row: Earlier, headers: readonly string[]): Recalled => {
  const before = headersOf(row);
  const mapping = Object.entries(ColumnMapping.parse(row.mapping ?? {})).flatMap(([field, column]) => {
    const header = before[column] ?? '';
    const found = header === '' ? -1 : headers.indexOf(header);
    return found === -1 ? [] : [[field, found] as const];
  });
  return {
    kind: SourceKind.parse(row.kind),
    mapping: ColumnMapping.parse(Object.fromEntries(mapping)),
    sender: row.sender,
    fileName: row.fileName,
    at: row.createdAt.toISOString(),
  };
};

/** The newest file with exactly these headers, whoever sent it. */
export const recallByHeaders = async (
  tx: Tx,
  areaCode: AreaCode,
  headers: readonly string[],
): Promise<Recalled | undefined> => {
  const wanted = JSON.stringify(headers);
  const row = (await loadEarlier(tx, areaCode, null)).find((one) => JSON.stringify(headersOf(one)) === wanted);
  return row === undefined ? undefined : translate(row, headers);
};

/** The sender's newest file that shares a column which was mapped. */
export const recallBySender = async (
  tx: Tx,
  areaCode: AreaCode,
  sender: string,
  headers: readonly string[],
): Promise<Recalled | undefined> =>
  (await loadEarlier(tx, areaCode, sender))
    .map((row) => translate(row, headers))
    .find(({ mapping }) => Object.keys(mapping).length > 0);

/** Offices that sent something, the latest first. */
export const listSenders = async (tx: Tx, areaCode: AreaCode): Promise<string[]> => {
  const rows = await tx.importBatch.groupBy({
    by: ['sender'],
    where: { areaCode, NOT: { sender: '' } },
    _max: { createdAt: true },
    orderBy: { _max: { createdAt: 'desc' } },
    take: 100,
  });
  return rows.map(({ sender }) => sender);
};
