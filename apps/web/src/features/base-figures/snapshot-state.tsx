import { IconCircleCheck, IconCircleX, IconHistory, IconLoader2, IconPencil } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { SnapshotLine, SnapshotState } from '@qiaomen/domain/base-figure/query';
import { useText } from '../../language/use-text.tsx';
import { Badge } from '../../ui/badge.tsx';
import type { Tone } from '../../ui/theme.ts';

const looks: Record<SnapshotState, { tone: Tone; icon: ReactNode }> = {
  counting: { tone: 'calm', icon: <IconLoader2 size={16} /> },
  draft: { tone: 'due', icon: <IconPencil size={16} /> },
  publishing: { tone: 'calm', icon: <IconLoader2 size={16} /> },
  published: { tone: 'done', icon: <IconCircleCheck size={16} /> },
  superseded: { tone: 'offline', icon: <IconHistory size={16} /> },
  discarded: { tone: 'offline', icon: <IconCircleX size={16} /> },
  cancelled: { tone: 'offline', icon: <IconCircleX size={16} /> },
  failed: { tone: 'overdue', icon: <IconCircleX size={16} /> },
};

export const isAtWork = ({ state }: SnapshotLine): boolean => state === 'counting' || state === 'publishing';
export const isCounted = ({ asOf, state }: SnapshotLine): boolean => asOf !== null && state !== 'discarded';

export const SnapshotStateBadge = ({ state }: { state: SnapshotState }) => {
  const { say } = useText();
  return (
    <Badge tone={looks[state].tone} icon={looks[state].icon}>
      {say(`baseFigure:states.${state}`)}
    </Badge>
  );
};
