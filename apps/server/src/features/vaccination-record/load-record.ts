/** The record of one person with that of everybody merged into them; secret fields as far as the reader may see them. */
import { PersonLanguage } from '@qiaomen/domain/account/role';
import { doseRoutes, doseSites } from '@qiaomen/domain/care/command';
import { DoseProduct } from '@qiaomen/domain/dose/command';
import { Sex } from '@qiaomen/domain/person/command';
import { shanghaiDay } from '@qiaomen/domain/register/day';
import { rulesFor } from '@qiaomen/domain/rule-version/clinic-rules';
import { judgeRecord, reactionsOf, type UnjudgedDose } from '@qiaomen/domain/vaccination-record/judge';
import type { ReadRecord, VaccinationRecord } from '@qiaomen/domain/vaccination-record/query';
import type { Tx } from '@qiaomen/prisma/scoped';
import { areaPaths, userNames } from '../../entry/area-paths.ts';
import { careOf } from '../../entry/care-events.ts';
import { dateToDay } from '../../entry/entry.ts';
import { idsMergedInto } from '../../entry/load-events.ts';
import { maskedFields } from '../../entry/masked-fields.ts';
import { publishedRules } from '../../entry/published-rules.ts';
import { openPersonField } from '../../entry/sealed-person.ts';
import { getPerson } from '../../entry/get-person.ts';
import type { GuardedContext } from '../../trpc.ts';

const loadDoses = async (tx: Tx, county: string, ids: readonly string[]): Promise<UnjudgedDose[]> => {
  const rows = await tx.dose.findMany({ where: { county, personId: { in: [...ids] } } });
  const names = await userNames(
    tx,
    rows.map(({ userId }) => userId),
  );
  return rows.map((row) => ({
    id: row.id,
    product: DoseProduct.parse(row.product),
    givenOn: dateToDay(row.givenOn) ?? '',
    givenAt: row.givenAt?.toISOString() ?? null,
    recordedAt: row.recordedAt.toISOString(),
    origin: row.origin === 'person' ? 'person' : 'file',
    voided: row.voidedBy !== null,
    lot: row.lot,
    expiry: dateToDay(row.expiry),
    traceCode: row.traceCode,
    site: doseSites.find((site) => site === row.site) ?? null,
    route: doseRoutes.find((route) => route === row.route) ?? null,
    amount: row.amount,
    // whoever typed a dose in has not given it
    vaccinatorName: row.givenAt === null || row.userId === null ? null : (names.get(row.userId) ?? null),
  }));
};

export const loadRecord = async (
  ctx: GuardedContext,
  tx: Tx,
  { county, personId }: ReadRecord,
  masked: boolean,
): Promise<VaccinationRecord> => {
  const { person, areaCode } = await getPerson(ctx, tx, county, personId);
  const ids = await idsMergedInto(tx, county, personId);
  const care = [...(await careOf(tx, county, ids)).values()].flat().filter(({ voided }) => !voided);
  const birthDate = dateToDay(person.birthDate);
  const asOf = shanghaiDay(ctx.now());
  const { table } = rulesFor(await publishedRules(tx), areaCode);
  const pathOf = await areaPaths(tx, [areaCode]);
  const secret = maskedFields(ctx.keys, person);
  const opened = {
    idNumber: masked ? secret.idMasked : openPersonField(ctx.keys, personId, 'idNumber', person.idCipher),
    phone: masked ? secret.phoneMasked : openPersonField(ctx.keys, personId, 'phone', person.phoneCipher),
    address: masked ? secret.addressMasked : openPersonField(ctx.keys, personId, 'address', person.addressCipher),
  };
  return {
    personId,
    name: person.name,
    sex: Sex.parse(person.sex),
    birthDate,
    deceased: person.deceased,
    language: PersonLanguage.parse(person.language),
    masked,
    ...opened,
    areaCode,
    areaPath: pathOf(areaCode),
    ...judgeRecord(await loadDoses(tx, county, ids), care, { birthDate, asOf, table }),
    aefi: reactionsOf(care),
    asOf,
  };
};
