import { IconDownload } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useText } from '../../language/use-text.tsx';
import classes from './batch-page.module.css';

/** The rows to correct, as a spreadsheet in the reader's language. */
export const FaultDownload = ({ batchId }: { batchId: string }) => {
  const { say, language } = useText();
  const id = useId();
  const [warnings, setWarnings] = useState(false);
  return (
    <div className={classes['download']}>
      <p className={classes['soft']}>{say('imports:faults.hint')}</p>
      <label htmlFor={id} className={classes['check']}>
        <input
          id={id}
          type="checkbox"
          checked={warnings}
          onChange={(event) => setWarnings(event.currentTarget.checked)}
        />
        <span>{say('imports:faults.withWarnings')}</span>
      </label>
      <a
        className={classes['fetch']}
        href={`/api/imports/${batchId}/faults.xlsx?language=${language}&warnings=${warnings ? '1' : '0'}`}
        download
      >
        <IconDownload size={20} aria-hidden="true" />
        <span>{say('imports:faults.download')}</span>
      </a>
    </div>
  );
};
