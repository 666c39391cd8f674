import { IconAlertTriangle, IconCalendarEvent, IconCheck, IconPencil, IconPhoneOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Command } from '@qiaomen/domain/command';
import { formatShortDay } from '@qiaomen/i18n/fmt';
import { Age } from '../../field/age.tsx';
import { CallButton } from '../../field/call-button.tsx';
import { DueBadge } from '../../field/due-badge.tsx';
import { offerUndo } from '../../field/last-act.ts';
import { StateBadge } from '../../field/state-badge.tsx';
import { useText } from '../../language/use-text.tsx';
import { useField } from '../../offline/field-context.tsx';
import { newId } from '../../offline/new-id.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { Name } from '../../ui/name.tsx';
import { Notice } from '../../ui/notice.tsx';
import { daysOffered, moveBack, type FollowUpItem } from './follow-up-list.ts';
import classes from './follow-ups.module.css';

interface FollowUpCardProps {
  item: FollowUpItem;
  today: string;
  open: boolean;
  onOpen: (open: boolean) => void;
}

/** One person to call: the number, the result and another day, all in one place. */
export const FollowUpCard = ({ item, today, open, onOpen }: FollowUpCardProps) => {
  const { say, plain, language } = useText();
  const { submit } = useField();
  const navigate = useNavigate();
  const [failed, setFailed] = useState(false);
  const { entry, task, visitId } = item;
  const { personId, name, areaCode } = entry;

  const save = async (command: Command, undo: Command | null): Promise<void> => {
    setFailed(false);
    try {
      await submit({ command, about: { name, areaCode, entry }, draftId: null });
    } catch {
      setFailed(true);
      return;
    }
    onOpen(false);
    offerUndo({ undo: [{ command: undo, name }], areaCode });
  };
  const why = plain('tablet:visit.undoReason');

  const call = (result: 'well' | 'reaction' | 'not_reached', nextTryOn: string | null) => {
    if (task === null) return;
    const { doseId, slot } = task;
    const followUpId = newId();
    void save(
      { type: 'followUp.record', followUpId, doseId, personId, slot, result, nextTryOn, note: '' },
      { type: 'care.void', eventId: followUpId, personId, why },
    );
  };
  const notReached = (nextDate: string) => {
    const made = newId();
    void save(
      {
        type: 'visit.record',
        visitId: made,
        personId,
        campaignId: entry.campaignId,
        outcome: '08',
        reasons: [],
        nextDate,
        note: '',
        byPhone: true,
      },
      { type: 'visit.void', visitId: made, personId, why },
    );
  };
  const days = daysOffered(item, today);
  const [soonest] = days;
  const move = (day: string) => {
    if (task !== null) call('not_reached', day);
    else if (visitId !== null)
      void save({ type: 'visit.reschedule', visitId, personId, nextDate: day }, moveBack(item, today));
  };
  const place = [entry.areaPath.at(-1) ?? '', entry.address ?? ''].filter(Boolean).join(' ');

  return (
    <article className={classes['card']}>
      <button type="button" className={classes['head']} aria-expanded={open} onClick={() => onOpen(!open)}>
        <span className={classes['who']}>
          <strong>
            <Name>{name}</Name>
          </strong>
          <span>
            {say(`codes:sex.${entry.sex}`)} · <Age birthDate={entry.birthDate} today={today} />
          </span>
        </span>
        <span className={classes['place']} lang="zh-CN">
          {place}
        </span>
        <span className={classes['badges']}>
          <StateBadge state={entry.state} />
          <DueBadge today={today} due={item.dueOn} />
          <span>
            {task === null
              ? entry.nextAction === null
                ? null
                : say(`codes:nextAction.${entry.nextAction}`)
              : say(`door:followUps.slot.${task.slot}`)}
          </span>
          {task === null || task.tries === 0 ? null : <span>{say('door:followUps.tries', { count: task.tries })}</span>}
        </span>
      </button>
      {open ? (
        <div className={classes['body']}>
          <CallButton entry={entry} />
          {failed ? (
            <Notice tone="overdue" icon={<IconAlertTriangle />} urgent>
              {say('tablet:visit.failed')}
            </Notice>
          ) : null}
          <div className={classes['acts']}>
            {task === null ? (
              <>
                <BigButton
                  icon={<IconPencil aria-hidden="true" />}
                  onClick={() => void navigate(`/today/${personId}/visit?by=phone`)}
                >
                  {say('door:followUps.writeCall')}
                </BigButton>
                {soonest === undefined ? null : (
                  <BigButton
                    look="quiet"
                    icon={<IconPhoneOff aria-hidden="true" />}
                    onClick={() => notReached(soonest)}
                  >
                    {say('door:call.notReached')} → {formatShortDay(language, soonest)}
                  </BigButton>
                )}
              </>
            ) : (
              <>
                <BigButton icon={<IconCheck aria-hidden="true" />} onClick={() => call('well', null)}>
                  {say('door:followUps.well')}
                </BigButton>
                <BigButton
                  look="quiet"
                  icon={<IconAlertTriangle aria-hidden="true" />}
                  onClick={() => {
                    call('reaction', null);
                    void navigate(`/today/${personId}`);
                  }}
                >
                  {say('door:followUps.reaction')}
                </BigButton>
              </>
            )}
          </div>
          {days.length === 0 ? (
            <p className={classes['hint']}>{say('door:followUps.noDays')}</p>
          ) : (
            <div className={classes['days']} role="group" aria-label={plain('door:followUps.move')}>
              <span className={classes['hint']}>
                {say(task === null ? 'door:followUps.move' : 'door:followUps.notReachedMove')}
              </span>
              {days.map((day) => (
                <BigButton
                  key={day}
                  look="quiet"
                  icon={<IconCalendarEvent aria-hidden="true" />}
                  onClick={() => move(day)}
                >
                  {formatShortDay(language, day)}
                </BigButton>
              ))}
            </div>
          )}
        </div>
      ) : null}
    </article>
  );
};
