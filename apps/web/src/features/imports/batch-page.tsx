/** One file: its columns, the work on it as it happens, what it would change, and the decision. */
import { IconArrowLeft, IconGitCompare } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import type { BatchDetail } from '@qiaomen/domain/import-batch/query';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { OfficePage } from '../../ui/office-page.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { BatchActs } from './batch-acts.tsx';
import { BatchFacts } from './batch-facts.tsx';
import { BatchFigures } from './batch-figures.tsx';
import { BatchOutcome } from './batch-outcome.tsx';
import { BatchStateBadge } from './batch-state-badge.tsx';
import { isRunning } from './batch-states.ts';
import { BatchSteps } from './batch-steps.tsx';
import { BatchTabs } from './batch-tabs.tsx';
import { FailedBatch } from './failed-batch.tsx';
import classes from './batch-page.module.css';
import { MappingForm } from './mapping-form.tsx';
import { RereadForm } from './reread-form.tsx';
import { StopNotice } from './stop-notice.tsx';
import { UndoPanel } from './undo-panel.tsx';

const previewed: readonly BatchDetail['state'][] = ['preview', 'approving', 'approved', 'undoing', 'undone', 'redoing'];

export const BatchPage = () => {
  const { say } = useText();
  const { batchId = '' } = useParams();
  const client = useQueryClient();
  const detail = useQuery({
    ...trpc.import.detail.queryOptions({ batchId }),
    refetchInterval: (query) => (query.state.data !== undefined && isRunning(query.state.data.state) ? 1000 : false),
  });
  const refresh = () => {
    void detail.refetch();
    void client.invalidateQueries({ queryKey: trpc.import.faults.queryKey() });
  };
  const start = useMutation(trpc.import.start.mutationOptions({ onSuccess: refresh }));
  const cancel = useMutation(trpc.import.cancel.mutationOptions({ onSuccess: refresh }));
  const batch = detail.data;
  const back = (
    <Link className={classes['back'] ?? ''} to="/imports">
      <IconArrowLeft size={20} aria-hidden="true" />
      {say('admin:imports.back')}
    </Link>
  );
  if (batch === undefined)
    return (
      <OfficePage title={say('admin:imports.title')}>
        {back}
        {detail.isError ? (
          <FailureNotice cause={detail.error} retry={() => void detail.refetch()} />
        ) : (
          <SkeletonRows count={4} />
        )}
      </OfficePage>
    );

  const running = isRunning(batch.state);
  const waiting = !running && batch.state !== 'approved' && batch.state !== 'undone' && batch.hasFile;
  const { format } = batch;
  const form = (
    <>
      {format === null ? null : (
        <>
          <h2 className={classes['heading']}>{say('imports:reread.title')}</h2>
          <RereadForm batch={{ ...batch, format }} onChanged={refresh} />
        </>
      )}
      <h2 className={classes['heading']}>{say('admin:imports.mapping')}</h2>
      <MappingForm
        key={`${batch.id} ${batch.state} ${JSON.stringify(format)}`}
        batch={batch}
        busy={start.isPending}
        onStart={(input) => start.mutate(input)}
      />
    </>
  );
  return (
    <OfficePage
      title={batch.fileName}
      aside={
        <>
          <span>{say(`codes:sourceKind.${batch.kind}`)}</span>
          <BatchStateBadge state={batch.state} />
        </>
      }
    >
      {back}
      <BatchFacts batch={batch} />
      <div className={classes['sections']}>
        {running ? (
          <BatchSteps
            batch={batch}
            busy={cancel.isPending}
            failure={cancel.error}
            onStop={() => cancel.mutate({ batchId })}
          />
        ) : (
          <>
            <BatchOutcome batch={batch} />
            <FailedBatch batch={batch} onChanged={refresh} />
          </>
        )}
        <StopNotice batch={batch} onChanged={refresh} />
        {previewed.includes(batch.state) ? (
          <section>
            {batch.state === 'preview' ? <h2 className={classes['heading']}>{say('admin:imports.preview')}</h2> : null}
            <BatchFigures counts={batch.counts} kind={batch.kind} whole={batch.whole} />
          </section>
        ) : null}
        {batch.state === 'preview' && batch.counts.review > 0 ? (
          <Notice tone="deferred" icon={<IconGitCompare size={22} />}>
            {say('admin:imports.reviewFirst', { count: batch.counts.review })}
            <Link className={classes['link'] ?? ''} to="/pairs">
              {say('admin:imports.goReview')}
            </Link>
          </Notice>
        ) : null}
        {waiting && batch.state !== 'preview' ? <section className={classes['box']}>{form}</section> : null}
        {start.error === null ? null : <FailureNotice cause={start.error} />}
        {waiting ? (
          <BatchActs
            batch={batch}
            busy={start.isPending}
            onChanged={refresh}
            onRelink={() =>
              start.mutate({
                batchId,
                kind: batch.kind,
                mapping: batch.mapping,
                sender: null,
                whole: null,
                despite: true,
              })
            }
          />
        ) : null}
        {batch.state === 'approved' || batch.state === 'undone' ? (
          <UndoPanel key={batch.state} batch={batch} onChanged={refresh} />
        ) : null}
        {batch.state === 'preview' ? (
          <details className={classes['box']}>
            <summary className={classes['summary']}>{say('admin:imports.change')}</summary>
            {form}
          </details>
        ) : null}
        {previewed.includes(batch.state) ? <BatchTabs batch={batch} /> : null}
      </div>
    </OfficePage>
  );
};
