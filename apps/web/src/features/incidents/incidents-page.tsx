/** What was recorded against a rule. Nothing here is taken away: somebody looks into it and says what came of it. */
import { SegmentedControl, Select, Textarea } from '@mantine/core';
import { IconCircleCheck, IconCopy } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { IncidentFlag, incidentStates, type IncidentAct, type IncidentRow } from '@qiaomen/domain/incident/query';
import { formatNumber } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { AreaPicker } from '../../office/area-picker.tsx';
import { Confirm } from '../../office/confirm.tsx';
import { CaseList } from '../../office/case-card.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { Pager } from '../../office/pager.tsx';
import { usePageState } from '../../office/use-page-state.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { OfficePage } from '../../ui/office-page.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { IncidentCard } from './incident-card.tsx';

const size = 20;
const states = ['open', ...incidentStates] as const;

export const IncidentsPage = () => {
  const { say, plain } = useText();
  const { get, set, page } = usePageState();
  const state = states.find((one) => one === get('state')) ?? 'open';
  const flag = IncidentFlag.safeParse(get('flag')).data ?? null;
  const areaCode = AreaCode.safeParse(get('area')).data ?? null;
  const [asked, setAsked] = useState<{ row: IncidentRow; act: IncidentAct; note: string } | null>(null);
  const list = useQuery({
    ...trpc.incident.list.queryOptions({ areaCode, state, flag, page: { page, size } }),
    placeholderData: keepPreviousData,
  });
  const done = useMutation(
    trpc.incident.act.mutationOptions({
      onSuccess: () => {
        setAsked(null);
        void list.refetch();
      },
    }),
  );
  const ask = (row: IncidentRow, act: IncidentAct) => {
    if (act === 'acknowledged') done.mutate({ county: row.county, eventId: row.eventId, act, note: '' });
    else setAsked({ row, act, note: '' });
  };
  const data = list.data;
  const duplicates = data?.byFlag.find((one) => one.flag === 'near_duplicate_dose')?.count ?? 0;
  const counted = (one: (typeof states)[number]): number =>
    data === undefined ? 0 : one === 'open' ? data.byState.new + data.byState.acknowledged : data.byState[one];
  return (
    <OfficePage
      title={say('incident:title')}
      filters={
        <>
          <SegmentedControl
            value={state}
            data={states.map((value) => ({
              value,
              label: `${plain(`incident:state.${value}`)} ${formatNumber(counted(value))}`,
            }))}
            onChange={(value) => set({ state: value })}
          />
          <Select
            label={say('incident:reason')}
            placeholder={plain('common:all')}
            data={(data?.byFlag ?? []).map(({ flag: value, count }) => ({
              value,
              label: `${plain(`incident:flag.${value}`)} ${formatNumber(count)}`,
            }))}
            value={flag}
            clearable
            onChange={(value) => set({ flag: value })}
            miw={280}
          />
          <AreaPicker label={say('batch:area')} value={areaCode} onChange={(code) => set({ area: code })} />
        </>
      }
    >
      <p>{say('incident:hint')}</p>
      {duplicates === 0 || flag === 'near_duplicate_dose' ? null : (
        <Notice tone="due" icon={<IconCopy />} title={say('incident:duplicates', { count: duplicates })}>
          <BigButton look="quiet" onClick={() => set({ flag: 'near_duplicate_dose', state: 'open' })}>
            {say('incident:showDuplicates')}
          </BigButton>
        </Notice>
      )}
      {list.isError ? <FailureNotice cause={list.error} retry={() => void list.refetch()} /> : null}
      {done.error !== null && asked === null ? <FailureNotice cause={done.error} /> : null}
      {data === undefined ? (
        list.isError ? null : (
          <SkeletonRows />
        )
      ) : data.rows.length === 0 ? (
        <EmptyState icon={<IconCircleCheck size={40} />} title={say('incident:none')} />
      ) : (
        <>
          <CaseList>
            {data.rows.map((row) => (
              <IncidentCard key={row.eventId} row={row} onAct={(act) => ask(row, act)} />
            ))}
          </CaseList>
          <Pager page={page} size={size} total={data.total} onPage={(next) => set({ page: String(next + 1) })} />
        </>
      )}
      {asked === null ? null : (
        <Confirm
          opened
          title={say('incident:askNote', { name: asked.row.personName })}
          act={say(`incident:act.${asked.act}`)}
          busy={done.isPending}
          failure={done.error}
          disabled={asked.note.trim().length < 2}
          onClose={() => setAsked(null)}
          onConfirm={() =>
            done.mutate({
              county: asked.row.county,
              eventId: asked.row.eventId,
              act: asked.act,
              note: asked.note.trim(),
            })
          }
        >
          <Textarea
            label={say('incident:note')}
            maxLength={500}
            minRows={3}
            autosize
            required
            value={asked.note}
            onChange={(event) => setAsked({ ...asked, note: event.currentTarget.value })}
          />
        </Confirm>
      )}
    </OfficePage>
  );
};
