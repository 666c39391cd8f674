/** People of the county who share something with the elder at the door: the rows the ranking judges. */
import { AreaCode, rangeOf } from '@qiaomen/domain/area/area-code';
import { Sex, type ProposePerson } from '@qiaomen/domain/person/command';
import type { CandidateRow } from '@qiaomen/domain/person/find-candidates';
import { parseIdNumber } from '@qiaomen/domain/person/id-number';
import { normalisePhone } from '@qiaomen/domain/person/phone';
import type { FieldKeys } from '@qiaomen/prisma/field-crypto';
import type { Tx } from '@qiaomen/prisma/scoped';
import { dateToDay } from '../entry/entry.ts';
import { idIndexOf, phoneIndexOf } from '../entry/sealed-person.ts';

const atMost = 200;
const same = (left: Uint8Array | null, right: Uint8Array | null): boolean =>
  left !== null && right !== null && Buffer.compare(left, right) === 0;

export const candidateRows = async (
  tx: Tx,
  keys: FieldKeys,
  county: string,
  command: ProposePerson,
  initials: string,
): Promise<CandidateRow[]> => {
  const id = parseIdNumber(command.idNumber ?? '');
  const phone = normalisePhone(command.phone ?? '');
  const idIndex = id.ok ? idIndexOf(keys, id.id18) : null;
  const phoneIndex = phone === null ? null : phoneIndexOf(keys, phone);
  const birthDate = command.birthDate ?? (id.ok ? id.birthDate : null);
  const year = birthDate === null ? null : Number(birthDate.slice(0, 4));
  const bornInYear =
    year === null ? null : { gte: new Date(Date.UTC(year, 0, 1)), lt: new Date(Date.UTC(year + 1, 0, 1)) };
  const village = rangeOf(AreaCode.parse(command.areaCode.slice(0, 12)));
  const found = await tx.person.findMany({
    where: {
      county,
      state: { in: ['active', 'proposed'] },
      id: { not: command.personId },
      OR: [
        ...(idIndex === null ? [] : [{ idIndex }]),
        ...(phoneIndex === null ? [] : [{ phoneIndex }]),
        { name: command.name, areaCode: village },
        bornInYear === null ? { name: command.name } : { nameInitials: initials, birthDate: bornInYear },
      ],
    },
    select: {
      id: true,
      name: true,
      nameInitials: true,
      sex: true,
      birthDate: true,
      areaCode: true,
      idIndex: true,
      phoneIndex: true,
    },
    orderBy: { id: 'asc' },
    take: atMost,
  });
  return found.map((row) => ({
    personId: row.id,
    name: row.name,
    nameInitials: row.nameInitials,
    sex: Sex.parse(row.sex),
    birthDate: dateToDay(row.birthDate),
    areaCode: AreaCode.parse(row.areaCode),
    sameId: idIndex === null || row.idIndex === null ? null : same(row.idIndex, idIndex),
    samePhone: same(row.phoneIndex, phoneIndex),
  }));
};
