/** The language of the screen: loaded on demand, kept on this device, switched without touching any form. */
import i18next from 'i18next';
import { Language } from '@qiaomen/domain/account/role';
import { fallbackLanguage } from '@qiaomen/i18n/languages';
import { loadTexts, type Group } from '@qiaomen/i18n/load-texts';

const storageKey = 'qiaomen.language';
const groups = new Set<Group>(['field']);
const loaded = new Set<string>();

let version = 0;
const listeners = new Set<() => void>();

/** What screens show has changed: another language, or more words of this one. */
const tell = (): void => {
  version += 1;
  for (const listener of listeners) listener();
};

export const wordsVersion = (): number => version;
export const subscribeToWords = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

const load = async (language: Language, group: Group): Promise<void> => {
  if (loaded.has(`${language}/${group}`)) return;
  const namespaces = await loadTexts(language, group);
  for (const [name, texts] of Object.entries(namespaces)) i18next.addResourceBundle(language, name, texts, true, true);
  loaded.add(`${language}/${group}`);
};

const loadAll = (language: Language): Promise<unknown> =>
  Promise.all([...groups].flatMap((group) => [load(fallbackLanguage, group), load(language, group)]));

const show = (language: Language): void => {
  document.documentElement.lang = language;
  tell();
};

const fromBrowser = (): Language => {
  for (const tag of navigator.languages) {
    const base = tag.split('-')[0];
    if (base === 'ko' || base === 'bo' || base === 'en') return base;
    if (base === 'zh') return 'zh-CN';
  }
  return fallbackLanguage;
};

export const currentLanguage = (): Language => {
  const parsed = Language.safeParse(i18next.language);
  return parsed.success ? parsed.data : fallbackLanguage;
};

export const startLanguage = async (): Promise<void> => {
  const stored = Language.safeParse(localStorage.getItem(storageKey));
  const language = stored.success ? stored.data : fromBrowser();
  await i18next.init({
    lng: language,
    fallbackLng: fallbackLanguage,
    resources: {},
    ns: ['common'],
    defaultNS: 'common',
    interpolation: { escapeValue: false },
  });
  await loadAll(language);
  show(language);
};

export const changeLanguage = async (language: Language): Promise<void> => {
  await loadAll(language);
  localStorage.setItem(storageKey, language);
  await i18next.changeLanguage(language);
  show(language);
};

/** The words of a group of pages, before the first of them is shown. */
export const loadWords = async (...wanted: Group[]): Promise<void> => {
  for (const group of wanted) groups.add(group);
  const before = loaded.size;
  await loadAll(currentLanguage());
  if (loaded.size > before) tell();
};

/** Office pages show the steps at a bedside too. */
export const loadDeskWords = (): Promise<void> => loadWords('bedside', 'desk');
