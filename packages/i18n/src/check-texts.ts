/** What must hold for every single text of a language. */
import type { Language } from '@qiaomen/domain/account/role';
import type { Finding } from './check.ts';
import type { Catalogue } from './texts.ts';

const variablesOf = (text: string): string =>
  [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)]
    .map((match) => match[1])
    .sort()
    .join(',');

const withoutVariables = (text: string): string => text.replace(/\{\{[^}]*\}\}/g, '');

/**
 * Spellings of the Seoul norm and what the Chaoxian norm of Yanbian writes: initial ㄹ and ㄴ are kept, 되였다, dependent
 * nouns are joined, words for things follow local use.
 */
const seoulSpellings: readonly (readonly [RegExp, string])[] = [
  [/노인/, '로인'],
  [/임시/, '림시'],
  [/녹색/, '록색'],
  [/이용/, '리용'],
  [/연동/, '련동'],
  [/연결/, '련결'],
  [/연락/, '련락'],
  [/연계/, '련계'],
  [/연령/, '년령'],
  [/역량/, '력량'],
  [/냉장/, '랭장'],
  [/내일/, '래일'],
  [/여성|여자/, '녀성, 녀자'],
  [/되었|됐/, '되였'],
  [/하었/, '하였'],
  [/[할될볼쓸줄갈올] 수 /, '할수 (dependent noun joined)'],
  [/센터/, '쎈터'],
  [/컴퓨터/, '콤퓨터'],
  [/숫자/, '수자'],
  [/횟수/, '회수'],
];

const halfWidth = /\p{Script=Han}[,:;?!](?=[\p{Script=Han}{\u201c]|$)/u;

const checkText = (language: Language, where: string, text: string, source: string | undefined): Finding[] => {
  const findings: Finding[] = [];
  if (text.trim() === '') findings.push({ where, what: 'empty text' });
  if (source !== undefined && variablesOf(source) !== variablesOf(text))
    findings.push({ where, what: `variables differ: {${variablesOf(source)}} and {${variablesOf(text)}}` });
  const words = withoutVariables(text);
  if (language === 'zh-CN' && halfWidth.test(text))
    findings.push({ where, what: 'half-width punctuation after a Chinese character' });
  if (language === 'bo' && /\p{L}/u.test(words) && !/[\u0F40-\u0FBC]/.test(words))
    findings.push({ where, what: 'no Tibetan letters' });
  if (language === 'ko')
    for (const [pattern, right] of seoulSpellings)
      if (pattern.test(words)) findings.push({ where, what: `Seoul spelling, write ${right}` });
  return findings;
};

/** A singular is checked against the plural it belongs to. */
const sourceOf = (shape: Catalogue, key: string): string | undefined => {
  const value = shape[key] ?? shape[key.replace(/_one$/, '_other')];
  return typeof value === 'string' ? value : undefined;
};

export const checkTexts = (language: Language, shape: Catalogue, own: Catalogue, path: string = language): Finding[] =>
  Object.entries(own).flatMap(([key, value]) => {
    const where = `${path}.${key}`;
    if (typeof value === 'symbol')
      return language === 'zh-CN' ? [{ where, what: 'the source language cannot wait for itself' }] : [];
    if (typeof value === 'string') return checkText(language, where, value, sourceOf(shape, key));
    const below = shape[key];
    return checkTexts(language, typeof below === 'object' ? below : {}, value, where);
  });
