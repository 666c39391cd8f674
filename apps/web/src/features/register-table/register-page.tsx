/** The register: filter, sort, page, search, and give people an owner. */
import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconFileExport, IconListSearch, IconSearch, IconUserPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { Pager } from '../../office/pager.tsx';
import { useCampaign } from '../../office/use-campaign.ts';
import { usePageState } from '../../office/use-page-state.ts';
import { useSearchText } from '../../office/use-search-text.ts';
import { useMay } from '../../office/use-may.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { OfficePage } from '../../ui/office-page.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { AssignDialog } from './assign-dialog.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { filterOf, sortOf } from './register-filter.ts';
import { RegisterFilters } from './register-filters.tsx';
import { RegisterRows } from './register-rows.tsx';

const size = 50;

export const RegisterPage = () => {
  const { say, plain } = useText();
  const { set, page, parameters } = usePageState();
  const { campaign } = useCampaign();
  const mayAssign = useMay('assignment.set');
  const mayExport = useMay('registerExport.ask');
  const [text, setText] = useSearchText('register');
  const [searched] = useDebouncedValue(text.trim(), 250);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [assigning, setAssigning] = useState(false);
  const [exporting, setExporting] = useState(false);
  const asked = { filter: filterOf(parameters), ...sortOf(parameters), text: searched };
  const list = useQuery({
    ...trpc.register.list.queryOptions({
      campaignId: campaign?.id ?? '',
      page: { page, size },
      ...asked,
    }),
    enabled: campaign !== null,
    placeholderData: keepPreviousData,
  });
  const rows = list.data?.rows ?? [];
  const chosen = rows.filter((row) => selected.has(row.entryId));

  return (
    <OfficePage
      title={say('office:register.title')}
      aside={
        <>
          {list.data === undefined ? null : (
            <strong aria-live="polite">{say('office:register.count', { count: list.data.total })}</strong>
          )}
          {mayExport && rows.length > 0 ? (
            <BigButton look="quiet" icon={<IconFileExport size={20} />} onClick={() => setExporting(true)}>
              {say('registerExport:act')}
            </BigButton>
          ) : null}
          {mayAssign && chosen.length > 0 ? (
            <BigButton icon={<IconUserPlus size={20} />} onClick={() => setAssigning(true)}>
              {say('office:register.assign')} · {say('office:register.selected', { count: chosen.length })}
            </BigButton>
          ) : null}
        </>
      }
      filters={
        <>
          <TextInput
            type="search"
            label={plain('common:search')}
            placeholder={plain('office:register.search')}
            leftSection={<IconSearch size={18} aria-hidden="true" />}
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value);
              set({ page: null });
            }}
            miw={320}
          />
          <RegisterFilters parameters={parameters} set={set} />
        </>
      }
    >
      {list.isError ? <FailureNotice cause={list.error} retry={() => void list.refetch()} /> : null}
      {list.data === undefined && !list.isError ? <SkeletonRows count={12} /> : null}
      {list.data !== undefined && rows.length === 0 ? (
        <EmptyState icon={<IconListSearch size={40} />} title={say('office:register.none')} />
      ) : null}
      {rows.length > 0 ? (
        <>
          <RegisterRows
            rows={rows}
            parameters={parameters}
            set={set}
            selectable={mayAssign}
            selected={selected}
            onSelect={(ids, on) =>
              setSelected((before) => new Set(on ? [...before, ...ids] : [...before].filter((id) => !ids.includes(id))))
            }
          />
          <Pager
            page={page}
            size={size}
            total={list.data?.total ?? 0}
            onPage={(next) => set({ page: String(next + 1) })}
          />
        </>
      ) : null}
      {campaign !== null && exporting ? (
        <ExportDialog
          asked={{ campaignId: campaign.id, ...asked }}
          total={list.data?.total ?? 0}
          onClose={() => setExporting(false)}
        />
      ) : null}
      {campaign !== null && assigning ? (
        <AssignDialog
          campaignId={campaign.id}
          rows={chosen}
          onClose={(done) => {
            setAssigning(false);
            if (done) {
              setSelected(new Set());
              void list.refetch();
            }
          }}
        />
      ) : null}
    </OfficePage>
  );
};
