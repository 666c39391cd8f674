import { type Language, languages } from '@qiaomen/domain/account/role';
import { autonyms } from '@qiaomen/i18n/languages';
import { ChoiceRow } from '../ui/choice-row.tsx';
import { changeLanguage } from './language.ts';
import { useText } from './use-text.tsx';

/** One tap, names in their own script; nothing on the page is lost. */
export const LanguageChoice = ({ onChanged }: { onChanged?: (language: Language) => void }) => {
  const { language, say } = useText();
  return (
    <ChoiceRow
      legend={say('tablet:me.language')}
      options={languages.map((code) => ({ value: code, words: <span lang={code}>{autonyms[code]}</span> }))}
      value={language}
      onChange={(next) => void changeLanguage(next).then(() => onChanged?.(next))}
    />
  );
};
