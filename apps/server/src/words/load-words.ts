/** Words of a file in its reader's language; what nobody has signed yet is Chinese, as on the screen. */
import type { Language } from '@qiaomen/domain/account/role';
import type { TextKey } from '@qiaomen/i18n/keys';
import { loadTexts, textGroups } from '@qiaomen/i18n/load-texts';
import type { PlainTexts } from '@qiaomen/i18n/texts';

/** A text by its key, with its `{{values}}` filled in. */
export type Words = (key: TextKey, values?: Record<string, string>) => string;

const find = (texts: PlainTexts | undefined, path: readonly string[]): string | undefined => {
  let at: string | PlainTexts | undefined = texts;
  for (const part of path) at = typeof at === 'object' ? at[part] : undefined;
  return typeof at === 'string' ? at : undefined;
};

export const loadWords = async (language: Language): Promise<Words> => {
  const sets = await Promise.all([
    ...textGroups.map((group) => loadTexts(language, group)),
    ...textGroups.map((group) => loadTexts('zh-CN', group)),
  ]);
  const known = new Map<string, string>();
  const read = (key: string): string => {
    const [namespace = '', path = ''] = key.split(':');
    const parts = path.split('.');
    return sets.map((texts) => find(texts[namespace], parts)).find((text) => text !== undefined) ?? path;
  };
  return (key, values = {}) => {
    const text = known.get(key) ?? read(key);
    known.set(key, text);
    return Object.entries(values).reduce((said, [name, value]) => said.replaceAll(`{{${name}}}`, () => value), text);
  };
};
