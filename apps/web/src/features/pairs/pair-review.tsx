import { Radio } from '@mantine/core';
import { IconArrowBackUp, IconChevronLeft, IconChevronRight, IconCircleCheck, IconDoor, IconEqual, IconEqualNot, IconPlayerSkipForward } from '@tabler/icons-react'; // prettier-ignore
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Link } from 'react-router';
import type { PairFilter, PairRow } from '@qiaomen/domain/link-pair/query';
import { formatDay, formatInstant, shanghaiTime } from '@qiaomen/i18n/fmt';
import { useText } from '../../language/use-text.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import type { Decision } from './answer-line.ts';
import { CompareTable, type FullNumbers } from './compare-table.tsx';
import { EvidenceBars } from './evidence-bars.tsx';
import { formatLikelihood } from './likelihood.ts';
import classes from './pair-review.module.css';
import { RevealNumbers } from './reveal-numbers.tsx';
import { SettleDialog } from './settle-dialog.tsx';
import { usePairQueue } from './use-pair-queue.ts';

/** By the place of the key: a Korean or Chinese keyboard has other letters there. */
const keys: Record<string, Decision> = {
  Digit1: 'same', Numpad1: 'same', Digit2: 'different', Numpad2: 'different', Digit3: 'skipped', Numpad3: 'skipped',
  Digit4: 'asked', Numpad4: 'asked',
}; // prettier-ignore

/** The last letter of the place of the key is what stands on it. */
const Key = ({ code }: { code: string }) => <kbd className={classes['key']}>{code.slice(-1)}</kbd>;

const isTyping = (event: KeyboardEvent): boolean =>
  event.target instanceof Element && event.target.closest('input, select, textarea, [role="dialog"]') !== null;

/** Which county keeps the person: the one with the latest word on the residence, unless somebody says otherwise. */
const KeepChoice = ({
  pair,
  value,
  onChange,
}: {
  pair: PairRow;
  value: string;
  onChange: (county: string) => void;
}) => {
  const { say, plain, language } = useText();
  if (pair.transfer === null) return null;
  return (
    <Radio.Group label={say('review:keep')} value={value} onChange={onChange} className={classes['keep'] ?? ''}>
      {pair.transfer.counties.map(({ county, name, kind, importedAt }) => (
        <Radio
          key={county}
          value={county}
          mt="xs"
          label={`${name} · ${plain('review:keepWhy', { kind: plain(`codes:sourceKind.${kind}`), day: formatDay(language, shanghaiTime(importedAt).day) })}`}
        />
      ))}
    </Radio.Group>
  );
};

