/** Tablets of the area: who has them, what waits on them, and what happened to their storage. */
import { Select } from '@mantine/core';
import { IconDeviceTablet } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DeviceState, deviceStates, type DeviceRow } from '@qiaomen/domain/device/query';
import { api } from '../../api/client.ts';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { Pager } from '../../office/pager.tsx';
import { usePageState } from '../../office/use-page-state.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { OfficePage } from '../../ui/office-page.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { OneTimeCodeDialog, type CodeFor } from '../../office/one-time-code-dialog.tsx';
import { DeviceTable } from './device-table.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';
import { UnsentFileField } from './unsent-file-field.tsx';

const size = 50;

export const DevicesPage = () => {
  const { say, plain } = useText();
  const { get, set, page } = usePageState();
  const state = DeviceState.safeParse(get('state')).data ?? null;
  const [revoking, setRevoking] = useState<DeviceRow | null>(null);
  const [code, setCode] = useState<CodeFor | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const list = useQuery({
    ...trpc.device.list.queryOptions({ page: { page, size }, state }),
    placeholderData: keepPreviousData,
  });
  const makeCode = async (row: DeviceRow): Promise<void> => {
    setFailure(null);
    try {
      setCode({ code: await api.device.code.mutate({ userId: row.userId }), login: null, name: row.userName });
    } catch (cause) {
      setFailure(cause);
    }
  };
  return (
    <OfficePage
      title={say('device:title')}
      aside={
        list.data === undefined ? null : (
          <strong aria-live="polite">{say('device:count', { count: list.data.total })}</strong>
        )
      }
      filters={
        <Select
          label={plain('device:state')}
          placeholder={plain('common:all')}
          clearable
          data={deviceStates.map((value) => ({ value, label: plain(`device:states.${value}`) }))}
          value={state}
          onChange={(value) => set({ state: value, page: null })}
        />
      }
    >
      <p>{say('device:hint')}</p>
      <UnsentFileField onImported={() => void list.refetch()} />
      {failure === null ? null : <FailureNotice cause={failure} />}
      {list.isError ? <FailureNotice cause={list.error} retry={() => void list.refetch()} /> : null}
      {list.data === undefined ? (
        list.isError ? null : (
          <SkeletonRows />
        )
      ) : list.data.rows.length === 0 ? (
        <EmptyState icon={<IconDeviceTablet size={40} />} title={say('device:none')} />
      ) : (
        <>
          <DeviceTable rows={list.data.rows} onRevoke={setRevoking} onCode={(row) => void makeCode(row)} />
          <Pager page={page} size={size} total={list.data.total} onPage={(next) => set({ page: String(next + 1) })} />
        </>
      )}
      {revoking === null ? null : (
        <RevokeDialog
          device={revoking}
          onClose={() => setRevoking(null)}
          onRevoked={() => {
            setRevoking(null);
            void list.refetch();
          }}
        />
      )}
      {code === null ? null : (
        <OneTimeCodeDialog title={plain('device:code')} {...code} onClose={() => setCode(null)} />
      )}
    </OfficePage>
  );
};
