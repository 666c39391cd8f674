import type { ClosingRow } from '@qiaomen/domain/care/closing-query';
import { formatInstant } from '@qiaomen/i18n/fmt';
import { useText } from '../../language/use-text.tsx';
import { CaseCard, CaseFacts } from '../../office/case-card.tsx';
import { StateBadge } from '../../office/state-badge.tsx';
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
    <CaseCard
      of={row}
      marks={
        <>
          <strong>{say(`care:close.${row.code}`)}</strong>
          {row.entryState === null ? null : (
            <span className={classes['now']}>
              {say('closing:now')} <StateBadge state={row.entryState} />
            </span>
          )}
        </>
      }
      acts={actsOf(row)}
      wordsOf={(act) => say(`closing:act.${act}`)}
      onAct={onAct}
    >
      <CaseFacts>
        {row.evidence.length === 0 ? null : <span className={classes['soft']}>{say('closing:evidence')}</span>}
        {row.evidence.map((kind) => (
          <span key={kind}>{say(`care:evidence.${kind}`)}</span>
        ))}
        {row.missing.length === 0 ? null : (
          <span className={classes['missing']}>
            {say('closing:missing', { kinds: row.missing.map((kind) => plain(`care:evidence.${kind}`)).join(' · ') })}
          </span>
        )}
      </CaseFacts>
      {row.text === '' ? null : (
        <p>
          <Name>{row.text}</Name>
        </p>
      )}
      <p className={classes['soft']}>
        {say('closing:asked', { time: formatInstant(language, row.askedAt), name: row.askedBy ?? '' })}{' '}
        <Name>{row.areaPath.join(' ')}</Name>
      </p>
      {row.code === 'C5' && decision === null ? <p className={classes['soft']}>{say('closing:moved')}</p> : null}
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
    </CaseCard>
  );
};
