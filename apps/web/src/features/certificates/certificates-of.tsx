/** All certificates of one member of staff, withdrawn ones with their reason; an admin adds, renews and withdraws. */
import { Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CertificateRow, StaffRow } from '@qiaomen/domain/care/certificate';
import { formatDay, formatInstant } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { Confirm } from '../../office/confirm.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { useMay } from '../../office/use-may.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { Name } from '../../ui/name.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { CertificateForm } from './certificate-form.tsx';
import { CertificateBadge } from './state-badge.tsx';
import classes from './certificates.module.css';

interface LineProps {
  row: CertificateRow;
  onRenew: (() => void) | null;
  onWithdraw: (() => void) | null;
}

const Line = ({ row, onRenew, onWithdraw }: LineProps) => {
  const { say, language } = useText();
  const { withdrawn } = row;
  return (
    <li className={withdrawn === null ? '' : classes['gone']}>
      <div className={classes['top']}>
        <strong>{say(`certificate:kinds.${row.kind}`)}</strong>
        <span>{row.numberMasked}</span>
        {withdrawn === null ? <CertificateBadge state={row.state} /> : null}
      </div>
      <p>
        <Name>{row.issuer}</Name> ·{' '}
        {say('certificate:period', { from: formatDay(language, row.validFrom), to: formatDay(language, row.validTo) })}{' '}
        · {say('certificate:trained', { day: formatDay(language, row.trainedUntil) })}
      </p>
      {withdrawn === null ? null : (
        <p className={classes['soft']}>
          {say('certificate:withdrawnBy', {
            time: formatInstant(language, withdrawn.at),
            name: withdrawn.byName ?? '',
          })}{' '}
          <Name>{withdrawn.reason}</Name>
        </p>
      )}
      {withdrawn !== null || onRenew === null || onWithdraw === null ? null : (
        <div className={classes['acts']}>
          <BigButton look="quiet" onClick={onRenew}>
            {say('certificate:renew')}
          </BigButton>
          <BigButton look="quiet" onClick={onWithdraw}>
            {say('certificate:withdraw')}
          </BigButton>
        </div>
      )}
    </li>
  );
};

export const CertificatesOf = ({ staff, onChanged }: { staff: StaffRow; onChanged: () => void }) => {
  const { say } = useText();
  const mayManage = useMay('certificate.manage');
  const [form, setForm] = useState<{ from: CertificateRow | null } | null>(null);
  const [ending, setEnding] = useState<{ row: CertificateRow; reason: string } | null>(null);
  const { userId } = staff;
  const list = useQuery(trpc.certificate.list.queryOptions({ userId }));
  const done = () => {
    setForm(null);
    setEnding(null);
    void list.refetch();
    onChanged();
  };
  const withdraw = useMutation(trpc.certificate.withdraw.mutationOptions({ onSuccess: done }));
  return (
    <div className={classes['inner']}>
      {list.isError ? <FailureNotice cause={list.error} retry={() => void list.refetch()} /> : null}
      {list.data === undefined ? (
        list.isError ? null : (
          <SkeletonRows count={2} />
        )
      ) : (
        <ul className={classes['lines']}>
          {list.data.map((row) => (
            <Line
              key={row.id}
              row={row}
              onRenew={mayManage ? () => setForm({ from: row }) : null}
              onWithdraw={mayManage ? () => setEnding({ row, reason: '' }) : null}
            />
          ))}
        </ul>
      )}
      {mayManage ? <BigButton onClick={() => setForm({ from: null })}>{say('certificate:add')}</BigButton> : null}
      {form === null ? null : (
        <CertificateForm userId={userId} from={form.from} onClose={() => setForm(null)} onDone={done} />
      )}
      {ending === null ? null : (
        <Confirm
          opened
          title={say('certificate:withdrawAsk', { name: staff.name })}
          act={say('certificate:withdraw')}
          busy={withdraw.isPending}
          failure={withdraw.error}
          disabled={ending.reason.trim().length < 2}
          onClose={() => setEnding(null)}
          onConfirm={() => withdraw.mutate({ id: ending.row.id, userId, reason: ending.reason.trim() })}
        >
          <Textarea
            label={say('certificate:reason')}
            required
            maxLength={300}
            value={ending.reason}
            onChange={(event) => setEnding({ ...ending, reason: event.currentTarget.value })}
          />
        </Confirm>
      )}
    </div>
  );
};
