/**
 * The gate of the catalogues. TypeScript already guarantees the shape; this finds what types cannot: keys nobody uses or
 * nobody wrote, sentences that lost a variable, spellings of another norm, and words written straight into a page.
 */
import { join } from 'node:path';
import type { Language } from '@qiaomen/domain/account/role';
import { catalogues } from './catalogues.ts';
import { checkTexts } from './check-texts.ts';
import { readUses, type Uses } from './read-uses.ts';
import { countReview, type Catalogue, type TextCounts } from './texts.ts';

export interface Finding {
  where: string;
  what: string;
}

/** By namespace; one that nobody has written in a language may be a marker as a whole, never in Chinese. */
export type Catalogues = Record<Language, Catalogue> & { 'zh-CN': Record<string, Catalogue> };

export interface CheckResult {
  findings: Finding[];
  counts: Record<Language, TextCounts>;
}

const stem = (key: string): string => key.replace(/_(?:one|other)$/, '');

/** Every `namespace:path` of one language. */
export const keysOf = (texts: Catalogue, prefix: string): string[] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'object' ? keysOf(value, `${prefix}${key}.`) : [stem(`${prefix}${key}`)],
  );

const allKeys = (shape: Record<string, Catalogue>): Set<string> =>
  new Set(Object.entries(shape).flatMap(([namespace, texts]) => keysOf(texts, `${namespace}:`)));

const compare = (shape: Catalogue, own: Catalogue, where: string): Finding[] => {
  const wanted = new Set(Object.keys(shape).map(stem));
  const given = new Set(Object.keys(own).map(stem));
  const missing = [...wanted].filter((key) => !given.has(key)).map((key) => ({ where, what: `missing key ${key}` }));
  const extra = [...given].filter((key) => !wanted.has(key)).map((key) => ({ where, what: `unknown key ${key}` }));
  const below = Object.entries(shape).flatMap(([key, value]) => {
    const branch = own[key];
    return typeof value === 'object' && typeof branch === 'object' ? compare(value, branch, `${where}.${key}`) : [];
  });
  return [...missing, ...extra, ...below];
};

const checkUses = (shape: Record<string, Catalogue>, uses: Uses): Finding[] => {
  const keys = allKeys(shape);
  // other texts have colons too: addresses, ids
  const isOurs = (text: string): boolean => Object.hasOwn(shape, text.split(':')[0] ?? '');
  const asked = uses.keys.filter(({ key }) => isOurs(key));
  const built = uses.prefixes.filter(({ prefix }) => isOurs(prefix));
  const prefixes = built.map(({ prefix }) => prefix);
  const used = new Set(asked.map(({ key }) => key));
  const unknown = asked
    .filter(({ key }) => !keys.has(key))
    .map(({ key, where }) => ({ where, what: `no text ${key}` }));
  const hollow = built
    .filter(({ prefix }) => ![...keys].some((key) => key.startsWith(prefix)))
    .map(({ prefix, where }) => ({ where, what: `no text begins with ${prefix}` }));
  const idle = [...keys]
    .filter((key) => !used.has(key) && !prefixes.some((prefix) => key.startsWith(prefix)))
    .map((key) => ({ where: 'zh-CN', what: `unused text ${key}` }));
  return [...unknown, ...hollow, ...idle];
};

/** Pure: catalogues and what the screens use, in; what is wrong, out. */
export const checkCatalogues = (given: Catalogues, uses: Uses): CheckResult => {
  const shape = given['zh-CN'];
  const languages = Object.keys(given) as Language[];
  const findings = languages.flatMap((language) => [
    ...compare(shape, given[language], language),
    ...checkTexts(language, shape, given[language]),
  ]);
  const counts = Object.fromEntries(
    languages.map((language) => [language, countReview(shape, given[language])]),
  ) as Record<Language, TextCounts>;
  return { findings: [...findings, ...checkUses(shape, uses), ...uses.literals], counts };
};

const serverSource = join(import.meta.dirname, '../../../apps/server/src/features');
const webSource = join(import.meta.dirname, '../../../apps/web/src');

/** Files the server writes for people have words too; its other texts with a colon are no keys. */
const serverKeys = (): Uses['keys'] =>
  readUses(serverSource).keys.filter(({ key }) => Object.hasOwn(catalogues['zh-CN'], key.split(':')[0] ?? ''));

/** The check over the repository, for the gate. */
export const check = (sourceDir: string = webSource): CheckResult => {
  const uses = readUses(sourceDir);
  return checkCatalogues(catalogues, { ...uses, keys: [...uses.keys, ...serverKeys()] });
};
