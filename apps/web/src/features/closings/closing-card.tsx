import { Link } from 'react-router';
import type { ClosingRow } from '@qiaomen/domain/care/closing-query';
import { formatInstant } from '@qiaomen/i18n/fmt';
import { useText } from '../../language/use-text.tsx';
import { StateBadge } from '../../office/state-badge.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { Name } from '../../ui/name.tsx';
import classes from './closings.module.css';

export type ClosingAct = 'agree' | 'decline' | 'reopen';

const actsOf = ({ decision, own }: ClosingRow): ClosingAct[] =>
  decision !== null ? ['reopen'] : own ? [] : ['agree', 'decline'];

/** What is claimed, on which evidence, by whom; and what the second person said. */
export const ClosingCard = ({ row, onAct }: { row: ClosingRow; onAct: (act: ClosingAct) => void }) => {
  const { say, plain, language } = useText();
  const { decision } = row;
  return (
    <li className={classes['card']}>
      <div className={classes['top']}>
        <Link to={`/person/${row.county}/${row.personId}`}>
          <Name>{row.personName}</Name>
        </Link>
        <strong>{say(`care:close.${row.code}`)}</strong>
        {row.entryState === null ? null : <StateBadge state={row.entryState} />}
      </div>
      <p className={classes['meta']}>
        {row.evidence.map((kind) => (
          <span key={kind}>{say(`care:evidence.${kind}`)}</span>
        ))}
        {row.missing.length === 0 ? null : (
          <span className={classes['missing']}>
            {say('closing:missing', { kinds: row.missing.map((kind) => plain(`care:evidence.${kind}`)).join(' · ') })}
          </span>
        )}
      </p>
      {row.text === '' ? null : (
        <p>
          <Name>{row.text}</Name>
        </p>
      )}
      <p className={classes['soft']}>
        {say('closing:asked', { time: formatInstant(language, row.askedAt), name: row.askedBy ?? '' })}{' '}
        <Name>{row.areaPath.join(' ')}</Name>
      </p>
      {decision === null ? null : (
        <p className={classes['soft']}>
          {say(decision.agreed ? 'closing:agreed' : 'closing:declined', {
            time: formatInstant(language, decision.at),
            name: decision.userName ?? '',
          })}
          {decision.why === '' ? null : (
            <>
              {' '}
              <Name>{decision.why}</Name>
            </>
          )}
        </p>
      )}
      {decision === null && row.own ? <p className={classes['soft']}>{say('closing:own')}</p> : null}
      <div className={classes['acts']}>
        {actsOf(row).map((act) => (
          <BigButton key={act} look="quiet" onClick={() => onAct(act)}>
            {say(`closing:act.${act}`)}
          </BigButton>
        ))}
      </div>
    </li>
  );
};
