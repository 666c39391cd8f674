import { IconCheck, IconRefresh, IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { BatchDetail } from '@qiaomen/domain/import-batch/query';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { Confirm } from '../../office/confirm.tsx';
import { useMay } from '../../office/use-may.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { BatchFigures } from './batch-figures.tsx';
import classes from './batch-page.module.css';

interface BatchActsProps {
  batch: BatchDetail;
  busy: boolean;
  onRelink: () => void;
  onChanged: () => void;
}

/** What may be done with a batch now. Whatever changes the register or throws work away asks first. */
export const BatchActs = ({ batch, busy, onRelink, onChanged }: BatchActsProps) => {
  const { say } = useText();
  const mayApprove = useMay('import.approve');
  const [asking, setAsking] = useState<'approve' | 'discard' | null>(null);
  const done = {
    onSuccess: () => {
      setAsking(null);
      onChanged();
    },
  };
  const approve = useMutation(trpc.import.approve.mutationOptions(done));
  const discard = useMutation(trpc.import.discard.mutationOptions(done));
  const name = batch.fileName;
  const isPreview = batch.state === 'preview';
  return (
    <div className={classes['acts']}>
      {isPreview && mayApprove && batch.mayApprove ? (
        <BigButton icon={<IconCheck size={20} />} onClick={() => setAsking('approve')}>
          {say('admin:imports.approve')}
        </BigButton>
      ) : null}
      {isPreview ? (
        <BigButton look="quiet" icon={<IconRefresh size={20} />} disabled={busy} onClick={onRelink}>
          {say('admin:imports.relink')}
        </BigButton>
      ) : null}
      <BigButton look="quiet" icon={<IconTrash size={20} />} onClick={() => setAsking('discard')}>
        {say('admin:imports.discard')}
      </BigButton>
      {asking === null ? null : asking === 'approve' ? (
        <Confirm
          opened
          title={say('admin:imports.approveAsk', { name })}
          act={say('admin:imports.approve')}
          busy={approve.isPending}
          failure={approve.error}
          onClose={() => setAsking(null)}
          onConfirm={() => approve.mutate({ batchId: batch.id })}
        >
          <BatchFigures counts={batch.counts} kind={batch.kind} whole={batch.whole} />
        </Confirm>
      ) : (
        <Confirm
          opened
          title={say('admin:imports.discard')}
          act={say('admin:imports.discard')}
          busy={discard.isPending}
          failure={discard.error}
          onClose={() => setAsking(null)}
          onConfirm={() => discard.mutate({ batchId: batch.id })}
        >
          <p>{say('admin:imports.discardAsk', { name })}</p>
        </Confirm>
      )}
    </div>
  );
};
