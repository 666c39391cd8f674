import { IconAlertTriangle, IconCheck, IconClock, IconHourglass } from '@tabler/icons-react';
import type { AefiDue } from '@qiaomen/domain/aefi/deadlines';
import { formatInstant } from '@qiaomen/i18n/fmt';
import { useText } from '../../language/use-text.tsx';
import { Badge } from '../../ui/badge.tsx';
import classes from './aefi.module.css';

const looks = {
  waiting: { tone: 'offline', icon: <IconHourglass size={18} /> },
  open: { tone: 'due', icon: <IconClock size={18} /> },
  late: { tone: 'overdue', icon: <IconAlertTriangle size={18} /> },
  done: { tone: 'done', icon: <IconCheck size={18} /> },
  done_late: { tone: 'due', icon: <IconCheck size={18} /> },
} as const;

/** Each deadline of a case: until when, or when it was met. */
export const Clocks = ({ due }: { due: readonly AefiDue[] }) => {
  const { say, language } = useText();
  return (
    <ul className={classes['clocks']}>
      {due.map((one) => (
        <li key={one.step}>
          <strong>{say(`aefi:step.${one.step}`)}</strong>
          <Badge tone={looks[one.state].tone} icon={looks[one.state].icon}>
            {say(`aefi:clock.${one.state}`)}
          </Badge>
          <span>
            {one.doneAt !== null
              ? say('aefi:doneAt', { time: formatInstant(language, one.doneAt) })
              : one.dueAt === null
                ? null
                : say('aefi:dueAt', { time: formatInstant(language, one.dueAt) })}
          </span>
        </li>
      ))}
    </ul>
  );
};
