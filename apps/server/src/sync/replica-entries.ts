/** The present state of entries as a tablet keeps them. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { PersonLanguage } from '@qiaomen/domain/account/role';
import { Sex } from '@qiaomen/domain/person/command';
import { AgeBand, DoseStatus, EntryState, NextAction } from '@qiaomen/domain/register/entry-state';
import type { ReplicaEntry } from '@qiaomen/domain/sync/query';
import type { FieldKeys } from '@qiaomen/prisma/field-crypto';
import type { Tx } from '@qiaomen/prisma/scoped';
import { areaPaths } from '../entry/area-paths.ts';
import { careOf } from '../entry/care-events.ts';
import { dateToDay, entryOrigin, entrySelect } from '../entry/entry.ts';
import { doseLinesOf, visitLinesOf } from '../entry/event-lines.ts';
import { openLandmark } from '../entry/landmark.ts';
import { openQuestionsOf } from '../entry/questions.ts';
import { openPersonField } from '../entry/sealed-person.ts';

const visitsKept = 5;

const personSelect = {
  name: true,
  nameInitials: true,
  sex: true,
  birthDate: true,
  language: true,
  idCipher: true,
  phoneCipher: true,
  addressCipher: true,
  landmarkCipher: true,
  disabled: true,
  nursingHome: true,
} as const;

export const replicaEntries = async (
  tx: Tx,
  keys: FieldKeys,
  county: string,
  entryIds: readonly string[],
): Promise<ReplicaEntry[]> => {
  if (entryIds.length === 0) return [];
  const rows = await tx.registerEntry.findMany({
    where: { county, id: { in: [...entryIds] } },
    select: { ...entrySelect, person: { select: personSelect } },
    orderBy: { id: 'asc' },
  });
  const personIds = rows.map((row) => row.personId);
  const visits = await visitLinesOf(tx, keys, county, personIds, visitsKept);
  const doses = await doseLinesOf(tx, county, personIds);
  const care = await careOf(tx, county, personIds);
  const questions = await openQuestionsOf(tx, keys, county, personIds);
  const pathOf = await areaPaths(
    tx,
    rows.map((row) => row.areaCode),
  );
  return rows.map(({ person, ...row }) => {
    const asked = questions.get(row.personId);
    const landmark = openLandmark(keys, row.personId, person.landmarkCipher);
    const cared = care.get(row.personId);
    const secret = (field: 'idNumber' | 'phone' | 'address', cipher: Uint8Array | null): string | null =>
      openPersonField(keys, row.personId, field, cipher);
    return {
      entryId: row.id,
      personId: row.personId,
      county,
      campaignId: row.campaignId,
      rev: row.rev,
      serial: row.serial,
      name: person.name,
      nameInitials: person.nameInitials,
      sex: Sex.parse(person.sex),
      birthDate: dateToDay(person.birthDate),
      band: AgeBand.parse(row.band),
      language: PersonLanguage.parse(person.language),
      idLast4: secret('idNumber', person.idCipher)?.slice(-4) ?? null,
      phone: secret('phone', person.phoneCipher),
      address: secret('address', person.addressCipher),
      areaCode: AreaCode.parse(row.areaCode),
      areaPath: pathOf(row.areaCode),
      state: EntryState.parse(row.state),
      doseStatus: DoseStatus.parse(row.doseStatus),
      nextAction: row.nextAction === null ? null : NextAction.parse(row.nextAction),
      nextDate: dateToDay(row.nextDate),
      visitCount: row.visitCount,
      disabled: person.disabled,
      nursingHome: person.nursingHome,
      origin: entryOrigin(row.origin),
      visits: visits.get(row.personId) ?? [],
      doses: doses.get(row.personId) ?? [],
      ...(landmark === null ? {} : { landmark }),
      ...(asked === undefined ? {} : { questions: asked }),
      ...(cared === undefined ? {} : { care: cared }),
    };
  });
};
