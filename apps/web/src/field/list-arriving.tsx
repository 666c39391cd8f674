import { useState } from 'react';
import { formatBytes, formatNumber } from '@qiaomen/i18n/fmt';
import { useText } from '../language/use-text.tsx';
import { Notice } from '../ui/notice.tsx';
import { useNow } from './use-now.ts';
import classes from './list-arriving.module.css';

/** of one person on the line, compressed, as the bench of a slow line measures it */
const bytesOfEntry = 600;

interface ListArrivingProps {
  here: number;
  total: number;
}

/** The first list on its way: how much is here, how much is still to come and how long that takes; a cut costs nothing. */
export const ListArriving = ({ here, total }: ListArrivingProps) => {
  const { say } = useText();
  const [began] = useState(() => ({ here, at: Date.now() }));
  const now = useNow(1000, true);
  const came = here - began.here;
  const seconds = came > 0 ? Math.ceil(((total - here) * Math.max(0, now - began.at)) / came / 1000) : null;
  return (
    <Notice
      tone="due"
      title={say('tablet:register.incomplete', { here: formatNumber(here), total: formatNumber(total) })}
    >
      <progress className={classes['bar']} value={here} max={total} />
      <div>
        {say('tablet:register.toCome', { size: formatBytes((total - here) * bytesOfEntry) })}
        {seconds === null ? null : (
          <>
            {' · '}
            {seconds < 90
              ? say('tablet:register.secondsLeft', { count: Math.max(1, seconds) })
              : say('tablet:register.minutesLeft', { count: Math.ceil(seconds / 60) })}
          </>
        )}
      </div>
      <div>{say('tablet:register.goesOn')}</div>
    </Notice>
  );
};
