import { IconAlertTriangle, IconCalendarCheck, IconCircleCheck, IconClockPause, IconDoor, IconHandStop, IconHelp, IconMapPinOff, IconPlane } from '@tabler/icons-react'; // prettier-ignore
import type { ReactNode } from 'react';
import type { EntryState } from '@qiaomen/domain/register/entry-state';
import { useText } from '../language/use-text.tsx';
import { Badge } from '../ui/badge.tsx';
import type { Tone } from '../ui/theme.ts';

const looks: Record<EntryState, { tone: Tone; icon: ReactNode }> = {
  to_visit: { tone: 'calm', icon: <IconDoor size={16} /> },
  undecided: { tone: 'due', icon: <IconHelp size={16} /> },
  agreed: { tone: 'done', icon: <IconCalendarCheck size={16} /> },
  booked: { tone: 'done', icon: <IconCalendarCheck size={16} /> },
  deferred: { tone: 'deferred', icon: <IconClockPause size={16} /> },
  refused: { tone: 'refused', icon: <IconHandStop size={16} /> },
  away: { tone: 'deferred', icon: <IconPlane size={16} /> },
  unreachable: { tone: 'offline', icon: <IconMapPinOff size={16} /> },
  exemption_claimed: { tone: 'due', icon: <IconAlertTriangle size={16} /> },
  complete: { tone: 'done', icon: <IconCircleCheck size={16} /> },
  complete_elsewhere: { tone: 'done', icon: <IconCircleCheck size={16} /> },
  contraindicated: { tone: 'offline', icon: <IconCircleCheck size={16} /> },
  deceased: { tone: 'offline', icon: <IconCircleCheck size={16} /> },
  moved: { tone: 'offline', icon: <IconCircleCheck size={16} /> },
  not_target: { tone: 'offline', icon: <IconCircleCheck size={16} /> },
  merged: { tone: 'offline', icon: <IconCircleCheck size={16} /> },
};

/** The state of an entry: colour, icon and word. */
export const StateBadge = ({ state }: { state: EntryState }) => {
  const { say } = useText();
  const { tone, icon } = looks[state];
  return (
    <Badge tone={tone} icon={icon}>
      {say(`codes:state.${state}`)}
    </Badge>
  );
};
