import { IconSearch, IconX } from '@tabler/icons-react';
import { useId } from 'react';
import { useText } from '../language/use-text.tsx';
import classes from './search-field.module.css';

/** One field for everything a person can be found by. */
export const SearchField = ({ value, onChange }: { value: string; onChange: (value: string) => void }) => {
  const { say, plain } = useText();
  const hint = useId();
  return (
    <div role="search">
      <div className={classes['field']}>
        <IconSearch className={classes['icon']} aria-hidden="true" />
        <input
          type="search"
          className={classes['input']}
          aria-label={plain('common:search')}
          aria-describedby={hint}
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
      <p id={hint} className={classes['hint']}>
        {say('tablet:register.search')}
      </p>
    </div>
  );
};
