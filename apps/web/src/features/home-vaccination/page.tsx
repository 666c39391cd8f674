import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useState, type ComponentType } from 'react';
import { formatDay } from '@qiaomen/i18n/fmt';
import { dayOf } from '@qiaomen/domain/register/day';
import { PersonAct } from '../../field/person-act.tsx';
import { PersonHeader } from '../../field/person-header.tsx';
import { useNow } from '../../field/use-now.ts';
import { useText } from '../../language/use-text.tsx';
import { useField, useFieldMemory } from '../../offline/field-context.tsx';
import { certificatesIn } from '../../offline/field-memory.ts';
import type { FieldEntry } from '../../offline/overlay.ts';
import { Notice } from '../../ui/notice.tsx';
import { AfterStep } from './after-step.tsx';
import { ApproveStep } from './approve-step.tsx';
import { AssessStep } from './assess-step.tsx';
import { ConsentStep } from './consent-step.tsx';
import { DoseStep } from './dose-step.tsx';
import { RequestStep } from './request-step.tsx';
import { ScreenStep } from './screen-step.tsx';
import type { StepProps } from './step-props.ts';
import { homeCareOf, isDone, maySay, nextStep, stepIds, type HomeCare, type StepId } from './steps.ts';
import { useCare } from '../../field/use-care.ts';
import { WatchStep } from './watch-step.tsx';
import classes from './home-vaccination.module.css';

const bodies: Record<Exclude<StepId, 'after'>, ComponentType<StepProps>> = {
  request: RequestStep,
  assess: AssessStep,
  approve: ApproveStep,
  screen: ScreenStep,
  consent: ConsentStep,
  dose: DoseStep,
  watch: WatchStep,
};

/** In a few words what a step that is done came to. */
const Summary = ({ step, found }: { step: StepId; found: HomeCare }) => {
  const { say, plain, language } = useText();
  const { request, assessment, approval, screening, consent, dose } = found;
  if (step === 'request' && request !== null)
    return (
      <>
        {say('home:asked', { by: plain(`care:askedBy.${request.facts.askedBy}`) })} ·{' '}
        {formatDay(language, dayOf(request.occurredAt))}
      </>
    );
  if (step === 'assess' && assessment !== null && assessment.facts.class !== null)
    return say(`care:abilityClass.${assessment.facts.class}`);
  if (step === 'approve' && approval !== null) return say(approval.facts.approved ? 'home:approved' : 'home:declined');
  if (step === 'screen' && screening !== null) return say(`care:screening.${screening.facts.result}`);
  if (step === 'consent' && consent !== null) return say(`home:${consent.facts.decision}`);
  if (step === 'dose' && dose !== null) return say(`codes:product.${dose.facts.product}`);
  return null;
};

const Steps = ({ entry }: { entry: FieldEntry }) => {
  const { say } = useText();
  const { account } = useField();
  const memory = useFieldMemory();
  const minute = new Date(useNow(60_000, true)).toISOString();
  const care = useCare(entry);
  const [another, setAnother] = useState<string | null>(null);
  const all = homeCareOf(entry.care ?? [], minute);
  // asked again after a round that is over: begins anew until the new request is there
  const found = another !== null && all.request?.id === another ? homeCareOf([], minute) : all;
  const next = nextStep(found);
  const [chosen, setChosen] = useState<StepId | null>(null);
  const open = chosen ?? next;
  const work = {
    ...care,
    save: async (...given: Parameters<typeof care.save>) => {
      const saved = await care.save(...given);
      if (saved) setChosen(null);
      return saved;
    },
  };
  const known = { certificates: certificatesIn(memory), userId: account.userId, day: dayOf(minute) };
  return (
    <>
      {care.failed ? (
        <Notice tone="overdue" icon={<IconAlertTriangle />} urgent>
          {say('home:failed')}
        </Notice>
      ) : null}
      <ol className={classes['steps']}>
        {stepIds.map((step, index) => {
          const Body = step === 'after' ? null : bodies[step];
          const done = isDone(step, found);
          const isOpen = open === step;
          const needsDose = (step === 'watch' || step === 'after') && found.dose === null;
          return (
            <li key={step} className={classes['step']} data-open={isOpen} data-done={done}>
              <button
                type="button"
                className={classes['head']}
                aria-expanded={isOpen}
                disabled={needsDose}
                onClick={() => setChosen(step)}
              >
                <span className={classes['number']} aria-hidden="true">
                  {done ? <IconCheck size={20} /> : index + 1}
                </span>
                <span>{say(`home:step.${step}`)}</span>
                <span className={classes['summary']}>
                  <Summary step={step} found={found} />
                </span>
              </button>
              {!isOpen || needsDose ? null : !maySay(step, account.role, known) ? (
                <p className={`${classes['body']} ${classes['hint']}`}>
                  {say(step === 'approve' && account.role === 'vaccinator' ? 'home:notDoctor' : 'home:notYours')}
                </p>
              ) : Body === null ? (
                <AfterStep
                  entry={entry}
                  found={found}
                  care={work}
                  onAnother={() => setAnother(all.request?.id ?? null)}
                />
              ) : done ? null : (
                <Body entry={entry} found={found} care={work} />
              )}
            </li>
          );
        })}
      </ol>
    </>
  );
};

/** Everything that happens at a bedside, in its order, without a network. */
export const HomeVaccinationPage = () => {
  const { say } = useText();
  return (
    <PersonAct title={say('home:title')}>
      {(entry) => (
        <>
          <PersonHeader entry={entry} />
          <Steps key={entry.personId} entry={entry} />
        </>
      )}
    </PersonAct>
  );
};
