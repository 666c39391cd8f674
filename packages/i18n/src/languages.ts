import type { Language } from '@qiaomen/domain/account/role';

/** Every language under the name its readers give it. */
export const autonyms = {
  'zh-CN': '中文',
  ko: '조선어',
  bo: 'བོད་ཡིག',
  en: 'English',
} as const satisfies Record<Language, string>;

/** Tibetan and Korean readers of these prefectures also read Chinese; everyone else gets the source text too. */
export const fallbackLanguage = 'zh-CN' satisfies Language;
