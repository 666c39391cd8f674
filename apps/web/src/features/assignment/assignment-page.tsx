/** Who has which area: workers with their duties and open entries, and giving an area to one of them. */
import { IconMapPin, IconUsers } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { AreaCode } from '@qiaomen/domain/area/area-code';
import type { WorkerRow } from '@qiaomen/domain/assignment/query';
import { formatInstant, formatNumber } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { AreaPicker } from '../../office/area-picker.tsx';
import { Confirm } from '../../office/confirm.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { useOwnArea } from '../../office/own-area.ts';
import { Pager } from '../../office/pager.tsx';
import { useCampaign } from '../../office/use-campaign.ts';
import { usePageState } from '../../office/use-page-state.ts';
import { WorkerPicker } from '../../office/worker-picker.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { OfficePage } from '../../ui/office-page.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';

const size = 50;

export const AssignmentPage = () => {
  const { say, plain, language } = useText();
  const { get, set, page } = usePageState();
  const own = useOwnArea();
  const { campaign } = useCampaign();
  const asked = AreaCode.safeParse(get('area'));
  const area = asked.success ? asked.data : (own?.areaCode ?? null);
  const [giving, setGiving] = useState<{ areaCode: AreaCode | null; userId: string | null } | null>(null);
  const workers = useQuery({
    ...trpc.assignment.workers.queryOptions({ areaCode: area ?? AreaCode.parse('22'), page: { page, size } }),
    enabled: area !== null,
    placeholderData: keepPreviousData,
  });
  const assign = useMutation(
    trpc.assignment.area.mutationOptions({
      onSuccess: () => {
        setGiving(null);
        void workers.refetch();
      },
    }),
  );
  const columns: Column<WorkerRow>[] = [
    { key: 'name', head: say('office:workers.name'), cell: (row) => <strong>{row.name}</strong> },
    { key: 'role', head: say('office:workers.role'), cell: (row) => say(`codes:role.${row.role}`) },
    {
      key: 'areas',
      head: say('office:workers.areas'),
      cell: (row) => row.duties.map(({ nameZh }) => nameZh).join(' · '),
    },
    {
      key: 'open',
      head: say('office:figure.open'),
      numeric: true,
      cell: (row) => formatNumber(row.open),
    },
    {
      key: 'contact',
      head: say('office:workers.lastContact'),
      cell: (row) =>
        row.lastContactAt === null ? say('office:workers.never') : formatInstant(language, row.lastContactAt),
    },
    {
      key: 'unsent',
      head: say('office:workers.unsentHead'),
      numeric: true,
      cell: (row) => (row.lastContactAt === null ? '–' : formatNumber(row.unsent)),
    },
  ];
  return (
    <OfficePage
      title={say('office:workers.title')}
      aside={
        <BigButton
          icon={<IconMapPin size={20} />}
          disabled={campaign === null}
          onClick={() => setGiving({ areaCode: null, userId: null })}
        >
          {say('office:workers.assignArea')}
        </BigButton>
      }
      filters={
        <AreaPicker
          label={say('office:register.area')}
          value={area}
          {...(own !== null && area === own.areaCode ? { valueName: own.nameZh } : {})}
          onChange={(code) => set({ area: code })}
        />
      }
    >
      <p>{say('office:workers.hint')}</p>
      {assign.data === undefined ? null : (
        <Notice tone="done" urgent>
          {say('office:workers.done', { count: assign.data.changed })}
        </Notice>
      )}
      {workers.isError ? <FailureNotice cause={workers.error} retry={() => void workers.refetch()} /> : null}
      {workers.data === undefined ? (
        workers.isError ? null : (
          <SkeletonRows />
        )
      ) : workers.data.rows.length === 0 ? (
        <EmptyState icon={<IconUsers size={40} />} title={say('office:workers.none')} />
      ) : (
        <>
          <DataTable
            caption={plain('office:workers.title')}
            columns={columns}
            rows={workers.data.rows}
            rowKey={(row) => row.userId}
          />
          <Pager
            page={page}
            size={size}
            total={workers.data.total}
            onPage={(next) => set({ page: String(next + 1) })}
          />
        </>
      )}
      {giving === null || campaign === null || own === null ? null : (
        <Confirm
          opened
          title={say('office:workers.assignArea')}
          act={say('office:workers.confirm')}
          busy={assign.isPending}
          failure={assign.error}
          disabled={giving.areaCode === null}
          onClose={() => setGiving(null)}
          onConfirm={() => {
            if (giving.areaCode !== null)
              assign.mutate({ campaignId: campaign.id, areaCode: giving.areaCode, userId: giving.userId });
          }}
        >
          <AreaPicker
            label={say('office:workers.choose')}
            value={giving.areaCode}
            onChange={(areaCode) => setGiving({ ...giving, areaCode })}
          />
          <WorkerPicker
            label={say('office:workers.assignTo')}
            areaCode={own.areaCode}
            value={giving.userId}
            placeholder={plain('office:workers.nobody')}
            onChange={(userId) => setGiving({ ...giving, userId })}
          />
        </Confirm>
      )}
    </OfficePage>
  );
};
