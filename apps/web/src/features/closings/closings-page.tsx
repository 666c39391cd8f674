/** Requests to close an entry that wait for a second person; what was decided can be opened again. */
import { SegmentedControl, Textarea } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { AreaCode, CountyCode } from '@qiaomen/domain/area/area-code';
import { ListClosings, type ClosingRow } from '@qiaomen/domain/care/closing-query';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { newId } from '../../offline/new-id.ts';
import { AreaPicker } from '../../office/area-picker.tsx';
import { Confirm } from '../../office/confirm.tsx';
import { CaseList } from '../../office/case-card.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { Pager } from '../../office/pager.tsx';
import { usePageState } from '../../office/use-page-state.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { OfficePage } from '../../ui/office-page.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { ClosingCard, type ClosingAct } from './closing-card.tsx';

const size = 20;
const states = ListClosings.shape.state.options;

export const ClosingsPage = () => {
  const { say, plain } = useText();
  const { get, set, page } = usePageState();
  const state = states.find((one) => one === get('state')) ?? 'waiting';
  const areaCode = AreaCode.safeParse(get('area')).data ?? null;
  const [asked, setAsked] = useState<{ row: ClosingRow; act: ClosingAct; why: string } | null>(null);
  const list = useQuery({
    ...trpc.care.closings.queryOptions({ areaCode, state, page: { page, size } }),
    placeholderData: keepPreviousData,
  });
  const onSuccess = () => {
    setAsked(null);
    void list.refetch();
  };
  const decide = useMutation(trpc.care.agreeClose.mutationOptions({ onSuccess }));
  const reopen = useMutation(trpc.care.reopen.mutationOptions({ onSuccess }));
  const confirm = ({ row, act, why }: NonNullable<typeof asked>) => {
    const { closeId, personId, decision } = row;
    const county = CountyCode.parse(row.county);
    if (act === 'reopen') {
      if (decision === null) return;
      const command = { type: 'care.void' as const, eventId: decision.agreementId, personId, why: why.trim() };
      reopen.mutate({ county, command });
    } else {
      const word = { agreementId: newId(), closeId, personId, agreed: act === 'agree', why: why.trim() };
      decide.mutate({ county, command: { type: 'close.agree', ...word } });
    }
  };
  const data = list.data;
  return (
    <OfficePage
      title={say('closing:title')}
      filters={
        <>
          <SegmentedControl
            value={state}
            data={states.map((value) => ({ value, label: plain(`closing:state.${value}`) }))}
            onChange={(value) => set({ state: value })}
          />
          <AreaPicker label={say('batch:area')} value={areaCode} onChange={(code) => set({ area: code })} />
        </>
      }
    >
      <p>{say('closing:hint')}</p>
      {list.isError ? <FailureNotice cause={list.error} retry={() => void list.refetch()} /> : null}
      {data === undefined ? (
        list.isError ? null : (
          <SkeletonRows />
        )
      ) : data.rows.length === 0 ? (
        <EmptyState icon={<IconCircleCheck size={40} />} title={say('closing:none')} />
      ) : (
        <>
          <p>{say('closing:count', { count: data.total })}</p>
          <CaseList>
            {data.rows.map((row) => (
              <ClosingCard key={row.closeId} row={row} onAct={(act) => setAsked({ row, act, why: '' })} />
            ))}
          </CaseList>
          <Pager page={page} size={size} total={data.total} onPage={(next) => set({ page: String(next + 1) })} />
        </>
      )}
      {asked === null ? null : (
        <Confirm
          opened
          title={say(`closing:ask.${asked.act}`, { name: asked.row.personName })}
          act={say(`closing:act.${asked.act}`)}
          busy={decide.isPending || reopen.isPending}
          failure={decide.error ?? reopen.error}
          disabled={asked.act !== 'agree' && asked.why.trim().length < 2}
          onClose={() => setAsked(null)}
          onConfirm={() => confirm(asked)}
        >
          <Textarea
            label={say('closing:why')}
            required={asked.act !== 'agree'}
            maxLength={500}
            autosize
            minRows={2}
            value={asked.why}
            onChange={(event) => setAsked({ ...asked, why: event.currentTarget.value })}
          />
        </Confirm>
      )}
    </OfficePage>
  );
};
