import { Language, languages } from '@qiaomen/domain/account/role';
import { autonyms } from '@qiaomen/i18n/languages';
import { controlClass } from '../ui/labelled.tsx';
import { changeLanguage } from './language.ts';
import { useText } from './use-text.tsx';

/** For the narrow column of a desk; a tablet has `LanguageChoice`. */
export const LanguageSwitch = ({ onChanged }: { onChanged?: (language: Language) => void }) => {
  const { language, plain } = useText();
  return (
    <select
      className={controlClass}
      aria-label={plain('common:language')}
      value={language}
      onChange={(event) => {
        const next = Language.parse(event.currentTarget.value);
        void changeLanguage(next).then(() => onChanged?.(next));
      }}
    >
      {languages.map((code) => (
        <option key={code} value={code} lang={code}>
          {autonyms[code]}
        </option>
      ))}
    </select>
  );
};
