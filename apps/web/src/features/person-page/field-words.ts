/** Values and origins of fields in the reader's words. */
import { Sex } from '@qiaomen/domain/person/command';
import type { SaidBy, SourceField } from '@qiaomen/domain/person-source/query';
import { formatDay } from '@qiaomen/i18n/fmt';
import { useText } from '../../language/use-text.tsx';

/** Values as codes become words; names, days and masked numbers stand as they are. */
export const useFieldWords = () => {
  const { plain } = useText();
  return (field: SourceField, shown: string): string => {
    if (field === 'sex') {
      const sex = Sex.safeParse(shown);
      return sex.success ? plain(`codes:sex.${sex.data}`) : shown;
    }
    if (shown === 'yes') return plain('review:sources.yes');
    return shown === 'no' ? plain('review:sources.no') : shown;
  };
};

export const useSaidBy = () => {
  const { plain, language } = useText();
  return ({ kind, fileName, rowNo, sender, on }: SaidBy): string =>
    [
      plain(`codes:sourceKind.${kind}`),
      fileName === null || rowNo === null ? null : plain('review:row', { file: fileName, row: rowNo }),
      sender,
      on === null ? null : formatDay(language, on),
    ]
      .filter((part) => part !== null)
      .join(' · ');
};
