/** `say` gives text for the page, `plain` gives it for attributes. Keys and their values are checked by the compiler. */
import i18next from 'i18next';
import { useSyncExternalStore, type ReactNode } from 'react';
import type { DomainError } from '@qiaomen/domain/error';
import type { Language } from '@qiaomen/domain/account/role';
import { fallbackLanguage } from '@qiaomen/i18n/languages';
import type { TextKey, ValuesFor } from '@qiaomen/i18n/keys';
import type { Failure } from '../api/client.ts';
import { currentLanguage, subscribeToWords, wordsVersion } from './language.ts';

export interface TextTools {
  language: Language;
  say: <Key extends TextKey>(key: Key, ...values: ValuesFor<Key>) => ReactNode;
  plain: <Key extends TextKey>(key: Key, ...values: ValuesFor<Key>) => string;
  sayError: (error: DomainError) => ReactNode;
  sayFailure: (failure: Failure) => ReactNode;
}

type Values = Record<string, string | number>;

/** Lists become readable, everything else is given to the sentence as it is. */
const valuesOf = (error: DomainError): Values =>
  Object.fromEntries(
    Object.entries(error).map(([name, value]): [string, string | number] => [
      name,
      Array.isArray(value) ? value.join(' · ') : typeof value === 'number' ? value : String(value),
    ]),
  );

const makeTools = (language: Language): TextTools => {
  // our own key types are stricter than the library's: they know every value a sentence needs
  const t = i18next.t.bind(i18next) as unknown as (key: string, options: object) => unknown;
  const marked = (key: string, values?: Values): ReactNode => {
    if (language === fallbackLanguage) return String(t(key, { ...values }));
    const { res, usedLng } = t(key, { ...values, returnDetails: true }) as { res: string; usedLng: string };
    // what a native reader has not signed yet is shown in Chinese and says so to screen readers and fonts
    return usedLng === fallbackLanguage ? <span lang={fallbackLanguage}>{res}</span> : res;
  };
  // a list of rows says the same few words hundreds of times
  const said = new Map<string, ReactNode>();
  const sayAgain = (key: string): ReactNode => {
    const known = said.get(key) ?? marked(key);
    said.set(key, known);
    return known;
  };
  return {
    language,
    say: (key, ...[values]) => (values === undefined ? sayAgain(key) : marked(key, values as Values)),
    plain: (key, ...[values]) => String(t(key, { ...(values as Values | undefined) })),
    sayError: (error) => marked(`errors:${error.code}`, valuesOf(error)),
    sayFailure: (failure) => {
      if (failure.kind === 'refused') return marked(`errors:${failure.error.code}`, valuesOf(failure.error));
      return marked(failure.kind === 'network' ? 'common:network.body' : 'common:crash.body');
    },
  };
};

let tools = makeTools(fallbackLanguage);
let toolsVersion = -1;

/** One set of tools for all components until the language changes: a list of rows asks for it a hundred times. */
const currentTools = (): TextTools => {
  if (toolsVersion !== wordsVersion()) {
    tools = makeTools(currentLanguage());
    toolsVersion = wordsVersion();
  }
  return tools;
};

export const useText = (): TextTools => useSyncExternalStore(subscribeToWords, currentTools);
