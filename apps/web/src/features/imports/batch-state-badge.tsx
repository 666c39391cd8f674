import { IconAlertTriangle, IconCircleCheck, IconClipboardCheck, IconFile, IconLoader2, IconPlayerStop } from '@tabler/icons-react'; // prettier-ignore
import type { ReactNode } from 'react';
import type { BatchState } from '@qiaomen/domain/import-batch/query';
import { useText } from '../../language/use-text.tsx';
import { Badge } from '../../ui/badge.tsx';
import type { Tone } from '../../ui/theme.ts';

const looks: Record<BatchState, { tone: Tone; icon: ReactNode }> = {
  uploaded: { tone: 'calm', icon: <IconFile size={16} /> },
  staging: { tone: 'calm', icon: <IconLoader2 size={16} /> },
  staged: { tone: 'calm', icon: <IconLoader2 size={16} /> },
  linking: { tone: 'calm', icon: <IconLoader2 size={16} /> },
  preview: { tone: 'due', icon: <IconClipboardCheck size={16} /> },
  approving: { tone: 'calm', icon: <IconLoader2 size={16} /> },
  approved: { tone: 'done', icon: <IconCircleCheck size={16} /> },
  failed: { tone: 'overdue', icon: <IconAlertTriangle size={16} /> },
  cancelled: { tone: 'offline', icon: <IconPlayerStop size={16} /> },
  undoing: { tone: 'calm', icon: <IconLoader2 size={16} /> },
  undone: { tone: 'offline', icon: <IconPlayerStop size={16} /> },
  redoing: { tone: 'calm', icon: <IconLoader2 size={16} /> },
};

export const BatchStateBadge = ({ state }: { state: BatchState }) => {
  const { say } = useText();
  const { tone, icon } = looks[state];
  return (
    <Badge tone={tone} icon={icon}>
      {say(`codes:batchState.${state}`)}
    </Badge>
  );
};
