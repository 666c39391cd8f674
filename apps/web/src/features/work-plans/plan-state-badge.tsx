import { IconArrowBackUp, IconCircleCheck, IconCircleDashed, IconPencil, IconSend } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { PlanState } from '@qiaomen/domain/work-plan/query';
import { useText } from '../../language/use-text.tsx';
import { Badge } from '../../ui/badge.tsx';
import type { Tone } from '../../ui/theme.ts';

const looks: Record<PlanState | 'none', { tone: Tone; icon: ReactNode }> = {
  none: { tone: 'overdue', icon: <IconCircleDashed size={16} /> },
  draft: { tone: 'due', icon: <IconPencil size={16} /> },
  submitted: { tone: 'calm', icon: <IconSend size={16} /> },
  approved: { tone: 'done', icon: <IconCircleCheck size={16} /> },
  returned: { tone: 'refused', icon: <IconArrowBackUp size={16} /> },
};

export const PlanStateBadge = ({ state }: { state: PlanState | null }) => {
  const { say } = useText();
  const { tone, icon } = looks[state ?? 'none'];
  return (
    <Badge tone={tone} icon={icon}>
      {say(`workPlan:state.${state ?? 'none'}`)}
    </Badge>
  );
};
