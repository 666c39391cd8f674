/** A version that is being written: whom it moves, and its publication by somebody else. */
import { IconPlayerStop, IconUsers } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { shanghaiDay } from '@qiaomen/domain/register/day';
import { dueShifts } from '@qiaomen/domain/rule-version/due-shift';
import type { RulesDetail } from '@qiaomen/domain/rule-version/query';
import { formatDay, formatInstant, formatNumber } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { Confirm } from '../../office/confirm.tsx';
import { DayField } from '../../office/day-field.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { Figure } from '../../ui/figure.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Folded } from './folded.tsx';
import { EffectTable } from './effect-table.tsx';
import classes from './rules.module.css';

interface DraftSectionProps {
  detail: RulesDetail;
  draft: NonNullable<RulesDetail['draft']>;
  onChanged: () => void;
  children: ReactNode;
}

export const DraftSection = ({ detail, draft, onChanged, children }: DraftSectionProps) => {
  const { say, language } = useText();
  const { line, effect, counting } = draft;
  const versionId = line.id;
  const [asked, setAsked] = useState<'publish' | 'discard' | null>(null);
  const done = (): void => {
    setAsked(null);
    onChanged();
  };
  const publish = useMutation(trpc.ruleVersion.publish.mutationOptions({ onSuccess: done }));
  const discard = useMutation(trpc.ruleVersion.discard.mutationOptions({ onSuccess: done }));
  const needsCount = draft.body.kind === 'schedule';
  return (
    <section className={classes['section']}>
      <h2>
        {say('rules:draft')} · {say('rules:versionNo', { number: line.version })}
      </h2>
      <p className={classes['soft']}>
        {say('rules:draftBy', { name: line.author ?? '–', date: formatInstant(language, line.createdAt) })}
      </p>
      {needsCount ? (
        <>
          <h3>{say('rules:count')}</h3>
          {effect === null ? (
            <p>{say('rules:notCounted')}</p>
          ) : (
            <>
              <p>{say('rules:counted', { date: formatDay(language, effect.day), people: formatNumber(effect.people) })}</p>
              <div className={classes['figures']}>
                {dueShifts.map((shift) => (
                  <Figure key={shift} tone={effect.counts[shift] === 0 ? 'calm' : 'due'} label={say(`rules:shift.${shift}`)} value={effect.counts[shift]} />
                ))}
              </div>
              <EffectTable versionId={versionId} />
            </>
          )}
          {detail.mayManage ? <Count versionId={versionId} counting={counting} onChanged={onChanged} /> : null}
        </>
      ) : null}
      {detail.mayManage ? (
        <div className={classes['acts']}>
          {detail.mayPublish ? (
            <BigButton disabled={needsCount && effect === null} onClick={() => setAsked('publish')}>
              {say('rules:publish')}
            </BigButton>
          ) : null}
          <BigButton look="quiet" onClick={() => setAsked('discard')}>
            {say('rules:discard')}
          </BigButton>
        </div>
      ) : null}
      <Folded isOpen={false} words={say('rules:rowsOfDraft')}>
        {children}
      </Folded>
      {detail.mayManage && line.isOwn ? <Notice tone="due">{say('rules:ownDraft')}</Notice> : null}
      <Confirm
        opened={asked !== null}
        title={say(asked === 'discard' ? 'rules:discardTitle' : 'rules:publishTitle')}
        act={say(asked === 'discard' ? 'rules:discard' : 'rules:publish')}
        busy={publish.isPending || discard.isPending}
        failure={publish.error ?? discard.error}
        onClose={() => setAsked(null)}
        onConfirm={() => (asked === 'discard' ? discard.mutate({ versionId }) : publish.mutate({ versionId }))}
      >
        <p>{asked === 'discard' ? say('rules:discardBody') : say('rules:publishBody', { place: detail.place })}</p>
      </Confirm>
    </section>
  );
}; // prettier-ignore

interface CountProps {
  versionId: string;
  counting: NonNullable<RulesDetail['draft']>['counting'];
  onChanged: () => void;
}

/** The count runs on the server whether or not this page stays open. */
const Count = ({ versionId, counting, onChanged }: CountProps) => {
  const { say, plain } = useText();
  const [day, setDay] = useState(() => shanghaiDay(new Date()));
  const count = useMutation(trpc.ruleVersion.count.mutationOptions({ onSuccess: onChanged }));
  const stop = useMutation(trpc.ruleVersion.stopCount.mutationOptions({ onSuccess: onChanged }));
  if (counting !== null && !counting.failed)
    return (
      <div aria-live="polite">
        <p className={classes['line']}>
          <strong>{say(counting.total === null ? 'rules:queued' : 'rules:counting')}</strong>
          {counting.total === null
            ? null
            : say('rules:progress', { done: formatNumber(counting.done), total: formatNumber(counting.total) })}
        </p>
        <progress
          className={classes['bar']}
          aria-label={plain('rules:counting')}
          {...(counting.total === null || counting.total === 0 ? {} : { value: counting.done, max: counting.total })}
        />
        <div className={classes['acts']}>
          <BigButton look="quiet" icon={<IconPlayerStop size={20} />} disabled={stop.isPending} onClick={() => stop.mutate({ versionId })}>
            {say('rules:stop')}
          </BigButton>
        </div>
      </div>
    );
  return (
    <div className={classes['acts']}>
      <DayField label={say('rules:countDay')} value={day} onChange={setDay} />
      <BigButton look="quiet" icon={<IconUsers size={20} />} disabled={count.isPending || day === ''} onClick={() => count.mutate({ versionId, day })}>
        {say('rules:count')}
      </BigButton>
      {counting?.failed === true ? <Notice tone="overdue">{say('rules:countFailed')}</Notice> : null}
      {count.isError ? <FailureNotice cause={count.error} /> : null}
    </div>
  );
}; // prettier-ignore
