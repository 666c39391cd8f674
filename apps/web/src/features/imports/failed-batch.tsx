import { IconAlertTriangle, IconPlayerPlay } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { BatchDetail } from '@qiaomen/domain/import-batch/query';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { Notice } from '../../ui/notice.tsx';

const ofTheFile = ['file_empty', 'file_type_unknown', 'file_encoding_unknown', 'file_damaged'] as const;

/** What went wrong in words, and one button: on from the last row that was read. */
export const FailedBatch = ({ batch, onChanged }: { batch: BatchDetail; onChanged: () => void }) => {
  const { say } = useText();
  const resume = useMutation(trpc.import.resume.mutationOptions({ onSuccess: onChanged }));
  const { error } = batch;
  if (error === null) return null;
  const ofFile = ofTheFile.find((code) => code === error.code);
  const mayResume = batch.state === 'failed' && batch.hasFile && ofFile === undefined;
  return (
    <>
      <Notice tone="overdue" urgent icon={<IconAlertTriangle size={22} />} title={say('admin:imports.problem')}>
        {ofFile === undefined
          ? error.code === 'disk_full'
            ? say('errors:disk_full')
            : say('imports:failure.internal')
          : say(`errors:${ofFile}`)}
        {ofFile === undefined ? null : <p>{say('imports:failure.file')}</p>}
        {mayResume ? (
          <>
            {batch.counts.rows === 0 ? null : <p>{say('imports:steps.resumeHint', { count: batch.counts.rows })}</p>}
            <BigButton
              icon={<IconPlayerPlay size={20} />}
              disabled={resume.isPending}
              onClick={() => resume.mutate({ batchId: batch.id })}
            >
              {say('imports:steps.resume')}
            </BigButton>
          </>
        ) : null}
      </Notice>
      {resume.error === null ? null : <FailureNotice cause={resume.error} />}
    </>
  );
};
