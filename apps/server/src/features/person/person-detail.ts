/** Everything about one person that a supervisor may read: masked fields, every visit and dose, where each field came from. */
import { PersonLanguage } from '@qiaomen/domain/account/role';
import { Sex } from '@qiaomen/domain/person/command';
import { shanghaiDay } from '@qiaomen/domain/register/day';
import { SourceKind, type PersonDetail, type PersonRequest, type RegisterRow } from '@qiaomen/domain/register/query';
import type { Tx } from '@qiaomen/prisma/scoped';
import { areaPaths } from '../../entry/area-paths.ts';
import { dateToDay } from '../../entry/entry.ts';
import { doseLinesOf, visitLinesOf } from '../../entry/event-lines.ts';
import { idsMergedInto } from '../../entry/load-events.ts';
import { maskedFields } from '../../entry/masked-fields.ts';
import { listedColumns, toRegisterRows, type ListedRow } from '../../entry/register-rows.ts';
import { getPerson } from '../../entry/get-person.ts';
import type { GuardedContext } from '../../trpc.ts';

export const personDetail = (ctx: GuardedContext, { county, personId }: PersonRequest): Promise<PersonDetail> =>
  ctx.db.read(
    { area: ctx.fence, userId: ctx.actor.userId },
    async (tx) => {
      const { person, areaCode } = await getPerson(ctx, tx, county, personId);
      const ids = await idsMergedInto(tx, county, personId);
      const visits = await visitLinesOf(tx, ctx.keys, county, ids);
      const doses = await doseLinesOf(tx, county, ids);
      const pathOf = await areaPaths(tx, [areaCode]);
      return {
        row: await findRow(tx, county, personId, shanghaiDay(ctx.now())),
        personId,
        county,
        name: person.name,
        sex: Sex.parse(person.sex),
        birthDate: dateToDay(person.birthDate),
        language: PersonLanguage.parse(person.language),
        ...maskedFields(ctx.keys, person),
        areaCode,
        areaPath: pathOf(areaCode),
        state: person.state,
        mergedInto: person.mergedInto === null ? null : await livingOf(tx, county, person.mergedInto),
        visits: [...visits.values()].flat().toSorted((a, b) => (a.occurredAt < b.occurredAt ? 1 : -1)),
        doses: [...doses.values()].flat().toSorted((a, b) => (a.givenOn < b.givenOn ? -1 : 1)),
        sources: await listSources(tx, ids),
      };
    },
    { snapshot: true },
  );

/** Who was merged into somebody who was merged leads to the one who is still there. */
const livingOf = async (tx: Tx, county: string, mergedInto: string): Promise<string> => {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE chain AS (
      SELECT id, merged_into FROM person WHERE county = ${county} AND id = ${mergedInto}::uuid
      UNION
      SELECT p.id, p.merged_into FROM chain c JOIN person p ON p.county = ${county} AND p.id = c.merged_into)
    SELECT id::text FROM chain WHERE merged_into IS NULL`;
  return rows[0]?.id ?? mergedInto;
};

/** The entry of the open campaign, or of the last one there was. */
const findRow = async (tx: Tx, county: string, personId: string, today: string): Promise<RegisterRow | null> => {
  const rows = await tx.$queryRaw<(ListedRow & { referenceDate: Date })[]>`
    SELECT ${listedColumns}, c.reference_date AS "referenceDate" FROM register_entry e
    JOIN person p ON p.county = e.county AND p.id = e.person_id AND p.area_code = e.area_code
    JOIN campaign c ON c.id = e.campaign_id
    WHERE e.county = ${county} AND e.person_id = ${personId}::uuid
    ORDER BY (c.state = 'open') DESC, c.is_test, c.opens_on DESC LIMIT 1`;
  const [row] = rows;
  if (row === undefined) return null;
  const [shown] = await toRegisterRows(tx, [row], dateToDay(row.referenceDate) ?? today);
  return shown ?? null;
};

/** The link store lies at the prefecture: under a narrower fence the database shows none of it. */
const listSources = async (tx: Tx, personIds: readonly string[]): Promise<PersonDetail['sources']> => {
  const rows = await tx.sourceRecord.findMany({
    where: { personId: { in: [...personIds] } },
    select: { id: true, kind: true, rowNo: true, weight: true, batch: { select: { fileName: true } } },
    orderBy: [{ kind: 'asc' }, { rowNo: 'asc' }],
  });
  return rows.map((row) => ({
    sourceId: row.id,
    kind: SourceKind.parse(row.kind),
    fileName: row.batch.fileName,
    rowNo: row.rowNo,
    weight: row.weight,
  }));
};
