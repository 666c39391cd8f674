/** What an approval would do: by village, and by example. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import type { DiffRow, ListDiff, ListSamples, SampleRow, SampleSide } from '@qiaomen/domain/import-batch/preview';
import type { Page } from '@qiaomen/domain/page';
import { maskId } from '@qiaomen/domain/person/id-number';
import { maskPhone } from '@qiaomen/domain/person/phone';
import { SourceKind } from '@qiaomen/domain/register/query';
import type { SourceRow } from '@qiaomen/linkage/prefecture/read-row';
import { sql, type Prisma, type Tx } from '@qiaomen/prisma/scoped';
import { areaPaths } from '../../entry/area-paths.ts';
import { maskedFields } from '../../entry/masked-fields.ts';
import { refuse } from '../../errors.ts';
import { openBody } from '../../jobs/import/source-body.ts';
import type { GuardedContext } from '../../trpc.ts';
import { prefectureOf } from './prefecture.ts';

/** The newest run that linked the batch; older ones were for another state of the register. */
const findRun = async (tx: Tx, batchId: string): Promise<string | undefined> => {
  if ((await tx.importBatch.count({ where: { id: batchId } })) === 0) return refuse({ code: 'not_found' });
  const run = await tx.linkRun.findFirst({
    where: { batchIds: { has: batchId }, NOT: { state: 'discarded' } },
    select: { id: true },
    orderBy: { createdAt: 'desc' },
  });
  return run?.id;
};

const deeper: Record<number, number> = { 2: 4, 4: 6, 6: 9, 9: 12, 12: 14, 14: 14 };

const orders = {
  area: sql`area_code`,
  created: sql`created DESC, area_code`,
  changed: sql`changed DESC, area_code`,
  gone: sql`gone DESC, area_code`,
  // who loses the largest share first
  coverage: sql`CASE WHEN covered_before = 0 THEN 0 ELSE (covered_after - covered_before)::float8 / covered_before END, area_code`,
} satisfies Record<ListDiff['sort'], Prisma.Sql>;

interface DiffSums {
  area_code: string;
  people_before: number;
  people_after: number;
  created: number;
  changed: number;
  gone: number;
  covered_before: number;
  covered_after: number;
  areas: number;
  total: number;
}

export const listDiff = async (ctx: GuardedContext, input: ListDiff): Promise<Page<DiffRow>> => {
  const area = await prefectureOf(ctx);
  const { parent, page } = input;
  const digits = input.level === 'villages' ? 14 : (deeper[parent.length] ?? 14);
  return ctx.db.read({ area }, async (tx) => {
    const runId = await findRun(tx, input.batchId);
    if (runId === undefined) return { rows: [], total: 0 };
    const sums = await tx.$queryRaw<DiffSums[]>`
      SELECT *, count(*) OVER ()::int AS total FROM (
        SELECT left(area_code, ${digits}::int) AS area_code, sum(people_before)::int AS people_before, sum(people_after)::int AS people_after,
               sum(created)::int AS created, sum(changed)::int AS changed, sum(gone)::int AS gone,
               sum(covered_before)::int AS covered_before, sum(covered_after)::int AS covered_after, count(*)::int AS areas
          FROM link.import_village WHERE run_id = ${runId}::uuid AND starts_with(area_code, ${parent}) GROUP BY 1) sums
      ORDER BY ${orders[input.sort]} LIMIT ${page.size} OFFSET ${page.page * page.size}`;
    const codes = sums.map((row) => row.area_code);
    const named = await tx.area.findMany({
      where: { code: { in: codes } },
      select: { code: true, nameZh: true, nameKo: true, nameBo: true },
    });
    const names = new Map(named.map((row) => [row.code, row]));
    const pathOf = await areaPaths(tx, codes);
    const rows = sums.map((row) => ({
      areaCode: AreaCode.parse(row.area_code),
      nameZh: names.get(row.area_code)?.nameZh ?? row.area_code,
      nameKo: names.get(row.area_code)?.nameKo ?? null,
      nameBo: names.get(row.area_code)?.nameBo ?? null,
      path: input.level === 'villages' ? pathOf(row.area_code).slice(0, -1) : [],
      hasChildren: row.area_code.length < 12 && row.areas > 1,
      peopleBefore: row.people_before,
      peopleAfter: row.people_after,
      created: row.created,
      changed: row.changed,
      gone: row.gone,
      coveredBefore: row.covered_before,
      coveredAfter: row.covered_after,
    }));
    return { rows, total: sums[0]?.total ?? 0 };
  });
};

