import { IconAlertTriangle, IconPhoneCall, IconReload } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { allFollowUpsOf } from '@qiaomen/domain/care/follow-ups';
import { listOfKind } from '@qiaomen/domain/care/event';
import { formatDay } from '@qiaomen/i18n/fmt';
import { useText } from '../../language/use-text.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { AefiCard } from './aefi-card.tsx';
import type { StepProps } from './step-props.ts';
import classes from './home-vaccination.module.css';

/** What to say before leaving, when somebody calls, and what to do when something is wrong. */
export const AfterStep = (props: StepProps & { onAnother: () => void }) => {
  const { entry, found, onAnother } = props;
  const { say, language } = useText();
  const navigate = useNavigate();
  const [reporting, setReporting] = useState(false);
  const doseId = found.dose?.id;
  const calls = allFollowUpsOf(entry.care ?? []).filter((call) => call.doseId === doseId);
  const reported = listOfKind(entry.care ?? [], 'aefi.report').some(({ facts }) => facts.doseId === doseId);
  if (doseId === undefined) return null;
  return (
    <div className={classes['body']}>
      <Notice tone="calm" title={say('home:care')}>
        {say('home:careText')}
      </Notice>
      <div>
        <p className={classes['hint']}>{say('home:calls')}</p>
        <ul className={classes['plainList']}>
          {calls.map(({ slot, dueOn, result }) => (
            <li key={slot}>
              {say(`care:slot.${slot}`)} · {formatDay(language, dueOn)}
              {result === null ? null : <> · {say(`care:call.${result}`)}</>}
            </li>
          ))}
        </ul>
      </div>
      {reported ? <Notice tone="due">{say('home:aefiSaved')}</Notice> : null}
      {reporting ? (
        <AefiCard {...props} onSaved={() => setReporting(false)} />
      ) : (
        <BigButton look="quiet" icon={<IconAlertTriangle aria-hidden="true" />} onClick={() => setReporting(true)}>
          {say('home:aefi')}
        </BigButton>
      )}
      <BigButton look="quiet" icon={<IconPhoneCall aria-hidden="true" />} onClick={() => void navigate('/follow-ups')}>
        {say('home:toFollowUps')}
      </BigButton>
      <BigButton look="plain" icon={<IconReload aria-hidden="true" />} onClick={onAnother}>
        {say('home:another')}
      </BigButton>
    </div>
  );
};
