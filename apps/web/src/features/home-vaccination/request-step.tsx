import { IconSend } from '@tabler/icons-react';
import { useId } from 'react';
import { z } from 'zod';
import { useDraft } from '../../field/use-draft.ts';
import { useText } from '../../language/use-text.tsx';
import { newId } from '../../offline/new-id.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { controlClass, Labelled } from '../../ui/labelled.tsx';
import { PageAction } from '../../ui/page-action.tsx';
import type { StepProps } from './step-props.ts';
import classes from './home-vaccination.module.css';

const askers = ['worker', 'family', 'self'] as const;
const Form = z.object({ askedBy: z.enum(askers), why: z.string() });
const empty: z.infer<typeof Form> = { askedBy: 'worker', why: '' };

export const RequestStep = ({ entry, care }: StepProps) => {
  const { say } = useText();
  const id = useId();
  const draftId = `home-request:${entry.personId}`;
  const { value, change, ready, finish, reopen } = useDraft(draftId, Form, empty);
  const save = async (): Promise<void> => {
    await finish();
    const { personId, campaignId } = entry;
    const command = { type: 'homeVisit.request', requestId: newId(), personId, campaignId, ...value } as const;
    if (!(await care.save(command, draftId))) reopen();
  };
  if (!ready) return null;
  return (
    <div className={classes['body']}>
      <ChoiceRow
        legend={say('home:askedBy')}
        options={askers.map((one) => ({ value: one, words: say(`care:askedBy.${one}`) }))}
        value={value.askedBy}
        onChange={(askedBy) => change({ askedBy })}
      />
      <Labelled label={say('home:why')} htmlFor={id}>
        <textarea
          id={id}
          data-field="why"
          rows={3}
          maxLength={2000}
          className={controlClass}
          value={value.why}
          onChange={(event) => change({ why: event.currentTarget.value })}
        />
      </Labelled>
      <PageAction>
        <BigButton wide icon={<IconSend aria-hidden="true" />} disabled={care.saving} onClick={() => void save()}>
          {say('home:saveRequest')}
        </BigButton>
      </PageAction>
    </div>
  );
};
