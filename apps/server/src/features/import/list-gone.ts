/** Whom the list of an office named before this import and does not name since, as the approval noted it. */
import type { GoneRow, ListGone } from '@qiaomen/domain/import-batch/gone';
import type { Page } from '@qiaomen/domain/page';
import { sql } from '@qiaomen/prisma/scoped';
import { areaPaths } from '../../entry/area-paths.ts';
import { dateToDay } from '../../entry/entry.ts';
import type { GuardedContext } from '../../trpc.ts';
import { prefectureOf } from './prefecture.ts';
import { findRun, refuseWithoutRun } from './undo-queries.ts';

interface Listed {
  county: string;
  personId: string;
  name: string;
  birthDate: Date | null;
  areaCode: string;
}

export const listGone = async (
  ctx: GuardedContext,
  { batchId, page: { page, size } }: ListGone,
): Promise<Page<GoneRow>> => {
  const area = await prefectureOf(ctx);
  return ctx.db.read({ area }, async (tx) => {
    const run = await findRun(tx, batchId);
    if (run === undefined) return refuseWithoutRun(tx, batchId);
    // the image is the person as before; whom a later list named again is no longer gone
    const gone = sql`
      FROM link.run_person r JOIN person p ON p.county = r.county AND p.id = r.person_id AND p.state = 'active'
      JOIN link.import_batch i ON i.id = ${batchId}::uuid AND i.kind = ANY (p.gone_from)
      WHERE r.run_id = ${run.id}::uuid AND NOT coalesce(r.image->'gone_from' ? i.kind, true)`;
    const rows = await tx.$queryRaw<Listed[]>`
      SELECT p.county, p.id::text AS "personId", p.name, p.birth_date AS "birthDate", p.area_code AS "areaCode" ${gone}
      ORDER BY p.area_code, p.name, p.id LIMIT ${size} OFFSET ${page * size}`;
    const [total] = await tx.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count ${gone}`;
    const codes = rows.map(({ areaCode }) => areaCode);
    const pathOf = await areaPaths(tx, codes);
    return {
      rows: rows.map(({ areaCode, birthDate, ...row }) => ({
        ...row,
        birthDate: dateToDay(birthDate),
        areaPath: pathOf(areaCode),
      })),
      total: total?.count ?? 0,
    };
  });
};
