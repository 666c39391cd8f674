/** Words of the spreadsheet of faults, in the reader's language; what nobody has signed yet is Chinese, as on the page. */
import type { Language } from '@qiaomen/domain/account/role';
import { FaultCode } from '@qiaomen/domain/import-batch/query';
import type { TextKey } from '@qiaomen/i18n/keys';
import { loadTexts } from '@qiaomen/i18n/load-texts';
import type { PlainTexts } from '@qiaomen/i18n/texts';

export interface FaultWords {
  sheet: string;
  rowNo: string;
  otherReasons: string;
  effect: string;
  notImported: string;
  imported: string;
  tooMany: string;
  reasonOf(header: string): string;
  reason(fault: { code: string; suggestion: unknown }): string;
}

const find = (texts: PlainTexts | undefined, path: readonly string[]): string | undefined => {
  let at: string | PlainTexts | undefined = texts;
  for (const part of path) at = typeof at === 'object' ? at[part] : undefined;
  return typeof at === 'string' ? at : undefined;
};

export const loadFaultWords = async (language: Language): Promise<FaultWords> => {
  const [own, ownDesk, zh, zhDesk] = await Promise.all([
    loadTexts(language, 'field'),
    loadTexts(language, 'desk'),
    loadTexts('zh-CN', 'field'),
    loadTexts('zh-CN', 'desk'),
  ]);
  const read = (key: TextKey | `codes:fault.${FaultCode}`): string => {
    const [namespace = '', path = ''] = key.split(':');
    const sets = [own, ownDesk, zh, zhDesk].map((texts) => texts[namespace]);
    return sets.map((texts) => find(texts, path.split('.'))).find((text) => text !== undefined) ?? path;
  };
  const fill = (text: string, name: string, value: string): string => text.replaceAll(`{{${name}}}`, () => value);
  return {
    sheet: read('imports:sheet.name'),
    rowNo: read('imports:sheet.rowNo'),
    otherReasons: read('imports:sheet.other'),
    effect: read('imports:sheet.effect'),
    notImported: read('imports:sheet.notImported'),
    imported: read('imports:sheet.imported'),
    tooMany: read('imports:sheet.tooMany'),
    reasonOf: (header) => fill(read('imports:sheet.reasonOf'), 'column', header),
    reason: ({ code, suggestion }) => {
      const words = read(`codes:fault.${FaultCode.parse(code)}`);
      if (typeof suggestion !== 'string') return words;
      return `${words} ${fill(read('imports:sheet.suggestion'), 'value', suggestion)}`;
    },
  };
};
