/** What a search text means: part of a name, initials, or the tail of a number. */
import { idIndexOf, idTailIndexOf, phoneIndexOf, phoneTailIndexOf } from './sealed-person.ts';
import { sql, type Prisma } from '@qiaomen/prisma/scoped';
import type { FieldKeys } from '@qiaomen/prisma/field-crypto';

/** The first text after every text that starts with `prefix`, in code point order. */
export const afterPrefix = (prefix: string): string => `${prefix}\u{10ffff}`;

/** A condition on `person p`, or null where nothing was asked. Equality and ranges only: they may use an index below row-level security. */
export const textCondition = (keys: FieldKeys, text: string): Prisma.Sql | null => {
  const bare = text.normalize('NFKC').replaceAll(/\s+/gu, '');
  if (bare === '') return null;
  if (/^(?:\d{4}|\d{3}[xX])$/.test(bare))
    return sql`(p.id_tail_index = ${idTailIndexOf(keys, bare)} OR p.phone_tail_index = ${phoneTailIndexOf(keys, bare)})`;
  if (/^\d{17}[\dxX]$/.test(bare)) return sql`p.id_index = ${idIndexOf(keys, bare.toUpperCase())}`;
  if (/^\d{5,}$/.test(bare)) return sql`p.phone_index = ${phoneIndexOf(keys, bare)}`;
  if (/^[\p{Script=Latin}']+$/u.test(bare)) {
    const initials = bare.toLowerCase();
    return sql`p.name_initials COLLATE "C" >= ${initials} AND p.name_initials COLLATE "C" < ${afterPrefix(initials)}`;
  }
  const name = text.trim();
  return sql`p.name COLLATE "C" >= ${name} AND p.name COLLATE "C" < ${afterPrefix(name)}`;
};
