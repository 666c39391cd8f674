import { IconAlertTriangle } from '@tabler/icons-react';
import { useId } from 'react';
import { z } from 'zod';
import { aefiReactions, AefiSeverity } from '@qiaomen/domain/aefi/rules';
import type { TextKey } from '@qiaomen/i18n/keys';
import { useDraft } from '../../field/use-draft.ts';
import { useText } from '../../language/use-text.tsx';
import { newId } from '../../offline/new-id.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { controlClass, Labelled } from '../../ui/labelled.tsx';
import { MomentInput } from '../../ui/moment-input.tsx';
import { PageAction } from '../../ui/page-action.tsx';
import type { StepProps } from './step-props.ts';
import classes from './home-vaccination.module.css';

const Form = z.object({
  reactions: z.array(z.string()),
  onset: z.string(),
  severity: AefiSeverity,
  hospitalised: z.boolean(),
  course: z.string(),
});
const empty: z.infer<typeof Form> = {
  reactions: [],
  onset: '',
  severity: 'not_serious',
  hospitalised: false,
  course: '',
};
type ReactionKey = TextKey & `care:aefi.${'rash'}`;

/** The least a card must say; what was given, where and by whom is known from the dose. */
export const AefiCard = ({ entry, found, care, onSaved }: StepProps & { onSaved: () => void }) => {
  const { say } = useText();
  const id = useId();
  const draftId = `home-aefi:${entry.personId}`;
  const { value, change, ready, finish, reopen } = useDraft(draftId, Form, empty);
  if (!ready || found.dose === null) return null;
  const doseId = found.dose.id;
  // as clocks in the prefecture show it, whatever zone the tablet is set to
  const onset = new Date(`${value.onset}:00+08:00`);
  const lacks = value.reactions.length === 0 || Number.isNaN(onset.getTime());
  const save = async (): Promise<void> => {
    if (lacks) return;
    await finish();
    const { severity, hospitalised, course, reactions } = value;
    const saved = await care.save(
      {
        type: 'aefi.report',
        aefiId: newId(),
        doseId,
        personId: entry.personId,
        onsetAt: onset.toISOString(),
        seenOn: null,
        reactions: reactions.slice(0, 10),
        severity,
        hospitalised,
        found: 'active',
        cluster: false,
        majorImpact: severity === 'death' || severity === 'severe_disability',
        maker: '',
        doseNumber: null,
        course,
        diagnosis: '',
      },
      draftId,
    );
    if (saved) onSaved();
    else reopen();
  };
  return (
    <div className={classes['body']}>
      <fieldset className={classes['question']}>
        <legend>{say('home:aefiWhat')}</legend>
        <div className={classes['checks']}>
          {aefiReactions.map((one) => (
            <label key={one} className={classes['check']}>
              <input
                type="checkbox"
                checked={value.reactions.includes(one)}
                onChange={(event) =>
                  change({
                    reactions: event.currentTarget.checked
                      ? [...value.reactions, one]
                      : value.reactions.filter((other) => other !== one),
                  })
                }
              />
              {say(`care:aefi.${one}` as ReactionKey)}
            </label>
          ))}
        </div>
      </fieldset>
      <Labelled label={say('home:aefiWhen')} htmlFor={`${id}-onset`}>
        <MomentInput
          id={`${id}-onset`}
          data-field="onset"
          value={value.onset}
          onChange={(onset) => change({ onset })}
        />
      </Labelled>
      <ChoiceRow
        legend={say('home:aefiHow')}
        options={AefiSeverity.options.map((one) => ({ value: one, words: say(`care:severity.${one}`) }))}
        value={value.severity}
        onChange={(severity) => change({ severity })}
      />
      <label className={classes['check']}>
        <input
          type="checkbox"
          checked={value.hospitalised}
          onChange={(event) => change({ hospitalised: event.currentTarget.checked })}
        />
        {say('home:aefiHospital')}
      </label>
      <Labelled label={say('home:aefiCourse')} htmlFor={`${id}-course`}>
        <textarea
          id={`${id}-course`}
          data-field="course"
          rows={3}
          maxLength={2000}
          className={controlClass}
          value={value.course}
          onChange={(event) => change({ course: event.currentTarget.value })}
        />
      </Labelled>
      <PageAction>
        <BigButton
          wide
          icon={<IconAlertTriangle aria-hidden="true" />}
          disabled={care.saving || lacks}
          onClick={() => void save()}
        >
          {say('home:aefiSave')}
        </BigButton>
      </PageAction>
    </div>
  );
};
