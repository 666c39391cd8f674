import { IconPlayerStop } from '@tabler/icons-react';
import type { BatchDetail, JobLine } from '@qiaomen/domain/import-batch/query';
import { formatNumber } from '@qiaomen/i18n/fmt';
import { useText } from '../../language/use-text.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { canStop } from './batch-states.ts';
import classes from './batch-page.module.css';
import { ProgressBar } from './progress-bar.tsx';

interface BatchProgressProps {
  batch: BatchDetail;
  busy: boolean;
  failure: unknown;
  onStop: () => void;
}

const steps = ['staging', 'linking', 'proposing', 'publishing'] as const;

/** Which step, how far, and a way to stop. Nothing depends on this page staying open. */
export const BatchProgress = ({ batch, busy, failure, onStop }: BatchProgressProps) => {
  const { say, plain } = useText();
  const { progress } = batch;
  const stepOf = (job: JobLine | null): string => {
    const step = steps.find((one) => one === job?.step);
    return job === null || job.state === 'queued' || step === undefined
      ? plain('admin:imports.queued')
      : plain(`admin:imports.step.${step}`);
  };
  const done = progress?.done ?? 0;
  const total = progress?.total ?? null;
  const counted =
    total === null
      ? done === 0
        ? null
        : say('admin:imports.progressOpen', { done: formatNumber(done) })
      : say('admin:imports.progress', { done: formatNumber(done), total: formatNumber(total) });
  return (
    <section className={classes['box']} aria-live="polite">
      <div className={classes['step']}>
        <strong>{stepOf(progress)}</strong>
        <span className={classes['soft']}>{counted}</span>
      </div>
      <ProgressBar label={stepOf(progress)} done={done} total={total} />
      <div className={classes['step']}>
        <span className={classes['soft']}>{say('admin:imports.leave')}</span>
        {canStop(batch.state) ? (
          <BigButton look="quiet" icon={<IconPlayerStop size={20} />} disabled={busy} onClick={onStop}>
            {say('admin:imports.cancelJob')}
          </BigButton>
        ) : null}
      </div>
      {failure === null ? null : <FailureNotice cause={failure} />}
    </section>
  );
};
