/** Doubtful pairs side by side, the likeliest first. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import type { ListPairs, PairRow, PairSide } from '@qiaomen/domain/import-batch/query';
import type { Page } from '@qiaomen/domain/page';
import { maskId } from '@qiaomen/domain/person/id-number';
import { maskPhone } from '@qiaomen/domain/person/phone';
import { SourceKind } from '@qiaomen/domain/register/query';
import type { FieldKeys } from '@qiaomen/prisma/field-crypto';
import type { Tx } from '@qiaomen/prisma/scoped';
import { z } from 'zod';
import { areaPaths } from '../../entry/area-paths.ts';
import { openBody } from '../../jobs/import/source-body.ts';
import { ranges, type GuardedContext } from '../../trpc.ts';

const Evidence = z.array(z.object({ field: z.string(), level: z.string(), weight: z.number() }));
const PairState = z.enum(['pending', 'same', 'different', 'skipped']);

const loadSides = async (tx: Tx, keys: FieldKeys, ids: readonly string[]): Promise<Map<string, PairSide>> => {
  const rows = await tx.sourceRecord.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, kind: true, rowNo: true, bodyCipher: true, batch: { select: { fileName: true } } },
  });
  const opened = rows.map((row) => ({ row, body: openBody(keys, row.id, row.bodyCipher) }));
  const known = opened
    .map(({ body }) => AreaCode.safeParse(body.areaCode))
    .flatMap((code) => (code.success ? [code.data] : []));
  const pathOf = await areaPaths(tx, known);
  return new Map(
    opened.map(({ row, body }) => [
      row.id,
      {
        sourceId: row.id,
        kind: SourceKind.parse(row.kind),
        fileName: row.batch.fileName,
        rowNo: row.rowNo,
        name: body.name,
        sex: body.sex,
        birthDate: body.birthDate,
        idMasked: body.idNumber === null ? null : body.idNumber.length === 18 ? maskId(body.idNumber) : '*'.repeat(8),
        phoneMasked: body.phone === null ? null : maskPhone(body.phone),
        areaPath: body.areaCode === null ? [] : pathOf(body.areaCode),
      },
    ]),
  );
};

export const listPairs = async (
  ctx: GuardedContext,
  { state, page: { page, size } }: z.infer<typeof ListPairs>,
): Promise<Page<PairRow>> => {
  const { db, keys, fence } = ctx;
  // the fence may be wider than the duties
  const where = { state, OR: ranges(ctx).map((areaCode) => ({ areaCode })) };
  return db.read({ area: fence }, async (tx) => {
    const pairs = await tx.linkPair.findMany({
      where,
      orderBy: [{ probability: 'desc' }, { id: 'asc' }],
      skip: page * size,
      take: size,
    });
    const sides = await loadSides(
      tx,
      keys,
      pairs.flatMap((pair) => [pair.left, pair.right]),
    );
    const rows = pairs.flatMap((pair): PairRow[] => {
      const [left, right] = [sides.get(pair.left), sides.get(pair.right)];
      if (left === undefined || right === undefined) return [];
      const { id, probability } = pair;
      return [
        { id, probability, left, right, evidence: Evidence.parse(pair.evidence), state: PairState.parse(pair.state) },
      ];
    });
    return { rows, total: await tx.linkPair.count({ where }) };
  });
};
