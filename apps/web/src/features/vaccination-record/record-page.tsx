/** The vaccination record of a person: read, printed, taken away as a FHIR bundle. */
import { IconArrowLeft, IconDownload, IconEye, IconPrinter } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { Reveal } from '@qiaomen/domain/register/query';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { useMay } from '../../office/use-may.ts';
import { useSession } from '../../session/session.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { OfficePage } from '../../ui/office-page.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { PurposeDialog } from '../../office/purpose-dialog.tsx';
import { RecordSheet } from './record-sheet.tsx';
import classes from './record.module.css';

/** The file is named after nobody: names stay inside. */
const keepFile = (bundle: { id: string }): void => {
  const url = URL.createObjectURL(new Blob([JSON.stringify(bundle, null, 2)], { type: 'application/fhir+json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `vaccination-record-${bundle.id}.json`;
  link.click();
  URL.revokeObjectURL(url);
};

export const RecordPage = () => {
  const { say } = useText();
  const navigate = useNavigate();
  const session = useSession();
  const { county = '', personId = '' } = useParams();
  const mayReveal = useMay('person.reveal');
  const [asking, setAsking] = useState<'show' | 'download' | null>(null);
  const masked = useQuery(trpc.vaccinationRecord.read.queryOptions({ county, personId }));
  const close = () => setAsking(null);
  const opened = useMutation(trpc.vaccinationRecord.open.mutationOptions({ onSuccess: close }));
  const taken = useMutation(trpc.vaccinationRecord.download.mutationOptions({ onSuccess: keepFile }));
  const takenOpen = useMutation(
    trpc.vaccinationRecord.downloadOpen.mutationOptions({
      onSuccess: (bundle) => {
        close();
        keepFile(bundle);
      },
    }),
  );
  const record = opened.data ?? masked.data;
  const showOpen = (purpose: Reveal['purpose']) => {
    const asked = { county, personId, purpose };
    if (asking === 'show') opened.mutate(asked);
    else takenOpen.mutate(asked);
  };
  return (
    <OfficePage
      title={say('record:title')}
      aside={
        <span className="no-print">
          <BigButton look="quiet" icon={<IconArrowLeft size={20} />} onClick={() => void navigate(-1)}>
            {say('common:back')}
          </BigButton>
        </span>
      }
    >
      {masked.isError ? <FailureNotice cause={masked.error} retry={() => void masked.refetch()} /> : null}
      {taken.error === null ? null : <FailureNotice cause={taken.error} />}
      {record === undefined ? (
        masked.isError ? null : (
          <SkeletonRows />
        )
      ) : (
        <>
          <div className={classes['acts']}>
            <BigButton icon={<IconPrinter size={20} />} onClick={() => window.print()}>
              {say('record:print')}
            </BigButton>
            {mayReveal && record.masked ? (
              <BigButton look="quiet" icon={<IconEye size={20} />} onClick={() => setAsking('show')}>
                {say('record:show')}
              </BigButton>
            ) : null}
            <BigButton
              look="quiet"
              icon={<IconDownload size={20} />}
              disabled={taken.isPending}
              onClick={() => taken.mutate({ county, personId })}
            >
              {say('record:download')}
            </BigButton>
            {mayReveal ? (
              <BigButton look="quiet" icon={<IconDownload size={20} />} onClick={() => setAsking('download')}>
                {say('record:downloadOpen')}
              </BigButton>
            ) : null}
          </div>
          <RecordSheet record={record} by={session.status === 'signedIn' ? session.account.name : ''} />
        </>
      )}
      {asking === null ? null : (
        <PurposeDialog
          hint={say('record:openHint')}
          usual="verify_identity"
          act={say(asking === 'show' ? 'record:show' : 'record:downloadOpen')}
          busy={opened.isPending || takenOpen.isPending}
          failure={opened.error ?? takenOpen.error}
          onClose={close}
          onConfirm={showOpen}
        />
      )}
    </OfficePage>
  );
};
