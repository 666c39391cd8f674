import { IconArrowBackUp } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { z } from 'zod';
import { dayOf } from '@qiaomen/domain/register/day';
import { useBegun } from '../../field/use-begun.ts';
import { useDraft } from '../../field/use-draft.ts';
import { useText } from '../../language/use-text.tsx';
import { useField, useToday } from '../../offline/field-context.tsx';
import type { FieldEntry } from '../../offline/overlay.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { controlClass, Labelled } from '../../ui/labelled.tsx';
import { Notice } from '../../ui/notice.tsx';
import classes from './page.module.css';

interface TakeBackProps {
  entry: FieldEntry;
  visitId: string;
  occurredAt: string;
}

const Reason = z.object({ why: z.string(), name: z.string() });

/** An own visit that was written down wrong: the same day at once, later with a reason. It stays readable, struck. */
export const TakeBack = ({ entry, visitId, occurredAt }: TakeBackProps) => {
  const { say, plain } = useText();
  const { submit } = useField();
  const today = useToday();
  const id = useId();
  const [failed, setFailed] = useState(false);
  const isSameDay = dayOf(occurredAt) === today;
  const { personId, name, areaCode } = entry;
  const draftId = `takeBack:${personId}:${visitId}`;
  const [asking, setAsking] = useBegun(draftId);
  const { value, change, ready, finish, reopen, discard } = useDraft(draftId, Reason, { why: '', name });
  const { why } = value;
  const takeBack = async (): Promise<void> => {
    setFailed(false);
    await finish();
    const reason = why.trim() === '' ? plain('tablet:visit.undoReason') : why.trim();
    try {
      const command = { type: 'visit.void', visitId, personId, why: reason } as const;
      await submit({ command, about: { name, areaCode, entry }, draftId });
    } catch {
      reopen();
      setFailed(true);
    }
  };
  if (!asking || !ready)
    return (
      <BigButton look="plain" icon={<IconArrowBackUp aria-hidden="true" />} onClick={() => setAsking(true)}>
        {say('door:takeBack.open')}
      </BigButton>
    );
  return (
    <div className={classes['contactForm']}>
      <p className={classes['none']}>{say(isSameDay ? 'door:takeBack.sameDay' : 'door:takeBack.later')}</p>
      {isSameDay ? null : (
        <Labelled label={say('door:takeBack.why')} htmlFor={id}>
          <input
            id={id}
            data-field="why"
            className={controlClass}
            maxLength={500}
            value={why}
            onChange={(event) => change({ why: event.currentTarget.value })}
          />
        </Labelled>
      )}
      {failed ? (
        <Notice tone="overdue" urgent>
          {say('tablet:visit.failed')}
        </Notice>
      ) : null}
      <div className={classes['formActs']}>
        <BigButton look="quiet" disabled={!isSameDay && why.trim().length < 2} onClick={() => void takeBack()}>
          {say('door:takeBack.yes')}
        </BigButton>
        <BigButton look="plain" onClick={() => void discard().then(() => setAsking(false))}>
          {say('common:cancel')}
        </BigButton>
      </div>
    </div>
  );
};
