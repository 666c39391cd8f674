import { IconArrowBackUp, IconCircleCheck, IconEqual, IconEqualNot, IconPlayerSkipForward } from '@tabler/icons-react';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { Link } from 'react-router';
import { useText } from '../../language/use-text.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { CompareTable } from './compare-table.tsx';
import { EvidenceBars } from './evidence-bars.tsx';
import { formatLikelihood } from './likelihood.ts';
import classes from './pair-review.module.css';
import { usePairQueue, type Decision } from './use-pair-queue.ts';

/** By the place of the key: a Korean or Chinese keyboard has other letters there. */
const keys: Record<string, Decision> = { KeyS: 'same', KeyD: 'different', Space: 'skipped' };

const Key = ({ code }: { code: string }) => <kbd className={classes['key']}>{code.slice(-1)}</kbd>;

const isOnControl = (event: KeyboardEvent): boolean =>
  event.target instanceof Element && event.target.closest('button, a, input, select, textarea') !== null;

/** One doubtful pair at a time, with everything needed to judge it in sight. */
export const PairReview = () => {
  const { say } = useText();
  const queue = usePairQueue();
  const { current, busy } = queue;
  const region = useRef<HTMLElement>(null);
  // a new pair is read from its top, and Space means "skip" again instead of the button pressed last
  useEffect(() => region.current?.focus({ preventScroll: true }), [current?.id]);

  const answer = (decision: Decision): void => {
    if (current !== null && !busy) void queue.answer(current, decision).catch(() => null);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const decision = keys[event.code];
    // a key held down must not run through the whole list
    if (decision === undefined || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    if (decision === 'skipped' && isOnControl(event)) return;
    event.preventDefault();
    answer(decision);
  };
  const undo = queue.canUndo ? (
    <BigButton
      look="plain"
      icon={<IconArrowBackUp size={20} />}
      disabled={busy}
      onClick={() => void queue.undo().catch(() => null)}
    >
      {say('common:undo')}
    </BigButton>
  ) : null;

  if (queue.loading) return <SkeletonRows />;
  const failure = queue.error === null ? null : <FailureNotice cause={queue.error} retry={queue.retry} />;
  if (current === null)
    return (
      <>
        {failure}
        <EmptyState
          icon={<IconCircleCheck size={40} />}
          title={say(queue.canUndo ? 'admin:pairs.nobodyElse' : 'admin:pairs.none')}
        >
          <Link className={classes['link'] ?? ''} to="/imports">
            {say('admin:pairs.goImports')}
          </Link>
          {undo}
        </EmptyState>
      </>
    );
  return (
    <section ref={region} tabIndex={-1} className={classes['review']} onKeyDown={onKeyDown} aria-labelledby="pair-head">
      <div className={classes['head']}>
        <h2 id="pair-head" className={classes['title']}>
          {say('admin:pairs.probability', { percent: formatLikelihood(current.probability) })}
        </h2>
        <span aria-live="polite">{say('admin:pairs.left', { count: queue.left })}</span>
        {undo}
      </div>
      {failure}
      <div className={classes['facts']}>
        <CompareTable pair={current} />
        <EvidenceBars evidence={current.evidence} />
      </div>
      <div className={classes['acts']}>
        <BigButton icon={<IconEqual size={22} />} disabled={busy} onClick={() => answer('same')}>
          {say('admin:pairs.same')} <Key code="KeyS" />
        </BigButton>
        <BigButton look="quiet" icon={<IconEqualNot size={22} />} disabled={busy} onClick={() => answer('different')}>
          {say('admin:pairs.different')} <Key code="KeyD" />
        </BigButton>
        <BigButton
          look="plain"
          icon={<IconPlayerSkipForward size={22} />}
          disabled={busy}
          onClick={() => answer('skipped')}
        >
          {say('admin:pairs.skip')}
        </BigButton>
        <span className={classes['keys']}>{say('admin:pairs.keys')}</span>
      </div>
    </section>
  );
};
