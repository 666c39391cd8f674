import { IconCheck, IconX } from '@tabler/icons-react';
import { useId } from 'react';
import { z } from 'zod';
import { useDraft } from '../../field/use-draft.ts';
import { useText } from '../../language/use-text.tsx';
import { newId } from '../../offline/new-id.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { controlClass, Labelled } from '../../ui/labelled.tsx';
import { PageAction } from '../../ui/page-action.tsx';
import type { StepProps } from './step-props.ts';
import { Warnings } from './warnings.tsx';
import classes from './home-vaccination.module.css';

const Form = z.object({ why: z.string() });

/** A doctor's yes or no to a vaccination at home. */
export const ApproveStep = ({ entry, found, care }: StepProps) => {
  const { say } = useText();
  const id = useId();
  const draftId = `home-approve:${entry.personId}`;
  const { value, change, ready, finish, reopen } = useDraft(draftId, Form, { why: '' });
  const said = (approved: boolean) => ({
    type: 'homeVisit.approve' as const,
    approvalId: newId(),
    requestId: found.request?.id ?? newId(),
    personId: entry.personId,
    approved,
    why: value.why,
  });
  const save = async (approved: boolean): Promise<void> => {
    await finish();
    if (!(await care.save(said(approved), draftId))) reopen();
  };
  if (!ready) return null;
  return (
    <div className={classes['body']}>
      <Warnings flags={care.warn(said(true))} />
      <Labelled label={say('home:why')} htmlFor={id}>
        <textarea
          id={id}
          data-field="why"
          rows={2}
          maxLength={2000}
          className={controlClass}
          value={value.why}
          onChange={(event) => change({ why: event.currentTarget.value })}
        />
      </Labelled>
      <PageAction>
        <div className={classes['choice']}>
          <BigButton
            wide
            icon={<IconCheck aria-hidden="true" />}
            disabled={care.saving}
            onClick={() => void save(true)}
          >
            {say('home:approve')}
          </BigButton>
          <BigButton
            wide
            look="quiet"
            icon={<IconX aria-hidden="true" />}
            disabled={care.saving}
            onClick={() => void save(false)}
          >
            {say('home:decline')}
          </BigButton>
        </div>
      </PageAction>
    </div>
  );
};
