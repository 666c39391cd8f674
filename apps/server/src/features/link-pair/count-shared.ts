/** How common a name or a phone is: agreement on what many people have says little. */
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import type { FieldKeys } from '@qiaomen/prisma/field-crypto';
import type { Tx } from '@qiaomen/prisma/scoped';
import { phoneIndexOf } from '../../entry/sealed-person.ts';

export interface Shared {
  names: ReadonlyMap<string, number>;
  phones: ReadonlyMap<string, number>;
}

interface Counted {
  at: number;
  count: number;
}

/** People of the prefecture's register, county by county, so that the indexes of the counties serve. */
export const countShared = async (
  tx: Tx,
  keys: FieldKeys,
  prefecture: AreaCode,
  { names, phones }: { names: readonly string[]; phones: readonly string[] },
): Promise<Shared> => {
  const counties = await tx.area.findMany({
    where: { level: 'county', code: { startsWith: prefecture } },
    select: { code: true },
  });
  const codes = counties.map(({ code }) => code);
  const [askedNames, askedPhones] = [[...new Set(names)], [...new Set(phones)]];
  const byName = await tx.$queryRaw<Counted[]>`
    SELECT n.at::int - 1 AS at, count(*)::int AS count FROM unnest(${askedNames}::text[]) WITH ORDINALITY n (name, at)
    JOIN person p ON p.county = ANY(${codes}::text[]) AND p.name = n.name AND p.state IN ('active', 'proposed') GROUP BY 1`;
  const indexes = askedPhones.map((phone) => `\\x${Buffer.from(phoneIndexOf(keys, phone)).toString('hex')}`);
  const byPhone = await tx.$queryRaw<Counted[]>`
    SELECT n.at::int - 1 AS at, count(*)::int AS count FROM unnest(${indexes}::text[]::bytea[]) WITH ORDINALITY n (phone, at)
    JOIN person p ON p.county = ANY(${codes}::text[]) AND p.phone_index = n.phone AND p.state IN ('active', 'proposed') GROUP BY 1`;
  const named = (asked: readonly string[], counted: readonly Counted[]): Map<string, number> =>
    new Map(counted.map(({ at, count }) => [asked[at] ?? '', count]));
  return { names: named(askedNames, byName), phones: named(askedPhones, byPhone) };
};
