import {
  IconBan,
  IconCalendarCheck,
  IconCheck,
  IconClockPause,
  IconDoor,
  IconHandStop,
  IconHelpCircle,
  IconMessageQuestion,
  IconPlaneDeparture,
  IconThumbUp,
  IconUserOff,
  type Icon,
} from '@tabler/icons-react';
import type { EntryState } from '@qiaomen/domain/register/entry-state';
import { useText } from '../language/use-text.tsx';
import { Badge } from '../ui/badge.tsx';
import type { Tone } from '../ui/theme.ts';

const looks: Record<EntryState, { tone: Tone; icon: Icon }> = {
  to_visit: { tone: 'calm', icon: IconDoor },
  undecided: { tone: 'calm', icon: IconMessageQuestion },
  agreed: { tone: 'calm', icon: IconThumbUp },
  booked: { tone: 'calm', icon: IconCalendarCheck },
  deferred: { tone: 'deferred', icon: IconClockPause },
  refused: { tone: 'refused', icon: IconHandStop },
  away: { tone: 'deferred', icon: IconPlaneDeparture },
  unreachable: { tone: 'refused', icon: IconUserOff },
  exemption_claimed: { tone: 'deferred', icon: IconHelpCircle },
  complete: { tone: 'done', icon: IconCheck },
  complete_elsewhere: { tone: 'done', icon: IconCheck },
  contraindicated: { tone: 'offline', icon: IconBan },
  deceased: { tone: 'offline', icon: IconUserOff },
  moved: { tone: 'offline', icon: IconPlaneDeparture },
  not_target: { tone: 'offline', icon: IconUserOff },
  merged: { tone: 'offline', icon: IconUserOff },
};

export const StateBadge = ({ state }: { state: EntryState }) => {
  const { say } = useText();
  const look = looks[state];
  return (
    <Badge tone={look.tone} icon={<look.icon size={18} />}>
      {say(`codes:state.${state}`)}
    </Badge>
  );
};
