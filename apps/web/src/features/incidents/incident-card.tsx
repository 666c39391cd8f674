import { IconCheck, IconEye, IconFlag } from '@tabler/icons-react';
import type { IncidentAct, IncidentRow } from '@qiaomen/domain/incident/query';
import { formatInstant } from '@qiaomen/i18n/fmt';
import { useText } from '../../language/use-text.tsx';
import { CaseCard } from '../../office/case-card.tsx';
import { FlagWords } from '../../timeline/flag-words.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Name } from '../../ui/name.tsx';
import classes from './incidents.module.css';

const looks = {
  new: { tone: 'overdue', icon: <IconFlag size={18} /> },
  acknowledged: { tone: 'due', icon: <IconEye size={18} /> },
  closed: { tone: 'done', icon: <IconCheck size={18} /> },
} as const;

const actsOf = { new: ['acknowledged', 'closed'], acknowledged: ['closed'], closed: ['reopened'] } as const;

interface IncidentCardProps {
  row: IncidentRow;
  onAct: (act: IncidentAct) => void;
}

/** One fact with what it broke, whose it was, and where it stands. */
export const IncidentCard = ({ row, onAct }: IncidentCardProps) => {
  const { say, language } = useText();
  const { tone, icon } = looks[row.state];
  return (
    <CaseCard
      of={row}
      marks={
        <>
          <span>{say(row.kind === 'dose.told' ? 'incident:doseTold' : `codes:command.${row.kind}`)}</span>
          <Badge tone={tone} icon={icon}>
            {say(`incident:state.${row.state}`)}
          </Badge>
        </>
      }
      acts={actsOf[row.state]}
      wordsOf={(act) => say(`incident:act.${act}`)}
      onAct={onAct}
    >
      <ul className={classes['flags']}>
        {row.flags.map((flag) => (
          <li key={JSON.stringify(flag)}>
            <FlagWords flag={flag} />
          </li>
        ))}
      </ul>
      <p className={classes['meta']}>
        <span>{formatInstant(language, row.occurredAt)}</span>
        {row.userName === null ? null : <Name>{row.userName}</Name>}
        <Name>{row.areaPath.join(' ')}</Name>
      </p>
      {row.last === null ? null : (
        <p className={classes['last']}>
          {say('incident:last', {
            time: formatInstant(language, row.last.at),
            name: row.last.userName ?? '',
          })}
          {row.last.note === '' ? null : (
            <>
              {' '}
              <Name>{row.last.note}</Name>
            </>
          )}
        </p>
      )}
    </CaseCard>
  );
};
