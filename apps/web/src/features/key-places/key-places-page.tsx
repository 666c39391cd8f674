/** Nursing homes and other institutions: who is responsible for the area sees how each stands. */
import { Checkbox, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconBuildingCommunity, IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { placeKinds, type PlaceRow } from '@qiaomen/domain/key-place/query';
import { formatDay, formatNumber } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { AreaPicker } from '../../office/area-picker.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { Pager } from '../../office/pager.tsx';
import { useCampaign } from '../../office/use-campaign.ts';
import { useMay } from '../../office/use-may.ts';
import { usePageState } from '../../office/use-page-state.ts';
import { useSearchText } from '../../office/use-search-text.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { OfficePage } from '../../ui/office-page.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { InstitutionList } from './institution-list.tsx';
import classes from './key-places.module.css';
import { PlaceDialog } from './place-dialog.tsx';
import { Share } from './share.tsx';

const size = 50;

export const KeyPlacesPage = () => {
  const { say, plain, language } = useText();
  const { get, set, page } = usePageState();
  const client = useQueryClient();
  const { campaign } = useCampaign();
  const mayMap = useMay('keyPlace.map');
  const [text, setText] = useSearchText('key-places');
  const [asked] = useDebouncedValue(text.trim(), 250);
  const [adding, setAdding] = useState(false);
  const area = AreaCode.safeParse(get('area'));
  const kind = placeKinds.find((one) => one === get('kind')) ?? null;
  const closed = get('closed') === '1';
  const list = useQuery({
    ...trpc.keyPlace.list.queryOptions({
      campaignId: campaign?.id ?? '',
      areaCode: area.success ? area.data : null,
      kind,
      text: asked,
      closed,
      page: { page, size },
    }),
    enabled: campaign !== null,
    placeholderData: keepPreviousData,
  });
  const rows = list.data?.rows ?? [];
  const columns: Column<PlaceRow>[] = [
    {
      key: 'name',
      head: say('keyPlace:name'),
      wide: true,
      cell: (row) => (
        <>
          <Link className={classes['link'] ?? ''} to={`/key-places/${row.county}/${row.placeId}`}>
            {row.name}
          </Link>
          {row.closedOn === null ? null : (
            <span className={classes['soft']}>
              {say('keyPlace:closedOn', { date: formatDay(language, row.closedOn) })}
            </span>
          )}
        </>
      ),
    },
    { key: 'kind', head: say('keyPlace:kind'), cell: (row) => say(`keyPlace:kinds.${row.kind}`) },
    { key: 'area', head: say('keyPlace:area'), wide: true, cell: (row) => row.areaPath.join(' ') },
    { key: 'residents', head: say('keyPlace:residents'), numeric: true, cell: (row) => formatNumber(row.residents) },
    { key: 'all', head: say('keyPlace:all'), numeric: true, cell: (row) => formatNumber(row.all) },
    {
      key: 'vaccinated',
      head: say('keyPlace:vaccinated'),
      numeric: true,
      cell: (row) => <Share part={row.vaccinated} whole={row.all} />,
    },
    {
      key: 'complete',
      head: say('keyPlace:complete'),
      numeric: true,
      cell: (row) => <Share part={row.complete} whole={row.all} />,
    },
    {
      key: 'nextDate',
      head: say('keyPlace:nextDate'),
      cell: (row) => (row.nextDate === null ? '–' : formatDay(language, row.nextDate)),
    },
  ];
  return (
    <OfficePage
      title={say('keyPlace:title')}
      aside={
        <BigButton icon={<IconPlus size={20} />} onClick={() => setAdding(true)}>
          {say('keyPlace:add')}
        </BigButton>
      }
      filters={
        <>
          <TextInput
            type="search"
            label={plain('keyPlace:search')}
            value={text}
            miw={240}
            onChange={(event) => {
              setText(event.currentTarget.value);
              set({ page: null });
            }}
          />
          <AreaPicker
            label={say('keyPlace:area')}
            value={area.success ? area.data : null}
            onChange={(code) => set({ area: code })}
          />
          <Select
            label={say('keyPlace:kind')}
            placeholder={plain('office:register.any')}
            data={placeKinds.map((value) => ({ value, label: plain(`keyPlace:kinds.${value}`) }))}
            value={kind}
            clearable
            w={170}
            onChange={(value) => set({ kind: value })}
          />
          <Checkbox
            label={plain('keyPlace:showClosed')}
            checked={closed}
            onChange={(event) => set({ closed: event.currentTarget.checked ? '1' : null })}
          />
        </>
      }
    >
      <p>{say('keyPlace:hint')}</p>
      {list.isError ? <FailureNotice cause={list.error} retry={() => void list.refetch()} /> : null}
      {list.isPending && campaign !== null ? <SkeletonRows count={8} /> : null}
      {list.data !== undefined && rows.length === 0 ? (
        <EmptyState icon={<IconBuildingCommunity size={40} />} title={say('keyPlace:none')} />
      ) : null}
      {rows.length === 0 ? null : (
        <>
          <DataTable caption={plain('keyPlace:title')} columns={columns} rows={rows} rowKey={(row) => row.placeId} />
          <Pager
            page={page}
            size={size}
            total={list.data?.total ?? 0}
            onPage={(next) => set({ page: String(next + 1) })}
          />
        </>
      )}
      {mayMap && campaign !== null ? <InstitutionList campaignId={campaign.id} /> : null}
      {adding ? (
        <PlaceDialog
          place={null}
          onClose={() => {
            setAdding(false);
            void client.invalidateQueries({ queryKey: trpc.keyPlace.pathKey() });
          }}
        />
      ) : null}
    </OfficePage>
  );
};
