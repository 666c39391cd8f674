/** Turns rows of the register into what screens show. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { PersonLanguage } from '@qiaomen/domain/account/role';
import { Sex } from '@qiaomen/domain/person/command';
import { ageOn } from '@qiaomen/domain/register/age';
import { AgeBand, DoseStatus, EntryState, NextAction } from '@qiaomen/domain/register/entry-state';
import type { RegisterRow } from '@qiaomen/domain/register/query';
import { sql, type Tx } from '@qiaomen/prisma/scoped';
import { areaPaths, userNames } from './area-paths.ts';
import { dateToDay, entryOrigin } from './entry.ts';

export interface ListedRow {
  entryId: string;
  personId: string;
  county: string;
  serial: number;
  name: string;
  sex: string;
  birthDate: Date | null;
  band: string;
  language: string;
  areaCode: string;
  state: string;
  doseStatus: string;
  ownerId: string | null;
  nextAction: string | null;
  nextDate: Date | null;
  visitCount: number;
  disabled: boolean;
  nursingHome: boolean;
  origin: string;
}

/** The columns of `ListedRow` from `register_entry e` and `person p`. */
export const listedColumns = sql`e.id AS "entryId", e.person_id AS "personId", e.county, e.serial, p.name, p.sex,
  p.birth_date AS "birthDate", e.band, p.language, e.area_code AS "areaCode", e.state, e.dose_status AS "doseStatus",
  e.owner_id AS "ownerId", e.next_action AS "nextAction", e.next_date AS "nextDate", e.visit_count AS "visitCount",
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
  return rows.map((row) => {
    const birthDate = dateToDay(row.birthDate);
    return {
      entryId: row.entryId,
      personId: row.personId,
      county: row.county,
      serial: row.serial,
      name: row.name,
      sex: Sex.parse(row.sex),
      birthDate,
      age: birthDate === null ? null : ageOn(birthDate, referenceDate),
      band: AgeBand.parse(row.band),
      language: PersonLanguage.parse(row.language),
      areaCode: AreaCode.parse(row.areaCode),
      areaPath: pathOf(row.areaCode),
      state: EntryState.parse(row.state),
      doseStatus: DoseStatus.parse(row.doseStatus),
      ownerId: row.ownerId,
      ownerName: row.ownerId === null ? null : (names.get(row.ownerId) ?? null),
      nextAction: row.nextAction === null ? null : NextAction.parse(row.nextAction),
      nextDate: dateToDay(row.nextDate),
      visitCount: row.visitCount,
      disabled: row.disabled,
      nursingHome: row.nursingHome,
      origin: entryOrigin(row.origin),
    };
  });
};
