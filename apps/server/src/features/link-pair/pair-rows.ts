/** The rows of the offices about the two sides of pairs, opened, and the people of the register they belong to. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import type { PairSide, PairSourceRow } from '@qiaomen/domain/link-pair/query';
import { maskId } from '@qiaomen/domain/person/id-number';
import { maskPhone } from '@qiaomen/domain/person/phone';
import { EntryState } from '@qiaomen/domain/register/entry-state';
import { SourceKind } from '@qiaomen/domain/register/query';
import type { SourceRow } from '@qiaomen/linkage/prefecture/read-row';
import type { FieldKeys } from '@qiaomen/prisma/field-crypto';
import type { Tx } from '@qiaomen/prisma/scoped';
import { areaPaths } from '../../entry/area-paths.ts';
import { openBody } from '../../jobs/import/source-body.ts';

/** A side with more rows than this is one whose rows need no reading one by one. */
const rowsShown = 12;

interface StoredRow {
  id: string;
  kind: string;
  rowNo: number;
  fileName: string;
  importedAt: Date;
  bodyCipher: Uint8Array;
  personId: string | null;
  county: string | null;
}

export interface SideRow extends StoredRow {
  body: SourceRow;
  shown: PairSourceRow;
}

export interface OpenedSide {
  side: PairSide;
  first: SideRow;
  /** ID numbers that pass their check, of any row of the side */
  numbers: ReadonlySet<string>;
}

const findRows = async (tx: Tx, ids: readonly string[]): Promise<{ asked: StoredRow[]; beside: StoredRow[] }> => {
  const asked = await tx.$queryRaw<StoredRow[]>`
    SELECT s.id::text, s.kind, s.row_no AS "rowNo", i.file_name AS "fileName", i.created_at AS "importedAt",
      s.body_cipher AS "bodyCipher", s.person_id::text AS "personId", s.county
    FROM link.source_record s JOIN link.import_batch i ON i.id = s.batch_id WHERE s.id = ANY(${[...ids]}::uuid[])`;
  const persons = [...new Set(asked.flatMap((row) => row.personId ?? []))];
  const beside = await tx.$queryRaw<StoredRow[]>`
    SELECT s.id::text, s.kind, s.row_no AS "rowNo", i.file_name AS "fileName", i.created_at AS "importedAt",
      s.body_cipher AS "bodyCipher", s.person_id::text AS "personId", s.county
    FROM unnest(${persons}::uuid[]) p (id)
    CROSS JOIN LATERAL (SELECT * FROM link.source_record r WHERE r.person_id = p.id AND r.live ORDER BY r.kind, r.row_no LIMIT ${rowsShown}) s
    JOIN link.import_batch i ON i.id = s.batch_id`;
  return { asked, beside };
};

interface PersonFact {
  county: string;
  personId: string;
  entryState: string | null;
  visits: number;
}

const findPersons = (tx: Tx, rows: readonly StoredRow[]): Promise<PersonFact[]> => {
  const located = rows.filter((row) => row.personId !== null && row.county !== null);
  return tx.$queryRaw<PersonFact[]>`
    SELECT p.county, p.id::text AS "personId", e.state AS "entryState", coalesce(e.visit_count, 0)::int AS visits
    FROM person p LEFT JOIN LATERAL (
      SELECT e.state, e.visit_count FROM register_entry e JOIN campaign c ON c.id = e.campaign_id AND c.state = 'open'
      WHERE e.county = p.county AND e.person_id = p.id ORDER BY c.is_test, c.opens_on DESC LIMIT 1) e ON true
    WHERE p.county = ANY(${[...new Set(located.map((row) => row.county ?? ''))]}::text[])
      AND p.id = ANY(${[...new Set(located.map((row) => row.personId ?? ''))]}::uuid[])`;
};

const show = (row: StoredRow, body: SourceRow, path: string[]): PairSourceRow => ({
  sourceId: row.id,
  kind: SourceKind.parse(row.kind),
  fileName: row.fileName,
  rowNo: row.rowNo,
  importedAt: row.importedAt.toISOString(),
  name: body.name,
  sex: body.sex,
  birthDate: body.birthDate,
  idMasked: body.idNumber === null ? null : body.idNumber.length === 18 ? maskId(body.idNumber) : '*'.repeat(8),
  phoneMasked: body.phone === null ? null : maskPhone(body.phone),
  areaPath: path,
});

/** By the id of the row a pair speaks of; one whose row is gone is missing. */
export const openSides = async (tx: Tx, keys: FieldKeys, ids: readonly string[]): Promise<Map<string, OpenedSide>> => {
  const { asked, beside } = await findRows(tx, ids);
  const opened = new Map(
    [...beside, ...asked].map((row) => [row.id, { row, body: openBody(keys, row.id, row.bodyCipher) }]),
  );
  const codes = [...opened.values()].flatMap(({ body }) => {
    const code = AreaCode.safeParse(body.areaCode);
    return code.success && code.data.length >= 6 ? [code.data] : [];
  });
  const counties = [...asked, ...beside].flatMap(({ county }) => (county === null ? [] : [AreaCode.parse(county)]));
  const pathOf = await areaPaths(tx, [...codes, ...counties, ...codes.map((code) => AreaCode.parse(code.slice(0, 6)))]);
  const persons = new Map((await findPersons(tx, asked)).map((person) => [person.personId, person]));
  const known = new Set<string>(codes);
  const toRow = ({ row, body }: { row: StoredRow; body: SourceRow }): SideRow => {
    const path = body.areaCode !== null && known.has(body.areaCode) ? pathOf(body.areaCode) : [];
    return { ...row, body, shown: show(row, body, path) };
  };
  return new Map(
    asked.flatMap((row): [string, OpenedSide][] => {
      const found = opened.get(row.id);
      if (found === undefined) return [];
      const first = toRow(found);
      const others = beside.filter((other) => other.personId === row.personId && other.id !== row.id);
      const rows = row.personId === null ? [] : others.flatMap((other) => opened.get(other.id) ?? []).map(toRow);
      const county =
        row.county ?? (known.has(found.body.areaCode ?? '') ? (found.body.areaCode ?? '').slice(0, 6) : null);
      const person = row.personId === null ? undefined : persons.get(row.personId);
      const side: PairSide = {
        county,
        countyName: county === null ? null : (pathOf(county)[0] ?? county),
        person:
          person === undefined
            ? null
            : { ...person, entryState: person.entryState === null ? null : EntryState.parse(person.entryState) },
        rows: [first, ...rows].map(({ shown }) => shown),
      };
      const numbers = new Set(
        [first, ...rows].flatMap(({ body }) => (body.idValid && body.idNumber !== null ? [body.idNumber] : [])),
      );
      return [[row.id, { side, first, numbers }]];
    }),
  );
};
