import { IconAlertTriangle, IconCircleCheck, IconDoor, IconUserQuestion, IconUsers } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ProgressRow } from '@qiaomen/domain/figures/query';
import { formatNumber, formatPercent } from '@qiaomen/i18n/fmt';
import { useText } from '../../language/use-text.tsx';
import type { Tone } from '../../ui/theme.ts';
import { rowsOf } from './figure-link.tsx';
import classes from './progress.module.css';

const cards = [
  { figure: 'registered', tone: 'calm', icon: <IconUsers size={24} /> },
  { figure: 'visited', tone: 'calm', icon: <IconDoor size={24} /> },
  { figure: 'vaccinated', tone: 'done', icon: <IconCircleCheck size={24} /> },
  { figure: 'overdue', tone: 'overdue', icon: <IconAlertTriangle size={24} /> },
  { figure: 'withoutOwner', tone: 'due', icon: <IconUserQuestion size={24} /> },
] as const satisfies { figure: string; tone: Tone; icon: ReactNode }[];

/** What a supervisor asks before the meeting: how far, what is late, who has nobody. */
export const KeyFigures = ({ campaignId, row }: { campaignId: string; row: ProgressRow }) => {
  const { say } = useText();
  return (
    <ul className={classes['cards']}>
      {cards.map(({ figure, tone, icon }) => (
        <li key={figure}>
          <Link
            to={rowsOf(campaignId, row, { figure })}
            className={classes['card']}
            style={{ borderColor: `var(--qm-${tone}-line)`, color: `var(--qm-${tone}-ink)` }}
          >
            <span className={classes['cardLabel']}>
              {icon} {say(`office:figure.${figure}`)}
            </span>
            <strong className={classes['cardValue']}>{formatNumber(row.figures[figure])}</strong>
            <span>
              {figure === 'registered'
                ? '\u00a0'
                : say('office:progress.share', { percent: formatPercent(row.figures[figure], row.figures.registered) })}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
};
