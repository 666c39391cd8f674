import { IconSearch, IconX } from '@tabler/icons-react';
import { useText } from '../language/use-text.tsx';
import classes from './search-field.module.css';

/** One field for everything a person can be found by. */
export const SearchField = ({ value, onChange }: { value: string; onChange: (value: string) => void }) => {
  const { plain } = useText();
  return (
    <div className={classes['field']} role="search">
      <IconSearch className={classes['icon']} aria-hidden="true" />
      <input
        type="search"
        className={classes['input']}
        aria-label={plain('common:search')}
        placeholder={plain('tablet:register.search')}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {value === '' ? null : (
        <button
          type="button"
          className={classes['clear']}
          aria-label={plain('common:clear')}
          onClick={() => onChange('')}
        >
          <IconX aria-hidden="true" />
        </button>
      )}
    </div>
  );
};
