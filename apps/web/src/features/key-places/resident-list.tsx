import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { PlaceRequest, ResidentRow } from '@qiaomen/domain/key-place/query';
import { formatDay } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { Confirm } from '../../office/confirm.tsx';
import { DayField } from '../../office/day-field.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { Pager } from '../../office/pager.tsx';
import { StateBadge } from '../../office/state-badge.tsx';
import { usePageState } from '../../office/use-page-state.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import classes from './key-places.module.css';

const size = 50;

interface ResidentListProps {
  request: PlaceRequest;
  campaignId: string;
  past: boolean;
  today: string;
  onChanged: () => void;
}

export const ResidentList = ({ request, campaignId, past, today, onChanged }: ResidentListProps) => {
  const { say, plain, language } = useText();
  const { set, page } = usePageState();
  const [leaving, setLeaving] = useState<ResidentRow | null>(null);
  const [day, setDay] = useState(today);
  const list = useQuery({
    ...trpc.keyPlace.residents.queryOptions({ ...request, campaignId, past, page: { page, size } }),
    placeholderData: keepPreviousData,
  });
  const moveOut = useMutation(
    trpc.keyPlace.moveOut.mutationOptions({
      onSuccess: () => {
        setLeaving(null);
        onChanged();
      },
    }),
  );
  const dayOf = (text: string | null) => (text === null ? '–' : formatDay(language, text));
  const columns: Column<ResidentRow>[] = [
    { key: 'room', head: say('keyPlace:room'), cell: (row) => row.room || '–' },
    {
      key: 'name',
      head: say('keyPlace:person'),
      cell: (row) =>
        row.name === null ? (
          <span className={classes['soft']}>{say('keyPlace:elsewhere')}</span>
        ) : (
          <Link className={classes['link'] ?? ''} to={`/person/${row.personCounty}/${row.personId}`}>
            {row.name}
          </Link>
        ),
    },
    {
      key: 'age',
      head: say('office:register.sexAge'),
      cell: (row) => (
        <>
          {row.sex === null ? null : say(`codes:sex.${row.sex}`)}{' '}
          {row.age === null ? null : say('common:age', { age: row.age })}
        </>
      ),
    },
    { key: 'home', head: say('keyPlace:home'), wide: true, cell: (row) => row.homePath.join(' ') },
    {
      key: 'state',
      head: say('office:register.state'),
      cell: (row) => (row.state === null ? '–' : <StateBadge state={row.state} />),
    },
    {
      key: 'dose',
      head: say('office:register.dose'),
      cell: (row) => (row.doseStatus === null ? '–' : say(`codes:doseStatus.${row.doseStatus}`)),
    },
    {
      key: 'next',
      head: say('office:register.nextDate'),
      wide: true,
      cell: (row) => (
        <>
          {row.nextAction === null ? null : <>{say(`codes:nextAction.${row.nextAction}`)} · </>}
          {dayOf(row.nextDate)}
        </>
      ),
    },
    { key: 'from', head: say('keyPlace:from'), cell: (row) => dayOf(row.fromOn) },
    ...(past ? [{ key: 'to', head: say('keyPlace:to'), cell: (row: ResidentRow) => dayOf(row.toOn) }] : []),
    { key: 'origin', head: say('keyPlace:origin'), cell: (row) => say(`keyPlace:origins.${row.origin}`) },
    {
      key: 'acts',
      head: '',
      cell: (row) => (
        <div className={classes['acts']}>
          {past ? (
            <BigButton
              look="quiet"
              onClick={() => moveOut.mutate({ county: request.county, stayId: row.stayId, toOn: null })}
            >
              {say('keyPlace:moveBack')}
            </BigButton>
          ) : (
            <BigButton look="quiet" onClick={() => setLeaving(row)}>
              {say('keyPlace:moveOut')}
            </BigButton>
          )}
        </div>
      ),
    },
  ];
  if (list.isError) return <FailureNotice cause={list.error} retry={() => void list.refetch()} />;
  if (list.data === undefined) return <SkeletonRows count={6} />;
  if (list.data.total === 0) return <p>{say('keyPlace:nobody')}</p>;
  return (
    <>
      {moveOut.isError && leaving === null ? <FailureNotice cause={moveOut.error} /> : null}
      <DataTable
        caption={plain('keyPlace:residents')}
        columns={columns}
        rows={list.data.rows}
        rowKey={(row) => row.stayId}
      />
      <Pager page={page} size={size} total={list.data.total} onPage={(next) => set({ page: String(next + 1) })} />
      {leaving === null ? null : (
        <Confirm
          opened
          title={say('keyPlace:moveOut')}
          act={say('keyPlace:moveOut')}
          busy={moveOut.isPending}
          failure={moveOut.error}
          onClose={() => setLeaving(null)}
          onConfirm={() => moveOut.mutate({ county: request.county, stayId: leaving.stayId, toOn: day })}
        >
          <p>{say('keyPlace:moveOutAsk', { name: leaving.name ?? '–' })}</p>
          <DayField label={plain('keyPlace:to')} value={day} max={today} onChange={setDay} />
        </Confirm>
      )}
    </>
  );
};
