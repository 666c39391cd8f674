/** Visits and doses of persons as lines of a screen, notes opened. */
import { DoseProduct } from '@qiaomen/domain/dose/command';
import type { DoseLine, VisitLine } from '@qiaomen/domain/register/query';
import { VisitOutcome, VisitReason } from '@qiaomen/domain/visit/codes';
import { open, type FieldKeys } from '@qiaomen/prisma/field-crypto';
import type { Tx } from '@qiaomen/prisma/scoped';
import { userNames } from './area-paths.ts';
import { dateToDay } from './entry.ts';

/** Flags are stored as `[{ code, … }]`. */
export const flagCodes = (flags: unknown): string[] =>
  Array.isArray(flags)
    ? flags.flatMap((flag: unknown) =>
        typeof flag === 'object' && flag !== null && 'code' in flag && typeof flag.code === 'string' ? [flag.code] : [],
      )
    : [];

export const noteContext = (visitId: string): string => `visit.note|${visitId}`;

const grouped = <Row extends { personId: string }, Line>(
  rows: readonly Row[],
  line: (row: Row) => Line,
): Map<string, Line[]> => {
  const lines = new Map<string, Line[]>();
  for (const row of rows) {
    const list = lines.get(row.personId) ?? [];
    list.push(line(row));
    lines.set(row.personId, list);
  }
  return lines;
};

/** Newest first, by person. */
export const visitLinesOf = async (
  tx: Tx,
  keys: FieldKeys,
  county: string,
  personIds: readonly string[],
): Promise<Map<string, VisitLine[]>> => {
  const rows = await tx.visit.findMany({
    where: { county, personId: { in: [...personIds] } },
    orderBy: [{ occurredAt: 'desc' }, { id: 'desc' }],
  });
  const names = await userNames(
    tx,
    rows.map((row) => row.userId),
  );
  return grouped(rows, (row) => ({
    id: row.id,
    occurredAt: row.occurredAt.toISOString(),
    outcome: VisitOutcome.parse(row.outcome),
    reasons: row.reasons.map((reason) => VisitReason.parse(reason)),
    nextDate: dateToDay(row.movedTo ?? row.nextDate),
    note: row.noteCipher === null ? '' : open(keys, noteContext(row.id), row.noteCipher),
    userName: names.get(row.userId) ?? '',
    voided: row.voidedBy !== null,
    flags: flagCodes(row.flags),
    ...(row.byPhone ? { byPhone: true } : {}),
  }));
};

export const doseLinesOf = async (
  tx: Tx,
  county: string,
  personIds: readonly string[],
): Promise<Map<string, DoseLine[]>> => {
  const rows = await tx.dose.findMany({
    where: { county, personId: { in: [...personIds] } },
    orderBy: [{ givenOn: 'asc' }, { id: 'asc' }],
  });
  return grouped(rows, (row) => ({
    id: row.id,
    product: DoseProduct.parse(row.product),
    givenOn: dateToDay(row.givenOn) ?? '',
    origin: row.origin === 'person' ? 'person' : 'file',
    voided: row.voidedBy !== null,
    flags: flagCodes(row.flags),
  }));
};