/** As the pages of the register mask it: an ID number that is not whole shows nothing. */
const sideOfRow = (body: SourceRow): SampleSide & { areaCode: string | null } => ({
  name: body.name,
  sex: body.sex,
  birthDate: body.birthDate,
  idMasked:
    body.idNumber === null
      ? null
      : body.idNumber.length === 18
        ? maskId(body.idNumber)
        : '*'.repeat(Math.min(18, body.idNumber.length)),
  phoneMasked: body.phone === null ? null : maskPhone(body.phone),
  areaPath: [],
  areaCode: body.areaCode,
});

const loadPersons = (tx: Tx, ids: string[]) =>
  tx.person.findMany({
    where: { id: { in: ids } },
    select: {
      id: true,
      name: true,
      sex: true,
      birthDate: true,
      areaCode: true,
      idCipher: true,
      phoneCipher: true,
      addressCipher: true,
    },
  });

export const listSamples = async (ctx: GuardedContext, input: ListSamples): Promise<Page<SampleRow>> => {
  const area = await prefectureOf(ctx);
  const { page, size } = input.page;
  return ctx.db.read({ area }, async (tx) => {
    const runId = await findRun(tx, input.batchId);
    if (runId === undefined) return { rows: [], total: 0 };
    const where = { runId, sort: input.sort };
    const chosen = await tx.importSample.findMany({
      where,
      orderBy: { position: 'asc' },
      skip: page * size,
      take: size,
      select: { position: true, sourceId: true, personId: true },
    });
    const sources = await tx.sourceRecord.findMany({
      where: { id: { in: chosen.flatMap(({ sourceId }) => sourceId ?? []) } },
      select: { id: true, kind: true, rowNo: true, bodyCipher: true },
    });
    const bodies = new Map(
      sources.map((row) => [row.id, { ...row, body: openBody(ctx.keys, row.id, row.bodyCipher) }]),
    );
    const found = await loadPersons(
      tx,
      chosen.flatMap(({ personId }) => personId ?? []),
    );
    const persons = new Map(found.map((person) => [person.id, person]));
    const codes = [...bodies.values()].flatMap(({ body }) => AreaCode.safeParse(body.areaCode).data ?? []);
    const pathOf = await areaPaths(tx, [...codes, ...found.map((person) => person.areaCode)]);
    const placed = (code: string | null): string[] => (AreaCode.safeParse(code).success ? pathOf(code ?? '') : []);
    const rows = chosen.map(({ position, sourceId, personId }): SampleRow => {
      const source = bodies.get(sourceId ?? '');
      const person = persons.get(personId ?? '');
      const { areaCode = null, ...side } = source === undefined ? { areaCode: null } : sideOfRow(source.body);
      const masked = person === undefined ? undefined : maskedFields(ctx.keys, person);
      const { product = null, givenOn = null } = source?.body ?? {};
      return {
        key: `${input.sort} ${position}`,
        kind: source === undefined ? null : SourceKind.parse(source.kind),
        rowNo: source?.rowNo ?? null,
        row: source === undefined ? null : { ...(side as SampleSide), areaPath: placed(areaCode) },
        person:
          person === undefined || masked === undefined
            ? null
            : {
                name: person.name,
                sex: person.sex,
                birthDate: person.birthDate?.toISOString().slice(0, 10) ?? null,
                idMasked: masked.idMasked,
                phoneMasked: masked.phoneMasked,
                areaPath: placed(person.areaCode),
              },
        dose: product === null || givenOn === null ? null : { product, givenOn },
      };
    });
    return { rows, total: await tx.importSample.count({ where }) };
  });
};
