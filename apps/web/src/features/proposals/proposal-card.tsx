import type { DecideProposal, ProposalCandidate, ProposalRow } from '@qiaomen/domain/proposal/query';
import { formatDay, formatInstant } from '@qiaomen/i18n/fmt';
import { useText } from '../../language/use-text.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import classes from './proposal-card.module.css';

interface ProposalCardProps {
  row: ProposalRow;
  onDecide: (decision: DecideProposal) => void;
}

/** What a proposal and a candidate have in common on the screen, so that the eye compares like with like. */
const Facts = ({ person }: { person: ProposalRow | ProposalCandidate }) => {
  const { say, language } = useText();
  return (
    <dl className={classes['facts']}>
      <div>
        <dt>{say('office:register.sexAge')}</dt>
        <dd>
          {say(`codes:sex.${person.sex}`)} ·{' '}
          {person.birthDate === null ? say('common:unknown') : formatDay(language, person.birthDate)}
        </dd>
      </div>
      <div>
        <dt>{say('office:person.identity')}</dt>
        <dd>{person.idMasked ?? say('common:unknown')}</dd>
      </div>
      <div>
        <dt>{say('office:person.phone')}</dt>
        <dd>{person.phoneMasked ?? say('common:unknown')}</dd>
      </div>
      <div>
        <dt>{say('office:register.area')}</dt>
        <dd>{person.areaPath.join(' ')}</dd>
      </div>
    </dl>
  );
};

const evidenceKeys = ['name', 'name_sound', 'birth_date', 'birth_year', 'id', 'phone', 'village', 'sex'] as const;

export const ProposalCard = ({ row, onDecide }: ProposalCardProps) => {
  const { say, language } = useText();
  const { county, proposalId } = row;
  const pending = row.state === 'pending';
  return (
    <article className={classes['card']}>
      <div className={classes['found']}>
        <h2 className={classes['name']}>{row.name}</h2>
        <Facts person={row} />
        <p className={classes['soft']}>
          {say('office:proposals.found', { name: row.foundBy, time: formatInstant(language, row.foundAt) })} ·{' '}
          {say('office:proposals.visits', { count: row.visitCount })}
        </p>
        {pending ? (
          <div className={classes['acts']}>
            <BigButton onClick={() => onDecide({ county, proposalId, decision: 'accept' })}>
              {say('office:proposals.accept')}
            </BigButton>
            <BigButton look="quiet" onClick={() => onDecide({ county, proposalId, decision: 'decline', why: '' })}>
              {say('office:proposals.decline')}
            </BigButton>
          </div>
        ) : null}
      </div>
      <div className={classes['candidates']}>
        <h3 className={classes['soft']}>
          {say(row.candidates.length === 0 ? 'office:proposals.noCandidates' : 'office:proposals.candidates')}
        </h3>
        {row.candidates.map((candidate) => (
          <div key={candidate.personId} className={classes['candidate']}>
            <strong className={classes['name']}>{candidate.name}</strong>
            <Facts person={candidate} />
            <p>
              {evidenceKeys
                .filter((key) => candidate.evidence.includes(key))
                .map((key) => (
                  <span key={key} className={classes['evidence']}>
                    {say(`office:proposals.evidence.${key}`)}
                  </span>
                ))}
            </p>
            {pending ? (
              <BigButton
                look="quiet"
                onClick={() => onDecide({ county, proposalId, decision: 'link', personId: candidate.personId })}
              >
                {say('office:proposals.link')}
              </BigButton>
            ) : null}
          </div>
        ))}
      </div>
    </article>
  );
};
