/** What a search text means: part of a name, initials, or the tail of a number. */
import { idIndexOf, idTailIndexOf, phoneIndexOf, phoneTailIndexOf } from '../../entry/sealed-person.ts';
import { Prisma, sql } from '@qiaomen/prisma/scoped';
import type { FieldKeys } from '@qiaomen/prisma/field-crypto';

/** The first text after every text that starts with `prefix`, in code point order. */
export const afterPrefix = (prefix: string): string => `${prefix}\u{10ffff}`;

/** A condition on `person p`. Equality and ranges only: they may use an index below row-level security. */
export const textCondition = (keys: FieldKeys, text: string): Prisma.Sql => {
  const bare = text.normalize('NFKC').replaceAll(/\s+/gu, '');
  if (bare === '') return Prisma.empty;
  if (/^(?:\d{4}|\d{3}[xX])$/.test(bare))
    return sql`AND (p.id_tail_index = ${idTailIndexOf(keys, bare)} OR p.phone_tail_index = ${phoneTailIndexOf(keys, bare)})`;
  if (/^\d{17}[\dxX]$/.test(bare)) return sql`AND p.id_index = ${idIndexOf(keys, bare.toUpperCase())}`;
  if (/^\d{5,}$/.test(bare)) return sql`AND p.phone_index = ${phoneIndexOf(keys, bare)}`;
  if (/^[\p{Script=Latin}']+$/u.test(bare)) {
    const initials = bare.toLowerCase();
    return sql`AND p.name_initials COLLATE "C" >= ${initials} AND p.name_initials COLLATE "C" < ${afterPrefix(initials)}`;
  }
  const name = text.trim();
  return sql`AND p.name COLLATE "C" >= ${name} AND p.name COLLATE "C" < ${afterPrefix(name)}`;
};
