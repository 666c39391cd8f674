import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ExportLine } from '@qiaomen/domain/register-export/query';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { Confirm } from '../../office/confirm.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import classes from './exports.module.css';

/** The asker stops and fetches; somebody else says yes or no. */
export const ExportActs = ({ line, onChanged }: { line: ExportLine; onChanged: () => void }) => {
  const { say } = useText();
  const [asked, setAsked] = useState<'approve' | 'decline' | null>(null);
  const done = (): void => {
    setAsked(null);
    onChanged();
  };
  const cancel = useMutation(trpc.registerExport.cancel.mutationOptions({ onSuccess: done }));
  const decide = useMutation(trpc.registerExport.decide.mutationOptions({ onSuccess: done }));
  const exportId = line.id;
  const isOpen = line.state === 'asked' || line.state === 'queued' || line.state === 'running';
  return (
    <div className={classes['acts']}>
      {line.own && line.state === 'done' ? (
        <a className={classes['fetch']} href={`/api/register-exports/${exportId}/file`} download onClick={onChanged}>
          <IconDownload size={20} aria-hidden="true" />
          <span>{say('registerExport:download')}</span>
        </a>
      ) : null}
      {line.own && isOpen ? (
        <BigButton look="quiet" disabled={cancel.isPending} onClick={() => cancel.mutate({ exportId })}>
          {say('registerExport:cancel')}
        </BigButton>
      ) : null}
      {!line.own && line.state === 'asked' ? (
        <>
          <BigButton onClick={() => setAsked('approve')}>{say('registerExport:approve')}</BigButton>
          <BigButton look="quiet" onClick={() => setAsked('decline')}>
            {say('registerExport:decline')}
          </BigButton>
        </>
      ) : null}
      {cancel.isError ? <FailureNotice cause={cancel.error} /> : null}
      {asked === null ? null : (
        <Confirm
          opened
          title={say('registerExport:decide')}
          act={say(`registerExport:${asked}`)}
          busy={decide.isPending}
          failure={decide.error}
          onClose={() => setAsked(null)}
          onConfirm={() => decide.mutate({ exportId, approve: asked === 'approve' })}
        >
          <p>{say('registerExport:decideBody', { name: line.askedBy ?? '–' })}</p>
          <p>
            <strong>{say(`registerExport:purposes.${line.purpose}`)}</strong> · {line.reason}
            <br />
            {line.areaName} · {line.campaignName}
          </p>
        </Confirm>
      )}
    </div>
  );
};
