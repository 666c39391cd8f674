/** Turns rows of the register into what screens show. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { PersonLanguage } from '@qiaomen/domain/account/role';
import { Sex } from '@qiaomen/domain/person/command';
import { ageOn } from '@qiaomen/domain/register/age';
import { AgeBand, DoseStatus, EntryState, NextAction } from '@qiaomen/domain/register/entry-state';
import type { RegisterRow } from '@qiaomen/domain/register/query';
import { Prisma, sql, type Tx } from '@qiaomen/prisma/scoped';
import { areaPaths, userNames } from './area-paths.ts';
import { entryOrigin } from './entry.ts';

export interface ListedRow {
  entryId: string;
  personId: string;
  county: string;
  serial: number;
  name: string;
  sex: string;
  /** YYYY-MM-DD */
  birthDate: string | null;
  band: string;
  language: string;
  areaCode: string;
  state: string;
  doseStatus: string;
  ownerId: string | null;
  nextAction: string | null;
  nextDate: string | null;
  visitCount: number;
  disabled: boolean;
  nursingHome: boolean;
  origin: string;
}

/** The columns of `ListedRow` from `register_entry e` and `person p`. */
export const listedColumns = sql`e.id AS "entryId", e.person_id AS "personId", e.county, e.serial, p.name, p.sex,
  p.birth_date::text AS "birthDate", e.band, p.language, e.area_code AS "areaCode", e.state, e.dose_status AS "doseStatus",
  e.owner_id AS "ownerId", e.next_action AS "nextAction", e.next_date::text AS "nextDate", e.visit_count AS "visitCount",
  p.disabled, p.nursing_home AS "nursingHome", e.origin`;

export const toRegisterRows = async (
  tx: Tx,
  rows: readonly ListedRow[],
  referenceDate: string,
): Promise<RegisterRow[]> => {
  const pathOf = await areaPaths(
    tx,
    rows.map((row) => row.areaCode),
  );
  const names = await userNames(
    tx,
    rows.map((row) => row.ownerId),
  );
  return rows.map((row) =>
    toRegisterRow(
      row,
      { areaPath: pathOf(row.areaCode), ownerName: row.ownerId === null ? null : (names.get(row.ownerId) ?? null) },
      referenceDate,
    ),
  );
};

/** A row that brings the names it needs along. */
export interface NamedRow extends ListedRow {
  ownerName: string | null;
  /** of county, township, village and grid; null where the code ends above it, or where the area is not known */
  areaNames: (string | null)[];
}

const widths = [6, 9, 12, 14];
const nameOf = (width: number): Prisma.Sql =>
  sql`(SELECT a.name_zh FROM area a WHERE a.code = left(e.area_code, ${Prisma.raw(String(width))}))`;

export const namedColumns = sql`${listedColumns}, (SELECT u.name FROM app_user u WHERE u.id = e.owner_id) AS "ownerName",
  ARRAY[${Prisma.join(widths.map(nameOf))}] AS "areaNames"`;

/** The same columns where the rows are joined to the names, each of which a page of rows then looks up once. */
export const joinedColumns = sql`${listedColumns}, u.name AS "ownerName",
  ARRAY[${Prisma.join(widths.map((width) => sql`${Prisma.raw(`a${width}`)}.name_zh`))}] AS "areaNames"`;

export const namesOfEntry = sql`LEFT JOIN app_user u ON u.id = e.owner_id
  ${Prisma.join(
    widths.map((width) => {
      const area = Prisma.raw(`a${width}`);
      return sql`LEFT JOIN area ${area} ON ${area}.code = left(e.area_code, ${Prisma.raw(String(width))})`;
    }),
    ' ',
  )}`;

export const toNamedRows = (rows: readonly NamedRow[], referenceDate: string): RegisterRow[] =>
  rows.map(({ areaNames, ownerName, ...row }) => {
    const reached = widths.filter((width) => width <= row.areaCode.length);
    const areaPath = reached.map((width, at) => areaNames[at] ?? row.areaCode.slice(0, width));
    return toRegisterRow(row, { areaPath, ownerName }, referenceDate);
  });

const toRegisterRow = (
  row: ListedRow,
  named: Pick<RegisterRow, 'areaPath' | 'ownerName'>,
  referenceDate: string,
): RegisterRow => ({
  entryId: row.entryId,
  personId: row.personId,
  county: row.county,
  serial: row.serial,
  name: row.name,
  sex: Sex.parse(row.sex),
  birthDate: row.birthDate,
  age: row.birthDate === null ? null : ageOn(row.birthDate, referenceDate),
  band: AgeBand.parse(row.band),
  language: PersonLanguage.parse(row.language),
  areaCode: AreaCode.parse(row.areaCode),
  areaPath: named.areaPath,
  state: EntryState.parse(row.state),
  doseStatus: DoseStatus.parse(row.doseStatus),
  ownerId: row.ownerId,
  ownerName: named.ownerName,
  nextAction: row.nextAction === null ? null : NextAction.parse(row.nextAction),
  nextDate: row.nextDate,
  visitCount: row.visitCount,
  disabled: row.disabled,
  nursingHome: row.nursingHome,
  origin: entryOrigin(row.origin),
});
