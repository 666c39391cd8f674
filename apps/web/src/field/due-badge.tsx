import { IconAlarm, IconCalendarDue, IconCalendarEvent } from '@tabler/icons-react';
import { dueWords } from '@qiaomen/i18n/fmt';
import { useText } from '../language/use-text.tsx';
import { Badge } from '../ui/badge.tsx';

/** When the next step is due, in words: "due 3 days ago". */
export const DueBadge = ({ today, due }: { today: string; due: string | null }) => {
  const { say } = useText();
  if (due === null) return null;
  const { key, count } = dueWords(today, due);
  const tone = due < today ? 'overdue' : due === today ? 'due' : 'calm';
  const IconOf = due < today ? IconAlarm : due === today ? IconCalendarDue : IconCalendarEvent;
  return (
    <Badge tone={tone} icon={<IconOf size={18} />}>
      {key === 'overdue' || key === 'inDays' ? say(`common:due.${key}`, { count }) : say(`common:due.${key}`)}
    </Badge>
  );
};