/** One doubtful pair at a time, with everything needed to judge it in sight. */
export const PairReview = ({ filter }: { filter: PairFilter }) => {
  const { say, plain, language } = useText();
  const queue = usePairQueue(filter);
  const { current, trouble, place } = queue;
  const region = useRef<HTMLElement>(null);
  const [full, setFull] = useState<{ pairId: string; numbers: FullNumbers } | null>(null);
  const [keep, setKeep] = useState<{ pairId: string; county: string } | null>(null);
  // a new pair is read from its top, and the keys belong to it
  useEffect(() => {
    if (trouble === null) region.current?.focus({ preventScroll: true });
  }, [current?.id, trouble]);

  const keepCounty = current !== null && keep?.pairId === current.id ? keep.county : null;
  const answer = (decision: Decision): void => {
    if (current !== null && trouble === null)
      queue.answer(current, decision, decision === 'same' ? { keepCounty } : {});
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // a key held down must not run through the whole list
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
    const decision = keys[event.code];
    if (decision !== undefined) answer(decision);
    else if (event.code === 'KeyU') queue.undo();
    else if (event.code === 'ArrowLeft') queue.move(-1);
    else if (event.code === 'ArrowRight') queue.move(1);
    else return;
    event.preventDefault();
  };
  const settle =
    trouble === null ? null : (
      <SettleDialog
        trouble={trouble}
        onGiveWay={queue.giveWay}
        onWithdraw={(withdraw) => queue.answer(trouble.pair, trouble.answer, { withdraw })}
      />
    );
  const undo = queue.canUndo ? (
    <BigButton look="plain" icon={<IconArrowBackUp size={20} />} onClick={queue.undo}>
      {say('review:undo')} <Key code="KeyU" />
    </BigButton>
  ) : null;

  if (queue.loading) return <SkeletonRows />;
  const failure = queue.error === null ? null : <FailureNotice cause={queue.error} retry={queue.retry} />;
  if (current === null)
    return (
      <section ref={region} tabIndex={-1} className={classes['review']} onKeyDown={onKeyDown}>
        {failure}
        {settle}
        <EmptyState
          icon={<IconCircleCheck size={40} />}
          title={say(queue.canUndo ? 'review:nobodyElse' : 'review:none')}
        >
          <Link className={classes['link'] ?? ''} to="/imports">
            {say('review:goImports')}
          </Link>
          {undo}
        </EmptyState>
      </section>
    );
  const { told } = current;
  return (
    <section ref={region} tabIndex={-1} className={classes['review']} onKeyDown={onKeyDown} aria-labelledby="pair-head">
      <div className={classes['head']}>
        <h2 id="pair-head" className={classes['title']}>
          {say('review:probability', { percent: formatLikelihood(current.probability) })}
        </h2>
        <span className={classes['counts']} aria-live="polite">
          <strong>{say('review:left', { count: queue.left })}</strong>
          <span>{say('review:hour', { count: queue.doneThisHour })}</span>
          {queue.withOthers === 0 ? null : <span>{say('review:withOthers', { count: queue.withOthers })}</span>}
        </span>
        <span className={classes['moves']}>
          <button
            type="button"
            aria-label={plain('review:back')}
            disabled={place.at === 0}
            onClick={() => queue.move(-1)}
          >
            <IconChevronLeft size={20} aria-hidden="true" />
          </button>
          <button
            type="button"
            aria-label={plain('review:next')}
            disabled={place.at >= place.of - 1}
            onClick={() => queue.move(1)}
          >
            <IconChevronRight size={20} aria-hidden="true" />
          </button>
        </span>
      </div>
      {failure}
      {settle}
      {told === null ? null : (
        <Notice tone="calm" icon={<IconDoor />}>
          {plain(`review:told.${told.answer}`, { name: told.by, time: formatInstant(language, told.at) })}
        </Notice>
      )}
      <div className={classes['facts']}>
        <div>
          <CompareTable pair={current} full={full?.pairId === current.id ? full.numbers : {}} />
          <RevealNumbers
            key={current.id}
            pairId={current.id}
            onShown={(numbers) => setFull({ pairId: current.id, numbers })}
          />
        </div>
        <div className={classes['beside']}>
          <EvidenceBars evidence={current.evidence} conflicts={current.conflicts} />
          <KeepChoice
            pair={current}
            value={keepCounty ?? current.transfer?.counties[0]?.county ?? ''}
            onChange={(county) => setKeep({ pairId: current.id, county })}
          />
        </div>
      </div>
      <div className={classes['acts']}>
        <BigButton icon={<IconEqual size={22} />} onClick={() => answer('same')}>
          {say('review:same')} <Key code="Digit1" />
        </BigButton>
        <BigButton look="quiet" icon={<IconEqualNot size={22} />} onClick={() => answer('different')}>
          {say('review:different')} <Key code="Digit2" />
        </BigButton>
        <BigButton look="quiet" icon={<IconPlayerSkipForward size={22} />} onClick={() => answer('skipped')}>
          {say('review:skip')} <Key code="Digit3" />
        </BigButton>
        <BigButton look="quiet" icon={<IconDoor size={22} />} onClick={() => answer('asked')}>
          {say('review:ask')} <Key code="Digit4" />
        </BigButton>
        {undo}
        <span className={classes['keys']}>{say('review:keys')}</span>
      </div>
    </section>
  );
};
