import { IconCircleCheck, IconCircleDashed, IconProgress, IconRotate } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { BatchState } from '@qiaomen/domain/batch/decide';
import { useText } from '../../language/use-text.tsx';
import { Badge } from '../../ui/badge.tsx';
import type { Tone } from '../../ui/theme.ts';

const looks: Record<BatchState, { tone: Tone; icon: ReactNode }> = {
  empty: { tone: 'offline', icon: <IconCircleDashed size={16} /> },
  open: { tone: 'due', icon: <IconProgress size={16} /> },
  closed: { tone: 'done', icon: <IconCircleCheck size={16} /> },
  reopened: { tone: 'overdue', icon: <IconRotate size={16} /> },
};

export const BatchStateBadge = ({ state }: { state: BatchState }) => {
  const { say } = useText();
  const { tone, icon } = looks[state];
  return (
    <Badge tone={tone} icon={icon}>
      {say(`batch:states.${state}`)}
    </Badge>
  );
};
