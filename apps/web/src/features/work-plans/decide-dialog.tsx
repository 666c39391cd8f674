import { Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { CountyCode } from '@qiaomen/domain/area/area-code';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { Confirm } from '../../office/confirm.tsx';

interface DecideDialogProps {
  county: CountyCode;
  planId: string;
  approve: boolean;
  onClose: () => void;
  onDone: () => void;
}

/** Approving may carry a note; returning must say why. */
export const DecideDialog = ({ county, planId, approve, onClose, onDone }: DecideDialogProps) => {
  const { say, plain } = useText();
  const [note, setNote] = useState('');
  const decide = useMutation(trpc.workPlan.decide.mutationOptions({ onSuccess: onDone }));
  const word = approve ? 'workPlan:approve' : 'workPlan:return';
  return (
    <Confirm
      opened
      title={say(word)}
      act={say(word)}
      busy={decide.isPending}
      disabled={!approve && note.trim() === ''}
      failure={decide.error}
      onClose={onClose}
      onConfirm={() => decide.mutate({ county, planId, approve, note: note.trim() })}
    >
      <Textarea
        label={plain(approve ? 'workPlan:noteOptional' : 'workPlan:noteWhy')}
        autosize
        minRows={2}
        maxLength={1000}
        size="md"
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </Confirm>
  );
};
