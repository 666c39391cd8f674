import { IconCircleCheck, IconExclamationCircle, IconX } from '@tabler/icons-react';
import { Link } from 'react-router';
import { formatPercent } from '@qiaomen/i18n/fmt';
import { useText } from '../../language/use-text.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { ProgressBar } from './progress-bar.tsx';
import classes from './upload-area.module.css';
import type { Upload } from './use-uploads.ts';

/** One file: on its way, taken in, or why not. A file seen before leads to what came of it then. */
export const UploadLine = ({ upload, onDismiss }: { upload: Upload; onDismiss: () => void }) => {
  const { say, plain, sayFailure } = useText();
  const { name, sent, total, result } = upload;
  if (result === null) {
    const percent = formatPercent(sent, total);
    const words =
      total > 0 && sent >= total
        ? plain('admin:imports.inspecting', { name })
        : plain('admin:imports.uploading', { name, percent });
    return (
      <li className={classes['line']}>
        <span className={classes['words']}>{words}</span>
        <span className={classes['bar']}>
          <ProgressBar label={words} done={sent} total={total} />
        </span>
      </li>
    );
  }
  const refusal = !result.ok && result.failure.kind === 'refused' ? result.failure.error : null;
  const earlier = refusal?.code === 'file_seen_before' ? refusal.batchId : null;
  return (
    <li className={classes['line']}>
      {result.ok ? (
        <IconCircleCheck size={22} color="var(--qm-done-line)" aria-hidden="true" />
      ) : (
        <IconExclamationCircle size={22} color="var(--qm-overdue-line)" aria-hidden="true" />
      )}
      <span className={classes['words']} role={result.ok ? 'status' : 'alert'}>
        <strong>{name}</strong>
        {result.ok ? null : (
          <span className={classes['reason']}>
            {earlier === null ? sayFailure(result.failure) : say('admin:imports.again')}
          </span>
        )}
      </span>
      {result.ok ? (
        <Link className={classes['link'] ?? ''} to={`/imports/${result.batchId}`}>
          {say('admin:imports.open', { name })}
        </Link>
      ) : null}
      {earlier === null ? null : (
        <Link className={classes['link'] ?? ''} to={`/imports/${earlier}`}>
          {say('admin:imports.openEarlier')}
        </Link>
      )}
      <BigButton look="plain" icon={<IconX size={20} />} aria-label={plain('common:close')} onClick={onDismiss} />
    </li>
  );
};
