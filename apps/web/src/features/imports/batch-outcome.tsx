import { IconCircleCheck, IconPlayerStop } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { BatchDetail } from '@qiaomen/domain/import-batch/query';
import { formatInstant } from '@qiaomen/i18n/fmt';
import { useText } from '../../language/use-text.tsx';
import { Notice } from '../../ui/notice.tsx';
import classes from './batch-page.module.css';

/** Where a batch has come to, if it has come to an end or to a stop. */
export const BatchOutcome = ({ batch }: { batch: BatchDetail }) => {
  const { say, language } = useText();
  if (batch.state === 'approved')
    return (
      <Notice tone="done" icon={<IconCircleCheck size={22} />} title={say('admin:imports.published')}>
        {batch.approvedAt === null
          ? null
          : say('admin:imports.approvedBy', {
              name: batch.approvedBy ?? '',
              time: formatInstant(language, batch.approvedAt),
            })}
        <Link className={classes['link'] ?? ''} to="/register">
          {say('admin:imports.goRegister')}
        </Link>
      </Notice>
    );
  if (batch.state === 'cancelled')
    return (
      <Notice tone="offline" icon={<IconPlayerStop size={22} />}>
        {say(batch.hasFile ? 'admin:imports.stopped' : 'admin:imports.discarded')}
      </Notice>
    );
  return null;
};
