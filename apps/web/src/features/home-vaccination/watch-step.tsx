import { IconDoorExit, IconHourglassHigh } from '@tabler/icons-react';
import { useEffect, useId } from 'react';
import { z } from 'zod';
import { formatInstant } from '@qiaomen/i18n/fmt';
import { useDraft } from '../../field/use-draft.ts';
import { useNow } from '../../field/use-now.ts';
import { useText } from '../../language/use-text.tsx';
import { newId } from '../../offline/new-id.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { controlClass, Labelled } from '../../ui/labelled.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageAction } from '../../ui/page-action.tsx';
import type { StepProps } from './step-props.ts';
import { watchLeft } from './steps.ts';
import classes from './home-vaccination.module.css';

const reactions = ['none', 'mild', 'severe'] as const;
const Form = z.object({ reaction: z.enum(reactions), why: z.string() });
const empty: z.infer<typeof Form> = { reaction: 'none', why: '' };
const two = (value: number): string => String(value).padStart(2, '0');

/** Counts from the instant the dose was recorded, so nothing that happens to the app stops the clock. */
export const WatchStep = ({ entry, found, care }: StepProps) => {
  const { say, language } = useText();
  const id = useId();
  const draftId = `home-watch:${entry.personId}`;
  const { value, change, ready, finish, reopen } = useDraft(draftId, Form, empty);
  const now = useNow(1000, true);
  const startedAt = found.dose?.occurredAt ?? new Date(now).toISOString();
  const left = watchLeft(startedAt, new Date(now).toISOString());
  const isOver = left <= 0;
  useEffect(() => {
    if (isOver) navigator.vibrate?.([200, 100, 200]);
  }, [isOver]);
  if (!ready || found.dose === null) return null;
  const { dose } = found;
  const save = async (): Promise<void> => {
    await finish();
    const saved = await care.save(
      {
        type: 'observation.end',
        observationId: newId(),
        doseId: dose.id,
        personId: entry.personId,
        startedAt: new Date(startedAt).toISOString(),
        endedAt: new Date().toISOString(),
        leftEarlyWhy: isOver ? null : value.why.trim(),
        reaction: value.reaction,
      },
      draftId,
    );
    if (!saved) reopen();
  };
  return (
    <div className={classes['body']}>
      <p className={classes['hint']}>{say('home:startedAt', { time: formatInstant(language, startedAt) })}</p>
      {isOver ? (
        <Notice tone="done" icon={<IconHourglassHigh />} title={say('home:watchDone')} urgent />
      ) : (
        <p className={classes['clock']} role="timer" aria-live="off">
          <small>{say('home:watchLeft')}</small> {two(Math.floor(left / 60))}:{two(left % 60)}
        </p>
      )}
      <ChoiceRow
        legend={say('home:reaction')}
        options={reactions.map((one) => ({ value: one, words: say(`care:reaction.${one}`) }))}
        value={value.reaction}
        onChange={(reaction) => change({ reaction })}
      />
      {value.reaction === 'severe' ? (
        <Notice tone="overdue" urgent>
          {say('home:callHelp')}
        </Notice>
      ) : null}
      {isOver ? null : (
        <Labelled label={say('home:leaveWhy')} htmlFor={id} hint={say('home:leaveHint')}>
          <textarea
            id={id}
            data-field="why"
            rows={2}
            maxLength={500}
            className={controlClass}
            value={value.why}
            onChange={(event) => change({ why: event.currentTarget.value })}
          />
        </Labelled>
      )}
      <PageAction>
        <BigButton
          wide
          look={isOver ? 'primary' : 'quiet'}
          icon={<IconDoorExit aria-hidden="true" />}
          disabled={care.saving || (!isOver && value.why.trim() === '')}
          onClick={() => void save()}
        >
          {say(isOver ? 'home:endWatch' : 'home:leaveEarly')}
        </BigButton>
      </PageAction>
    </div>
  );
};
