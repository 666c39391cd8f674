import { IconHome2, IconLanguage, IconNeedle, IconUserPlus, IconWheelchair } from '@tabler/icons-react';
import { isClosed } from '@qiaomen/domain/register/entry-state';
import { formatDay } from '@qiaomen/i18n/fmt';
import { useText } from '../language/use-text.tsx';
import { useToday } from '../offline/field-context.tsx';
import type { FieldEntry } from '../offline/overlay.ts';
import { Badge } from '../ui/badge.tsx';
import { Age } from './age.tsx';
import { DueBadge } from './due-badge.tsx';
import { StateBadge } from './state-badge.tsx';
import classes from './person-header.module.css';

/** Who stands before the worker, the same on every screen about the person. */
export const PersonHeader = ({ entry }: { entry: FieldEntry }) => {
  const { say, language } = useText();
  const today = useToday();
  return (
    <div className={classes['header']}>
      <p className={classes['about']}>
        {say(`codes:sex.${entry.sex}`)} · <Age birthDate={entry.birthDate} today={today} />
        {entry.birthDate === null ? null : <> · {formatDay(language, entry.birthDate)}</>} ·{' '}
        {say(`codes:band.${entry.band}`)}
      </p>
      <div className={classes['badges']}>
        <Badge tone="calm" icon={<IconLanguage size={18} />}>
          {say(`codes:personLanguage.${entry.language}`)}
        </Badge>
        <Badge tone={entry.doseStatus === 'complete' ? 'done' : 'calm'} icon={<IconNeedle size={18} />}>
          {say(`codes:doseStatus.${entry.doseStatus}`)}
        </Badge>
        {entry.disabled ? (
          <Badge tone="due" icon={<IconWheelchair size={18} />}>
            {say('codes:safety.disabled')}
          </Badge>
        ) : null}
        {entry.nursingHome ? (
          <Badge tone="calm" icon={<IconHome2 size={18} />}>
            {say('codes:safety.nursingHome')}
          </Badge>
        ) : null}
        {entry.origin === 'door' ? (
          <Badge tone="due" icon={<IconUserPlus size={18} />}>
            {say('codes:safety.door')}
          </Badge>
        ) : null}
      </div>
      <div className={classes['step']}>
        <StateBadge state={entry.state} />
        {isClosed(entry.state) ? null : (
          <>
            {entry.nextAction === null ? null : (
              <strong>
                {say('tablet:person.nextStep')}: {say(`codes:nextAction.${entry.nextAction}`)}
              </strong>
            )}
            <DueBadge today={today} due={entry.nextDate} />
          </>
        )}
      </div>
    </div>
  );
};
