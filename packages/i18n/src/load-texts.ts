/**
 * Catalogues come as three chunks per language: what sign-in and a visit need, what the way to a dose needs, and what the
 * office pages need.
 */
import type { Language } from '@qiaomen/domain/account/role';
import { countReview, plainTexts, type Catalogue, type PlainTexts, type TextCounts } from './texts.ts';

export const textGroups = ['field', 'bedside', 'desk'] as const;
export type Group = (typeof textGroups)[number];

const loaders: Record<Group, Record<Language, () => Promise<Catalogue>>> = {
  field: {
    'zh-CN': async () => (await import('./catalogues/zh-CN/field.ts')).field,
    ko: async () => (await import('./catalogues/ko/field.ts')).field,
    bo: async () => (await import('./catalogues/bo/field.ts')).field,
    en: async () => (await import('./catalogues/en/field.ts')).field,
  },
  bedside: {
    'zh-CN': async () => (await import('./catalogues/zh-CN/bedside.ts')).bedside,
    ko: async () => (await import('./catalogues/ko/bedside.ts')).bedside,
    bo: async () => (await import('./catalogues/bo/bedside.ts')).bedside,
    en: async () => (await import('./catalogues/en/bedside.ts')).bedside,
  },
  desk: {
    'zh-CN': async () => (await import('./catalogues/zh-CN/desk.ts')).desk,
    ko: async () => (await import('./catalogues/ko/desk.ts')).desk,
    bo: async () => (await import('./catalogues/bo/desk.ts')).desk,
    en: async () => (await import('./catalogues/en/desk.ts')).desk,
  },
};

/** Namespaces of one language and group, without their markers. */
export const loadTexts = async (language: Language, group: Group): Promise<Record<string, PlainTexts>> => {
  const texts = Object.entries(plainTexts(await loaders[group][language]()));
  return Object.fromEntries(texts.flatMap(([name, own]) => (typeof own === 'string' ? [] : [[name, own]])));
};

/** How much of a language still waits for a native reader. */
export const countTexts = async (language: Language, group: Group): Promise<TextCounts> => {
  const [shape, own] = await Promise.all([loaders[group]['zh-CN'](), loaders[group][language]()]);
  return countReview(shape, own);
};
