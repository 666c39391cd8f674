import { IconCircleCheck, IconExclamationCircle, IconRefresh, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { formatInstant, formatPercent } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { ProgressBar } from './progress-bar.tsx';
import classes from './upload-area.module.css';
import type { Upload } from './use-uploads.ts';

interface UploadLineProps {
  upload: Upload;
  onRetry: () => void;
  onDismiss: () => void;
}

/** Who imported the same file when, and what became of it. */
const Earlier = ({ batchId }: { batchId: string }) => {
  const { say, plain, language } = useText();
  const earlier = useQuery(trpc.import.detail.queryOptions({ batchId })).data;
  return (
    <span className={classes['reason']}>
      {say('imports:upload.seen')}{' '}
      {earlier === undefined
        ? null
        : say('imports:upload.seenBefore', {
            name: earlier.createdBy,
            time: formatInstant(language, earlier.createdAt),
            state: plain(`codes:batchState.${earlier.state}`),
          })}
    </span>
  );
};

const OnItsWay = ({ upload }: { upload: Upload }) => {
  const { say, plain } = useText();
  const { name, sent, total, phase, resumed } = upload;
  const words =
    phase === 'sending'
      ? plain('imports:upload.sending', { name, percent: formatPercent(sent, total) })
      : plain(`imports:upload.${phase}`, { name });
  return (
    <li className={classes['line']}>
      <span className={classes['words']}>
        {words}
        {resumed ? <small className={classes['hint']}>{say('imports:upload.resumed')}</small> : null}
      </span>
      <span className={classes['bar']}>
        <ProgressBar label={words} done={sent} total={phase === 'sending' ? total : null} />
      </span>
    </li>
  );
};

/** One file: on its way, taken in, or why not. A file seen before leads to what came of it then. */
export const UploadLine = ({ upload, onRetry, onDismiss }: UploadLineProps) => {
  const { say, plain, sayFailure } = useText();
  const { name, result } = upload;
  if (result === null) return <OnItsWay upload={upload} />;
  const refusal = !result.ok && result.failure.kind === 'refused' ? result.failure.error : null;
  const earlier = refusal?.code === 'file_seen_before' ? refusal.batchId : null;
  const open = result.ok ? result.batchId : earlier;
  const mayRetry =
    !result.ok && (refusal === null || refusal.code === 'disk_full' || refusal.code === 'upload_damaged');
  return (
    <li className={classes['line']}>
      {result.ok ? (
        <IconCircleCheck size={22} color="var(--qm-done-line)" aria-hidden="true" />
      ) : (
        <IconExclamationCircle size={22} color="var(--qm-overdue-line)" aria-hidden="true" />
      )}
      <span className={classes['words']} role={result.ok ? 'status' : 'alert'}>
        <strong>{name}</strong>
        {result.ok ? (
          <span className={classes['hint']}>{say('imports:upload.done')}</span>
        ) : earlier === null ? (
          <span className={classes['reason']}>{sayFailure(result.failure)}</span>
        ) : (
          <Earlier batchId={earlier} />
        )}
      </span>
      {mayRetry ? (
        <BigButton look="quiet" icon={<IconRefresh size={20} />} onClick={onRetry}>
          {say('imports:upload.retry')}
        </BigButton>
      ) : null}
      {open === null ? null : (
        <Link className={classes['link'] ?? ''} to={`/imports/${open}`}>
          {earlier === null ? say('admin:imports.open', { name }) : say('admin:imports.openEarlier')}
        </Link>
      )}
      <BigButton look="plain" icon={<IconX size={20} />} aria-label={plain('common:close')} onClick={onDismiss} />
    </li>
  );
};
