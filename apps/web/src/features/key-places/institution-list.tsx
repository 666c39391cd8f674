import { Select } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { CountyCode } from '@qiaomen/domain/area/area-code';
import type { InstitutionRow } from '@qiaomen/domain/key-place/query';
import { formatNumber } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { Pager } from '../../office/pager.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { Notice } from '../../ui/notice.tsx';
import classes from './key-places.module.css';

const size = 20;

/** Searches the places, so that a prefecture with hundreds can be mapped too. */
const PlaceChoice = ({ campaignId, row }: { campaignId: string; row: InstitutionRow }) => {
  const { plain } = useText();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const places = useQuery({
    ...trpc.keyPlace.list.queryOptions({
      campaignId,
      areaCode: null,
      kind: null,
      text: text === row.place?.name ? '' : text.slice(0, 50),
      closed: false,
      page: { page: 0, size: 30 },
    }),
    placeholderData: keepPreviousData,
  });
  const map = useMutation(
    trpc.keyPlace.map.mutationOptions({
      onSuccess: () => void client.invalidateQueries({ queryKey: trpc.keyPlace.pathKey() }),
    }),
  );
  const found = (places.data?.rows ?? []).map(({ county, placeId, name }) => ({
    value: `${county} ${placeId}`,
    label: name,
  }));
  const current =
    row.place === null ? null : { value: `${row.place.county} ${row.place.placeId}`, label: row.place.name };
  const data = current !== null && !found.some(({ value }) => value === current.value) ? [current, ...found] : found;
  return (
    <>
      <Select
        aria-label={`${plain('keyPlace:meant')}: ${row.name}`}
        placeholder={plain('keyPlace:choose')}
        searchable
        clearable
        data={data}
        value={current?.value ?? null}
        onSearchChange={setText}
        filter={({ options }) => options}
        disabled={map.isPending}
        onChange={(value) => {
          const [county = '', placeId = ''] = value?.split(' ') ?? [];
          const place = value === null ? null : { county: CountyCode.parse(county), placeId };
          map.mutate({ institutionId: row.institutionId, place });
        }}
      />
      {map.isError ? <FailureNotice cause={map.error} /> : null}
    </>
  );
};

/** Names of rosters and what they stand for; those that stand for nothing come first. */
export const InstitutionList = ({ campaignId }: { campaignId: string }) => {
  const { say, plain } = useText();
  const [page, setPage] = useState(0);
  const list = useQuery({
    ...trpc.keyPlace.institutions.queryOptions({ unmatched: false, page: { page, size } }),
    placeholderData: keepPreviousData,
  });
  const open = useQuery(trpc.keyPlace.institutions.queryOptions({ unmatched: true, page: { page: 0, size: 1 } }));
  const take = useMutation(trpc.keyPlace.takeRosters.mutationOptions());
  const rows = list.data?.rows ?? [];
  const unmatched = open.data?.total ?? 0;
  const columns: Column<InstitutionRow>[] = [
    { key: 'name', head: say('keyPlace:name'), wide: true, cell: (row) => row.name },
    { key: 'code', head: say('keyPlace:code'), cell: (row) => row.code },
    { key: 'residents', head: say('keyPlace:residents'), numeric: true, cell: (row) => formatNumber(row.residents) },
    {
      key: 'place',
      head: say('keyPlace:meant'),
      wide: true,
      cell: (row) => <PlaceChoice campaignId={campaignId} row={row} />,
    },
  ];
  return (
    <section className={classes['rosters']}>
      <h2>{say('keyPlace:rosters')}</h2>
      <p>{say('keyPlace:rostersHint')}</p>
      <div className={classes['acts']}>
        <BigButton
          look="quiet"
          icon={<IconRefresh size={20} />}
          disabled={take.isPending}
          onClick={() => take.mutate()}
        >
          {say('keyPlace:takeAgain')}
        </BigButton>
      </div>
      {take.isSuccess ? <Notice tone="done" title={say('keyPlace:taken')} /> : null}
      {take.isError ? <FailureNotice cause={take.error} /> : null}
      {list.isError ? <FailureNotice cause={list.error} retry={() => void list.refetch()} /> : null}
      {rows.length === 0 ? null : (
        <>
          <Notice
            tone={unmatched > 0 ? 'due' : 'done'}
            title={unmatched > 0 ? say('keyPlace:unmatched', { count: unmatched }) : say('keyPlace:allMatched')}
          />
          <DataTable
            caption={plain('keyPlace:rosters')}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.institutionId}
          />
          <Pager page={page} size={size} total={list.data?.total ?? 0} onPage={setPage} />
        </>
      )}
    </section>
  );
};
