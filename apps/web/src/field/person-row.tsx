import { IconClockUp, IconWheelchair } from '@tabler/icons-react';
import { memo } from 'react';
import { NavLink } from 'react-router';
import { isClosed } from '@qiaomen/domain/register/entry-state';
import { useText } from '../language/use-text.tsx';
import type { FieldEntry } from '../offline/overlay.ts';
import { Name } from '../ui/name.tsx';
import { Age } from './age.tsx';
import { DueBadge } from './due-badge.tsx';
import { StateBadge } from './state-badge.tsx';
import classes from './person-row.module.css';

interface PersonRowProps {
  entry: FieldEntry;
  today: string;
  to: string;
}

const Row = ({ entry, today, to }: PersonRowProps) => {
  const { say, plain } = useText();
  const place = [entry.areaPath.at(-1) ?? '', entry.address ?? ''].filter(Boolean).join(' ');
  return (
    <NavLink to={to} className={`${classes['row'] ?? ''} ${entry.left ? (classes['left'] ?? '') : ''}`}>
      <span className={classes['who']}>
        <span className={classes['name']}>
          <Name>{entry.name}</Name>
        </span>
        <span className={classes['about']}>
          {say(`codes:sex.${entry.sex}`)} · <Age birthDate={entry.birthDate} today={today} />
        </span>
        {entry.disabled ? <IconWheelchair size={20} aria-label={plain('codes:safety.disabled')} /> : null}
        {entry.pending ? <IconClockUp size={20} aria-label={plain('tablet:person.pending')} /> : null}
      </span>
      <span className={classes['place']} lang="zh-CN">
        {place}
        {entry.landmark === undefined ? null : <> · {entry.landmark}</>}
      </span>
      <span className={classes['badges']}>
        <StateBadge state={entry.state} />
        {isClosed(entry.state) ? null : <DueBadge today={today} due={entry.nextDate} />}
      </span>
    </NavLink>
  );
};

/** Name, age, place and next step in words: enough to tell two people of one name apart. */
export const PersonRow = memo(Row);
