import { Select, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { AefiClass } from '@qiaomen/domain/aefi/rules';
import type { AefiRow, DeskStep } from '@qiaomen/domain/aefi-desk/query';
import { shanghaiTime } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { Confirm } from '../../office/confirm.tsx';
import { Labelled } from '../../ui/labelled.tsx';
import { MomentInput } from '../../ui/moment-input.tsx';
import { Name } from '../../ui/name.tsx';

interface StepDialogProps {
  row: AefiRow;
  step: DeskStep;
  onClose: () => void;
  onDone: () => void;
}

const localNow = (): string => {
  const { day, time } = shanghaiTime(new Date().toISOString());
  return `${day}T${time}`;
};

/** When it was done, its class where it has one, and a sentence where the rule asks for one. */
export const StepDialog = ({ row, step, onClose, onDone }: StepDialogProps) => {
  const { say, plain } = useText();
  const id = useId();
  const [now] = useState(localNow);
  const [doneAt, setDoneAt] = useState(now);
  const [name, setName] = useState<AefiClass | null>(null);
  const [note, setNote] = useState('');
  const record = useMutation(trpc.aefi.step.mutationOptions({ onSuccess: onDone }));
  const needsNote = step === 'closed' || step === 'reopened';
  const needsTime = !needsNote && step !== 'classified';
  // what was left as it stood means this very moment
  const instant = (): string =>
    !needsTime || doneAt === now ? new Date().toISOString() : new Date(`${doneAt}:00+08:00`).toISOString();
  return (
    <Confirm
      opened
      title={
        <>
          <Name>{row.personName}</Name> · {say(`aefi:step.${step}`)}
        </>
      }
      act={say(`aefi:record.${step}`)}
      busy={record.isPending}
      failure={record.error}
      disabled={
        (needsTime && doneAt === '') ||
        (step === 'classified' && name === null) ||
        (needsNote && note.trim().length < 2)
      }
      onClose={onClose}
      onConfirm={() =>
        record.mutate({
          county: row.county,
          aefiId: row.aefiId,
          step,
          doneAt: instant(),
          class: step === 'classified' ? name : null,
          note: note.trim(),
        })
      }
    >
      {needsTime ? (
        <Labelled label={say('aefi:when')} htmlFor={`${id}-when`}>
          <MomentInput id={`${id}-when`} maxDay={now.slice(0, 10)} value={doneAt} onChange={setDoneAt} />
        </Labelled>
      ) : null}
      {step === 'classified' ? (
        <Select
          label={say('aefi:class')}
          data={AefiClass.options.map((value) => ({ value, label: plain(`aefi:classes.${value}`) }))}
          value={name}
          onChange={(value) => setName(AefiClass.safeParse(value).data ?? null)}
        />
      ) : null}
      <Textarea
        label={say('incident:note')}
        required={needsNote}
        maxLength={1000}
        autosize
        minRows={2}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </Confirm>
  );
};
