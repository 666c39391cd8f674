import { Checkbox } from '@mantine/core';
import { IconAlertTriangle, IconAmbulance, IconHome } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { RoundRow } from '@qiaomen/domain/home-plan/query';
import { formatDay, formatNumber } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { Pager } from '../../office/pager.tsx';
import { usePageState } from '../../office/use-page-state.ts';
import { Badge } from '../../ui/badge.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Name } from '../../ui/name.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';

const size = 50;

const Backup = ({ backup }: { backup: RoundRow['backup'] }) => {
  const { say, plain } = useText();
  if (backup === null)
    return (
      <Badge tone="overdue" icon={<IconAlertTriangle size={18} />}>
        {say('homePlan:noBackup')}
      </Badge>
    );
  const { hospital, means, contactName, contactPhone, distanceKm, minutes } = backup;
  return (
    <>
      <Name>{hospital}</Name> · {means.map((one) => plain(`homePlan:means.${one}`)).join(' · ')} ·{' '}
      {say('homePlan:way', { km: distanceKm, minutes })} · <Name>{contactName}</Name> {contactPhone}
    </>
  );
};

/** Days on which a team goes to homes of a township. One without a hospital behind it is a warning. */
export const RoundListOf = ({ campaignId }: { campaignId: string }) => {
  const { say, plain, language } = useText();
  const { get, set, page } = usePageState();
  const onlyUnbacked = get('unbacked') === '1';
  const list = useQuery({
    ...trpc.homePlan.rounds.queryOptions({ campaignId, onlyUnbacked, page: { page, size } }),
    placeholderData: keepPreviousData,
  });
  const data = list.data;
  const columns: Column<RoundRow>[] = [
    { key: 'day', head: say('homePlan:day'), cell: (row) => formatDay(language, row.day) },
    { key: 'area', head: say('office:register.area'), cell: (row) => <Name>{row.areaPath.join(' ')}</Name> },
    { key: 'planned', head: say('homePlan:planned'), numeric: true, cell: (row) => formatNumber(row.planned) },
    { key: 'given', head: say('homePlan:given'), numeric: true, cell: (row) => formatNumber(row.given) },
    { key: 'backup', head: say('homePlan:backup'), wide: true, cell: (row) => <Backup backup={row.backup} /> },
  ];
  return (
    <>
      {data === undefined || data.unbacked === 0 ? null : (
        <Notice tone="overdue" icon={<IconAmbulance />} title={say('homePlan:unbacked', { count: data.unbacked })}>
          {say('homePlan:unbackedHint')}
        </Notice>
      )}
      <Checkbox
        label={say('homePlan:onlyUnbacked')}
        checked={onlyUnbacked}
        onChange={(event) => set({ unbacked: event.currentTarget.checked ? '1' : null })}
        my="sm"
      />
      {list.isError ? <FailureNotice cause={list.error} retry={() => void list.refetch()} /> : null}
      {data === undefined ? (
        list.isError ? null : (
          <SkeletonRows />
        )
      ) : data.rows.length === 0 ? (
        <EmptyState icon={<IconHome size={40} />} title={say('homePlan:noRounds')} />
      ) : (
        <>
          <DataTable
            caption={plain('homePlan:tab.rounds')}
            columns={columns}
            rows={data.rows}
            rowKey={(row) => `${row.day} ${row.areaCode}`}
          />
          <Pager page={page} size={size} total={data.total} onPage={(next) => set({ page: String(next + 1) })} />
        </>
      )}
    </>
  );
};
