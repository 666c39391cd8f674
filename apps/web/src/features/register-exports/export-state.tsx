import { IconCircleCheck, IconCircleX, IconClock, IconHistory, IconLoader2, IconUserQuestion } from '@tabler/icons-react'; // prettier-ignore
import type { ReactNode } from 'react';
import type { ExportLine, ExportState } from '@qiaomen/domain/register-export/query';
import { formatNumber } from '@qiaomen/i18n/fmt';
import { useText } from '../../language/use-text.tsx';
import { Badge } from '../../ui/badge.tsx';
import type { Tone } from '../../ui/theme.ts';
import classes from './exports.module.css';

const looks: Record<ExportState, { tone: Tone; icon: ReactNode }> = {
  asked: { tone: 'due', icon: <IconUserQuestion size={16} /> },
  queued: { tone: 'calm', icon: <IconClock size={16} /> },
  running: { tone: 'calm', icon: <IconLoader2 size={16} /> },
  done: { tone: 'done', icon: <IconCircleCheck size={16} /> },
  failed: { tone: 'overdue', icon: <IconCircleX size={16} /> },
  cancelled: { tone: 'offline', icon: <IconCircleX size={16} /> },
  declined: { tone: 'offline', icon: <IconCircleX size={16} /> },
  expired: { tone: 'offline', icon: <IconHistory size={16} /> },
};

export const ExportStateCell = ({ line: { state, progress } }: { line: ExportLine }) => {
  const { say, plain } = useText();
  const total = progress?.total ?? null;
  return (
    <>
      <Badge tone={looks[state].tone} icon={looks[state].icon}>
        {say(`registerExport:states.${state}`)}
      </Badge>
      {progress === null || total === null ? null : (
        <span className={classes['soft']}>
          <progress
            className={classes['bar']}
            aria-label={plain('registerExport:states.running')}
            value={progress.done}
            max={Math.max(1, total)}
          />{' '}
          {say('registerExport:progress', { done: formatNumber(progress.done), total: formatNumber(total) })}
        </span>
      )}
    </>
  );
};
