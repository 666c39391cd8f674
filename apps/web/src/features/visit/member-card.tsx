import { useState } from 'react';
import { isClosed } from '@qiaomen/domain/register/entry-state';
import { formatShortDay } from '@qiaomen/i18n/fmt';
import { Age } from '../../field/age.tsx';
import { DueBadge } from '../../field/due-badge.tsx';
import { StateBadge } from '../../field/state-badge.tsx';
import { useText } from '../../language/use-text.tsx';
import { useToday } from '../../offline/field-context.tsx';
import { newId } from '../../offline/new-id.ts';
import type { FieldEntry } from '../../offline/overlay.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { Name } from '../../ui/name.tsx';
import { DateChoice } from './date-choice.tsx';
import { DoubtGuide } from './doubt-guide.tsx';
import { choose, quickOutcomes, type MemberForm } from './household-form.ts';
import { OutcomeChoice } from './outcome-choice.tsx';
import { ReasonChoice } from './reason-choice.tsx';
import { asksReason, ruleStep } from './visit-form.ts';
import classes from './household.module.css';
import flow from './visit-flow.module.css';

interface MemberCardProps {
  entry: FieldEntry;
  form: MemberForm | undefined;
  at: string;
  onChange: (form: MemberForm | null) => void;
}

/** One person behind the door: who, how it stands, and what happened this time. */
export const MemberCard = ({ entry, form, at, onChange }: MemberCardProps) => {
  const { say, language } = useText();
  const today = useToday();
  const [more, setMore] = useState(false);
  const outcome = form?.outcome ?? null;
  const step = outcome === null ? null : ruleStep(entry, outcome, at);
  const pick = (next: Parameters<typeof choose>[2]) => onChange(choose(form, entry.name, next, newId()));
  return (
    <section className={classes['member']} aria-labelledby={`member-${entry.personId}`}>
      <h2 id={`member-${entry.personId}`} className={classes['who']}>
        <Name>{entry.name}</Name>
        <small>
          {say(`codes:sex.${entry.sex}`)} · <Age birthDate={entry.birthDate} today={today} />
        </small>
      </h2>
      <div className={classes['badges']}>
        <StateBadge state={entry.state} />
        {isClosed(entry.state) ? null : <DueBadge today={today} due={entry.nextDate} />}
      </div>
      {form === undefined || outcome === null ? (
        more ? (
          <OutcomeChoice value={null} onChoose={(next) => (next === null ? undefined : pick(next))} />
        ) : (
          <div className={flow['chips']}>
            {quickOutcomes.map((quick) => (
              <button
                key={quick}
                type="button"
                className={flow['card']}
                aria-pressed={false}
                onClick={() => pick(quick)}
              >
                <span>{say(`codes:outcome.${quick}`)}</span>
              </button>
            ))}
            <BigButton look="plain" onClick={() => setMore(true)}>
              {say('door:household.more')}
            </BigButton>
          </div>
        )
      ) : (
        <>
          <OutcomeChoice value={outcome} onChoose={() => onChange(null)} />
          {asksReason(outcome) ? (
            <>
              <ReasonChoice
                guideId={`doubt-guide-${entry.personId}`}
                value={form.reasons}
                onChange={(reasons) => onChange({ ...form, reasons })}
              />
              <DoubtGuide
                id={`doubt-guide-${entry.personId}`}
                reasons={form.reasons}
                language={entry.language}
                told={form.told}
                onTold={(told) => onChange({ ...form, told })}
              />
            </>
          ) : null}
          {step !== null && step.needsDate ? (
            <DateChoice
              step={step}
              value={form.chosenDate}
              onChange={(chosenDate) => onChange({ ...form, chosenDate })}
            />
          ) : step === null || step.nextDate === null ? null : (
            <p className={flow['hint']}>
              {say(`codes:nextAction.${step.action}`)} · {formatShortDay(language, step.nextDate)} ·{' '}
              {say('tablet:visit.byRule')}
            </p>
          )}
        </>
      )}
    </section>
  );
};
