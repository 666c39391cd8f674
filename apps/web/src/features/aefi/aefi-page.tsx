/** Suspected reactions after a vaccination, whose clock ran out longest ago first. */
import { SegmentedControl, Textarea } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { ListAefi, type AefiRow, type AefiStepLine, type DeskStep } from '@qiaomen/domain/aefi-desk/query';
import { formatNumber } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { AreaPicker } from '../../office/area-picker.tsx';
import { Confirm } from '../../office/confirm.tsx';
import { CaseList } from '../../office/case-card.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { Pager } from '../../office/pager.tsx';
import { usePageState } from '../../office/use-page-state.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { OfficePage } from '../../ui/office-page.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { AefiCard } from './aefi-card.tsx';
import { StepDialog } from './step-dialog.tsx';
import { Name } from '../../ui/name.tsx';

const size = 20;
const states = ListAefi.shape.state.options;

interface TakeBackProps {
  row: AefiRow;
  step: AefiStepLine;
  onClose: () => void;
  onDone: () => void;
}

const TakeBack = ({ row, step, onClose, onDone }: TakeBackProps) => {
  const { say } = useText();
  const [note, setNote] = useState('');
  const back = useMutation(trpc.aefi.takeBack.mutationOptions({ onSuccess: onDone }));
  const { county, aefiId } = row;
  return (
    <Confirm
      opened
      title={
        <>
          <Name>{row.personName}</Name> · {say(`aefi:step.${step.step}`)}
        </>
      }
      act={say('aefi:takeBack')}
      busy={back.isPending}
      failure={back.error}
      disabled={note.trim().length < 2}
      onClose={onClose}
      onConfirm={() => back.mutate({ county, aefiId, stepId: step.id, note: note.trim() })}
    >
      <p>{say('aefi:takeBackAsk')}</p>
      <Textarea
        label={say('aefi:why')}
        required
        maxLength={1000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </Confirm>
  );
};

export const AefiPage = () => {
  const { say, plain } = useText();
  const { get, set, page } = usePageState();
  const state = states.find((one) => one === get('state')) ?? 'open';
  const areaCode = AreaCode.safeParse(get('area')).data ?? null;
  const [asked, setAsked] = useState<{ row: AefiRow; step: DeskStep } | null>(null);
  const [taking, setTaking] = useState<{ row: AefiRow; step: AefiStepLine } | null>(null);
  const list = useQuery({
    ...trpc.aefi.list.queryOptions({ areaCode, state, page: { page, size } }),
    placeholderData: keepPreviousData,
    // clocks run while the page is open
    refetchInterval: 60_000,
  });
  const done = () => {
    setAsked(null);
    setTaking(null);
    void list.refetch();
  };
  const data = list.data;
  return (
    <OfficePage
      title={say('aefi:title')}
      filters={
        <>
          <SegmentedControl
            value={state}
            data={states.map((value) => ({
              value,
              label: `${plain(`aefi:state.${value}`)} ${formatNumber(data?.[value] ?? 0)}`,
            }))}
            onChange={(value) => set({ state: value })}
          />
          <AreaPicker label={say('batch:area')} value={areaCode} onChange={(code) => set({ area: code })} />
        </>
      }
    >
      <p>{say('aefi:hint')}</p>
      {list.isError ? <FailureNotice cause={list.error} retry={() => void list.refetch()} /> : null}
      {data === undefined ? (
        list.isError ? null : (
          <SkeletonRows />
        )
      ) : data.rows.length === 0 ? (
        <EmptyState icon={<IconCircleCheck size={40} />} title={say('aefi:none')} />
      ) : (
        <>
          <CaseList>
            {data.rows.map((row) => (
              <AefiCard
                key={row.aefiId}
                row={row}
                onStep={(step) => setAsked({ row, step })}
                onTakeBack={(step) => setTaking({ row, step })}
              />
            ))}
          </CaseList>
          <Pager page={page} size={size} total={data.total} onPage={(next) => set({ page: String(next + 1) })} />
        </>
      )}
      {asked === null ? null : <StepDialog {...asked} onClose={() => setAsked(null)} onDone={done} />}
      {taking === null ? null : <TakeBack {...taking} onClose={() => setTaking(null)} onDone={done} />}
    </OfficePage>
  );
};
