import { IconAlertTriangle } from '@tabler/icons-react';
import type { FactFlag } from '@qiaomen/domain/sync/query';
import { FlagWords } from '../../timeline/flag-words.tsx';
import { useText } from '../../language/use-text.tsx';
import { Notice } from '../../ui/notice.tsx';
import classes from './home-vaccination.module.css';

/** What would be odd about the act, said before it is done. */
export const Warnings = ({ flags }: { flags: readonly FactFlag[] }) => {
  const { say } = useText();
  if (flags.length === 0) return null;
  return (
    <Notice tone="overdue" icon={<IconAlertTriangle />} title={say('home:warnings')}>
      <ul className={classes['plainList']}>
        {flags.map((flag) => (
          <li key={flag.code}>
            <FlagWords flag={flag} />
          </li>
        ))}
      </ul>
    </Notice>
  );
};
