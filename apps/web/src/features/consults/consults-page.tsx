/** Doubts from the bedside that wait for the expert panel, the oldest first, with the time it has. */
import { Select, Textarea } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconClock } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { CountyCode } from '@qiaomen/domain/area/area-code';
import type { ConsultRow } from '@qiaomen/domain/care/consult-query';
import { screeningResults, type ScreeningResult } from '@qiaomen/domain/forecast/rule-table';
import { knownConditions } from '@qiaomen/domain/quiz/known-conditions';
import { formatInstant } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { newId } from '../../offline/new-id.ts';
import { Confirm } from '../../office/confirm.tsx';
import { DayField } from '../../office/day-field.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { Pager } from '../../office/pager.tsx';
import { usePageState } from '../../office/use-page-state.ts';
import { Badge } from '../../ui/badge.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Name } from '../../ui/name.tsx';
import { OfficePage } from '../../ui/office-page.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import classes from './consults.module.css';

const size = 20;

export const ConsultsPage = () => {
  const { say, plain, language } = useText();
  const { set, page } = usePageState();
  const [asked, setAsked] = useState<ConsultRow | null>(null);
  const list = useQuery({
    ...trpc.care.consults.queryOptions({ page: { page, size } }),
    placeholderData: keepPreviousData,
  });
  const columns: Column<ConsultRow>[] = [
    { key: 'person', head: say('consult:person'), cell: (row) => <Name>{row.personName}</Name> },
    { key: 'area', head: say('consult:area'), wide: true, cell: (row) => row.areaPath.join(' ') },
    {
      key: 'doubt',
      head: say('consult:doubt'),
      wide: true,
      cell: (row) =>
        row.conditions.map((condition) => (
          <div key={condition}>
            <Doubt condition={condition} />
          </div>
        )),
    },
    { key: 'askedBy', head: say('consult:askedBy'), cell: (row) => row.askedBy ?? '–' },
    {
      key: 'due',
      head: say('consult:due'),
      cell: (row) => (
        <>
          {formatInstant(language, row.dueAt)}{' '}
          <Badge
            tone={row.isLate ? 'overdue' : 'calm'}
            icon={row.isLate ? <IconAlertTriangle size={16} /> : <IconClock size={16} />}
          >
            {say(row.isLate ? 'consult:late' : 'consult:open')}
          </Badge>
        </>
      ),
    },
    {
      key: 'act',
      head: say('consult:answer'),
      cell: (row) =>
        row.own ? (
          say('consult:own')
        ) : (
          <BigButton look="quiet" onClick={() => setAsked(row)}>
            {say('consult:answer')}
          </BigButton>
        ),
    },
  ];
  return (
    <OfficePage title={say('consult:title')}>
      <p>{say('consult:hint')}</p>
      {list.isError ? <FailureNotice cause={list.error} retry={() => void list.refetch()} /> : null}
      {list.data === undefined ? (
        list.isError ? null : (
          <SkeletonRows />
        )
      ) : list.data.total === 0 ? (
        <EmptyState icon={<IconCircleCheck size={40} />} title={say('consult:none')} />
      ) : (
        <>
          <DataTable
            caption={plain('consult:title')}
            columns={columns}
            rows={list.data.rows}
            rowKey={(row) => row.screeningId}
          />
          <Pager page={page} size={size} total={list.data.total} onPage={(next) => set({ page: String(next + 1) })} />
        </>
      )}
      {asked === null ? null : (
        <AnswerDialog
          row={asked}
          onClose={() => setAsked(null)}
          onDone={() => {
            setAsked(null);
            void list.refetch();
          }}
        />
      )}
    </OfficePage>
  );
};

/** What nobody could answer: a condition the product knows, or the question in its own words. */
const Doubt = ({ condition }: { condition: string }) => {
  const { say } = useText();
  const known = knownConditions.find((one) => one === condition);
  return known === undefined ? <Name>{condition}</Name> : <>{say(`quiz:condition.${known}`)}</>;
};

const AnswerDialog = ({ row, onClose, onDone }: { row: ConsultRow; onClose: () => void; onDone: () => void }) => {
  const { say, plain } = useText();
  const [result, setResult] = useState<ScreeningResult | null>(null);
  const [until, setUntil] = useState('');
  const [why, setWhy] = useState('');
  const answer = useMutation(trpc.care.answerConsult.mutationOptions({ onSuccess: onDone }));
  const { screeningId, personId, personName } = row;
  const send = (): void => {
    if (result === null) return;
    answer.mutate({
      county: CountyCode.parse(row.county),
      command: {
        type: 'consult.answer',
        answerId: newId(),
        screeningId,
        personId,
        result,
        until: result === 'DEFER' ? until : null,
        why: why.trim(),
      },
    });
  };
  return (
    <Confirm
      opened
      title={<Name>{personName}</Name>}
      act={say('consult:answer')}
      busy={answer.isPending}
      failure={answer.error}
      disabled={result === null || why.trim().length < 2 || (result === 'DEFER' && until === '')}
      onClose={onClose}
      onConfirm={send}
    >
      <div>
        <Name>{row.areaPath.join(' ')}</Name>
        <ul className={classes['doubts']}>
          {row.conditions.map((condition) => (
            <li key={condition}>
              <Doubt condition={condition} />
            </li>
          ))}
        </ul>
      </div>
      <Select
        label={say('consult:result')}
        required
        allowDeselect={false}
        data={screeningResults.map((one) => ({ value: one, label: plain(`care:screening.${one}`) }))}
        value={result}
        onChange={(value) => setResult(screeningResults.find((one) => one === value) ?? null)}
      />
      {result === 'DEFER' ? <DayField label={say('consult:until')} value={until} onChange={setUntil} /> : null}
      <Textarea
        label={say('consult:why')}
        size="md"
        required
        maxLength={2000}
        autosize
        minRows={2}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
    </Confirm>
  );
};
