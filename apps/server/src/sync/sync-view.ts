/** One county as one reader sees it, in one snapshot. */
import { AreaCode, type CountyCode } from '@qiaomen/domain/area/area-code';
import type { ChangePointer, Reader, SyncView } from '@qiaomen/domain/sync/store';
import type { FieldKeys } from '@qiaomen/prisma/field-crypto';
import { Prisma, sql, type Tx } from '@qiaomen/prisma/scoped';
import { inReach } from './reach.ts';
import { replicaEntries } from './replica-entries.ts';

export const syncView = (tx: Tx, keys: FieldKeys, county: CountyCode, reader: Reader): SyncView => {
  const reach = inReach(reader);
  const readIds = async (more: Prisma.Sql): Promise<string[]> => {
    const rows = await tx.$queryRaw<{ id: string }[]>`SELECT e.id::text FROM register_entry e
      WHERE e.county = ${county} AND ${reach} ${more}`;
    return rows.map((row) => row.id);
  };
  return {
    lastSeq: async () => {
      const { _max } = await tx.change.aggregate({ where: { county }, _max: { seq: true } });
      return _max.seq ?? 0n;
    },
    listChanges: async (after, limit) => {
      const rows = await tx.change.findMany({
        where: { county, seq: { gt: after } },
        orderBy: { seq: 'asc' },
        take: limit,
        select: { seq: true, kind: true, areaCode: true, entityId: true, userId: true },
      });
      return rows.map(({ seq, kind, areaCode, entityId, userId }): ChangePointer => ({
        seq: seq ?? 0n,
        kind: kind === 'reset' ? 'reset' : 'entry',
        areaCode: AreaCode.parse(areaCode),
        entryId: entityId,
        userId,
      }));
    },
    listEntriesById: async (ids) =>
      replicaEntries(tx, keys, county, await readIds(sql`AND e.id = ANY(${[...ids]}::uuid[])`)),
    listEntriesAfter: async (afterId, limit) => {
      const behind = afterId === null ? Prisma.empty : sql`AND e.id > ${afterId}::uuid`;
      return replicaEntries(tx, keys, county, await readIds(sql`${behind} ORDER BY e.id LIMIT ${limit}`));
    },
    ownsIn: async (areaCodes) => {
      const rows = await tx.$queryRaw<{ owns: boolean }[]>`SELECT EXISTS (
        SELECT FROM register_entry e JOIN unnest(${[...areaCodes]}::text[]) place ON starts_with(e.area_code, place)
        WHERE e.county = ${county} AND e.owner_id = ${reader.userId}::uuid) AS owns`;
      return rows[0]?.owns === true;
    },
    countEntries: async () => {
      const rows = await tx.$queryRaw<{ count: bigint }[]>`SELECT count(*) FROM register_entry e
        WHERE e.county = ${county} AND ${reach}`;
      return Number(rows[0]?.count ?? 0);
    },
  };
};
