/** Words of the spreadsheet of faults, in the reader's language. */
import type { Language } from '@qiaomen/domain/account/role';
import { FaultCode } from '@qiaomen/domain/import-batch/query';
import { loadWords } from '../../words/load-words.ts';

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

export const loadFaultWords = async (language: Language): Promise<FaultWords> => {
  const say = await loadWords(language);
  return {
    sheet: say('imports:sheet.name'),
    rowNo: say('imports:sheet.rowNo'),
    otherReasons: say('imports:sheet.other'),
    effect: say('imports:sheet.effect'),
    notImported: say('imports:sheet.notImported'),
    imported: say('imports:sheet.imported'),
    tooMany: say('imports:sheet.tooMany'),
    reasonOf: (header) => say('imports:sheet.reasonOf', { column: header }),
    reason: ({ code, suggestion }) => {
      const words = say(`codes:fault.${FaultCode.parse(code)}`);
      return typeof suggestion === 'string'
        ? `${words} ${say('imports:sheet.suggestion', { value: suggestion })}`
        : words;
    },
  };
};
