import { Link } from 'react-router';
import type { ProgressRow } from '@qiaomen/domain/figures/query';
import { visitReasons } from '@qiaomen/domain/visit/codes';
import { formatNumber } from '@qiaomen/i18n/fmt';
import { useText } from '../../language/use-text.tsx';
import { rowsOf } from './figure-link.tsx';
import classes from './progress.module.css';

/** Why people said "not now", by main reason. Counts only: nobody's name stands here. */
export const ReasonBars = ({ campaignId, row }: { campaignId: string; row: ProgressRow }) => {
  const { say } = useText();
  const counted = visitReasons
    .map((reason) => ({ reason, count: row.figures.refusedBy[reason] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
  const most = counted[0]?.count ?? 1;
  return (
    <section className={classes['section']}>
      <h2>{say('office:progress.reasons')}</h2>
      {counted.length === 0 ? <p>{say('office:progress.noReasons')}</p> : null}
      <ul className={classes['bars']}>
        {counted.map(({ reason, count }) => (
          <li key={reason}>
            <Link className={classes['reason']} to={rowsOf(campaignId, row, { reason })}>
              <span className={classes['reasonWord']}>{say(`codes:reason.${reason}`)}</span>
              <span className={classes['track']}>
                <span
                  className={classes['fill']}
                  style={{ width: `${(count / most) * 100}%`, background: 'var(--qm-refused-line)' }}
                />
              </span>
              <strong>{formatNumber(count)}</strong>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
};
