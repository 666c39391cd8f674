/** Elders found at the door, beside those in the register who may be the same person. The visits are kept in every case. */
import { SegmentedControl } from '@mantine/core';
import { IconDoor } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ListProposals, type DecideProposal } from '@qiaomen/domain/proposal/query';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { Confirm } from '../../office/confirm.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { Pager } from '../../office/pager.tsx';
import { usePageState } from '../../office/use-page-state.ts';
import { controlClass, Labelled } from '../../ui/labelled.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { OfficePage } from '../../ui/office-page.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { ProposalCard } from './proposal-card.tsx';

const size = 20;
const states = ListProposals.shape.state.options;

interface Asking {
  name: string;
  decision: DecideProposal;
}

export const ProposalsPage = () => {
  const { say, plain } = useText();
  const { get, set, page } = usePageState();
  const state = states.find((one) => one === get('state')) ?? 'pending';
  const [asking, setAsking] = useState<Asking | null>(null);
  const list = useQuery({
    ...trpc.proposal.list.queryOptions({ state, page: { page, size } }),
    placeholderData: keepPreviousData,
  });
  const decide = useMutation(
    trpc.proposal.decide.mutationOptions({
      onSuccess: () => {
        setAsking(null);
        void list.refetch();
      },
    }),
  );
  const decision = asking?.decision;
  const act = decision?.decision ?? 'accept';
  return (
    <OfficePage
      title={say('office:proposals.title')}
      filters={
        <SegmentedControl
          value={state}
          data={states.map((value) => ({ value, label: plain(`office:proposals.${value}`) }))}
          onChange={(value) => set({ state: value })}
        />
      }
    >
      {list.isError ? <FailureNotice cause={list.error} retry={() => void list.refetch()} /> : null}
      {list.data === undefined ? (
        list.isError ? null : (
          <SkeletonRows />
        )
      ) : list.data.rows.length === 0 ? (
        <EmptyState icon={<IconDoor size={40} />} title={say('office:proposals.none')} />
      ) : (
        <>
          {list.data.rows.map((row) => (
            <ProposalCard
              key={row.proposalId}
              row={row}
              onDecide={(chosen) => setAsking({ name: row.name, decision: chosen })}
            />
          ))}
          <Pager page={page} size={size} total={list.data.total} onPage={(next) => set({ page: String(next + 1) })} />
        </>
      )}
      {asking === null || decision === undefined ? null : (
        <Confirm
          opened
          title={
            decision.decision === 'accept'
              ? say('office:proposals.acceptAsk', { name: asking.name })
              : decision.decision === 'link'
                ? say('office:proposals.linkAsk', { name: asking.name })
                : say('office:proposals.decline')
          }
          act={say(`office:proposals.${act}`)}
          busy={decide.isPending}
          failure={decide.error}
          disabled={decision.decision === 'decline' && decision.why.trim() === ''}
          onClose={() => setAsking(null)}
          onConfirm={() => decide.mutate(decision)}
        >
          {decision.decision === 'decline' ? (
            <Labelled label={say('office:proposals.declineWhy')} htmlFor="decline-why">
              <textarea
                id="decline-why"
                className={controlClass}
                maxLength={300}
                value={decision.why}
                onChange={(event) =>
                  setAsking({ ...asking, decision: { ...decision, why: event.currentTarget.value } })
                }
              />
            </Labelled>
          ) : null}
        </Confirm>
      )}
    </OfficePage>
  );
};
