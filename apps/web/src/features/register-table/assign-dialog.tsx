import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { countyOf } from '@qiaomen/domain/area/area-code';
import type { RegisterRow } from '@qiaomen/domain/register/query';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { Confirm } from '../../office/confirm.tsx';
import { useOwnArea } from '../../office/own-area.ts';
import { WorkerPicker } from '../../office/worker-picker.tsx';

interface AssignDialogProps {
  campaignId: string;
  rows: RegisterRow[];
  onClose: (done: boolean) => void;
}

/** Gives single people to a worker, or back to whoever has their area. */
export const AssignDialog = ({ campaignId, rows, onClose }: AssignDialogProps) => {
  const { say, plain } = useText();
  const own = useOwnArea();
  const [userId, setUserId] = useState<string | null>(null);
  const assign = useMutation(trpc.assignment.persons.mutationOptions({ onSuccess: () => onClose(true) }));
  // only who has a duty in a county can be given its people
  const counties = new Set(rows.map((row) => countyOf(row.areaCode)));
  const [county] = counties;
  const area = counties.size === 1 ? county : own?.areaCode;
  return (
    <Confirm
      opened
      title={say('office:workers.assignPersons')}
      act={userId === null ? say('office:workers.returnToArea') : say('office:workers.confirm')}
      busy={assign.isPending}
      failure={assign.error}
      onClose={() => onClose(false)}
      onConfirm={() =>
        assign.mutate({ campaignId, userId, entries: rows.map(({ county, entryId }) => ({ county, entryId })) })
      }
    >
      <p>
        {rows
          .slice(0, 8)
          .map(({ name }) => name)
          .join(' · ')}
        {rows.length > 8 ? ' …' : ''}
      </p>
      {area === undefined ? null : (
        <WorkerPicker
          label={say('office:workers.assignTo')}
          areaCode={area}
          value={userId}
          onChange={setUserId}
          placeholder={plain('office:workers.returnToArea')}
        />
      )}
    </Confirm>
  );
};
