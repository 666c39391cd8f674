import { IconPlayerStop } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { SnapshotLine } from '@qiaomen/domain/base-figure/query';
import { formatNumber } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import classes from './base-figures.module.css';

const steps = ['queued', 'reading', 'counting', 'waiting', 'publishing'] as const;

/** How far it is, and a way to stop. Nothing depends on this page staying open. */
export const RunningCount = ({ snapshot, onChanged }: { snapshot: SnapshotLine; onChanged: () => void }) => {
  const { say, plain } = useText();
  const stop = useMutation(trpc.baseFigure.cancel.mutationOptions({ onSuccess: onChanged }));
  const { progress } = snapshot;
  const step = steps.find((one) => one === progress?.step) ?? 'queued';
  const total = progress?.total ?? null;
  return (
    <section className={classes['box']} aria-live="polite">
      <div className={classes['line']}>
        <strong>{say(`baseFigure:step.${step}`)}</strong>
        <span className={classes['soft']}>
          {total === null || progress === null
            ? null
            : say('baseFigure:progress', { done: formatNumber(progress.done), total: formatNumber(total) })}
        </span>
      </div>
      <progress
        className={classes['bar']}
        aria-label={plain(`baseFigure:step.${step}`)}
        {...(total === null || total === 0 ? {} : { value: Math.min(progress?.done ?? 0, total), max: total })}
      />
      {snapshot.state === 'counting' ? (
        <div className={classes['acts']}>
          <BigButton
            look="quiet"
            icon={<IconPlayerStop size={20} />}
            disabled={stop.isPending}
            onClick={() => stop.mutate({ snapshotId: snapshot.id })}
          >
            {say('baseFigure:stop')}
          </BigButton>
        </div>
      ) : null}
      {stop.isError ? <FailureNotice cause={stop.error} /> : null}
    </section>
  );
};
