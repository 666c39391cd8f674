import { IconCircle, IconCircleCheck, IconLoader2, IconPlayerStop } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { BatchDetail, JobLine } from '@qiaomen/domain/import-batch/query';
import { formatNumber } from '@qiaomen/i18n/fmt';
import { useText } from '../../language/use-text.tsx';
import { Confirm } from '../../office/confirm.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { canStop } from './batch-states.ts';
import classes from './batch-page.module.css';
import { ProgressBar } from './progress-bar.tsx';

interface BatchStepsProps {
  batch: BatchDetail;
  busy: boolean;
  failure: unknown;
  onStop: () => void;
}

const checking = ['staging', 'linking', 'proposing'] as const;
const publishing = ['publishing'] as const;
const undoing = ['undoing'] as const;
const redoing = ['redoing'] as const;
type Step = (typeof checking | typeof publishing | typeof undoing | typeof redoing)[number];

const stepsOf = (state: BatchDetail['state']): readonly Step[] => {
  if (state === 'approving') return publishing;
  if (state === 'undoing') return undoing;
  return state === 'redoing' ? redoing : checking;
};

const TimeLeft = ({ job }: { job: JobLine }) => {
  const { say } = useText();
  const { perSecond, secondsLeft } = job;
  if (perSecond === null) return null;
  const left: ReactNode =
    secondsLeft === null
      ? null
      : secondsLeft >= 90
        ? say('imports:steps.minutes', { count: Math.ceil(secondsLeft / 60) })
        : say('imports:steps.seconds', { count: secondsLeft });
  return (
    <span className={classes['soft']}>
      {say('imports:steps.rate', { rate: formatNumber(perSecond) })}
      {left === null ? null : ' · '}
      {left}
    </span>
  );
};

/** Each step, how far it is, how fast, and a way to stop. Nothing depends on this page staying open. */
export const BatchSteps = ({ batch, busy, failure, onStop }: BatchStepsProps) => {
  const { say, plain } = useText();
  const [asking, setAsking] = useState(false);
  const { progress } = batch;
  const steps = stepsOf(batch.state);
  const wordsOf = (step: Step): string =>
    step === 'undoing' || step === 'redoing' ? plain(`imports:undo.step.${step}`) : plain(`admin:imports.step.${step}`);
  const started = progress !== null && progress.state !== 'queued';
  const current = started ? steps.findIndex((step) => step === progress.step) : -1;
  const counted = (job: JobLine): ReactNode =>
    job.total === null
      ? job.done === 0
        ? null
        : say('admin:imports.progressOpen', { done: formatNumber(job.done) })
      : say('admin:imports.progress', { done: formatNumber(job.done), total: formatNumber(job.total) });
  return (
    <section className={classes['box']} aria-live="polite">
      {started ? null : <strong>{say('admin:imports.queued')}</strong>}
      <ol className={classes['steps']} aria-label={plain('imports:steps.title')}>
        {steps.map((step, at) => {
          const state = at < current ? 'done' : at === current ? 'running' : 'waiting';
          return (
            <li key={step} data-state={state} aria-current={state === 'running' ? 'step' : undefined}>
              <div className={classes['step']}>
                <span className={classes['stepName']}>
                  {state === 'done' ? (
                    <IconCircleCheck size={22} color="var(--qm-done-line)" aria-hidden="true" />
                  ) : state === 'running' ? (
                    <IconLoader2 size={22} aria-hidden="true" />
                  ) : (
                    <IconCircle size={22} aria-hidden="true" />
                  )}
                  <strong>{wordsOf(step)}</strong>
                  <span className={classes['soft']}>
                    {state === 'running' && progress !== null ? counted(progress) : say(`imports:steps.${state}`)}
                  </span>
                </span>
                {state === 'running' && progress !== null ? <TimeLeft job={progress} /> : null}
              </div>
              {state === 'running' && progress !== null ? (
                <ProgressBar label={wordsOf(step)} done={progress.done} total={progress.total} />
              ) : null}
            </li>
          );
        })}
      </ol>
      <div className={classes['step']}>
        <span className={classes['soft']}>{say('admin:imports.leave')}</span>
        {canStop(batch.state) ? (
          <BigButton look="quiet" icon={<IconPlayerStop size={20} />} disabled={busy} onClick={() => setAsking(true)}>
            {say('admin:imports.cancelJob')}
          </BigButton>
        ) : null}
      </div>
      <Confirm
        opened={asking}
        title={say('admin:imports.cancelJob')}
        act={say('admin:imports.cancelJob')}
        busy={busy}
        failure={failure}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          onStop();
        }}
      >
        <p>{say('imports:steps.stopAsk', { name: batch.fileName })}</p>
      </Confirm>
    </section>
  );
};
