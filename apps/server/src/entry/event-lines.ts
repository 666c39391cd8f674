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

/** Whoever has been visited for years has more than a tablet shows. */
const newestOf = async (tx: Tx, county: string, personIds: readonly string[], count: number): Promise<string[]> => {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT v.id::text FROM unnest(${[...personIds]}::uuid[]) AS p(id) CROSS JOIN LATERAL (
      SELECT id FROM visit WHERE county = ${county} AND person_id = p.id ORDER BY occurred_at DESC, id DESC LIMIT ${count}
    ) v`;
  return rows.map(({ id }) => id);
};

/** Newest first, by person. @param count of each person, absent: all */
export const visitLinesOf = async (
  tx: Tx,
  keys: FieldKeys,
  county: string,
  personIds: readonly string[],
  count?: number,
): Promise<Map<string, VisitLine[]>> => {
  const newest = count === undefined ? undefined : await newestOf(tx, county, personIds, count);
  const rows = await tx.visit.findMany({
    where: { county, personId: { in: [...personIds] }, ...(newest === undefined ? {} : { id: { in: newest } }) },
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
