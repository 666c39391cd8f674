/** Who has yet to learn the rules of today: outdated by a change, not passed, never taken. */
import { Checkbox } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconSchool } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { AreaCode } from '@qiaomen/domain/area/area-code';
import type { QuizStaffRow } from '@qiaomen/domain/quiz/query';
import { formatInstant } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { AreaPicker } from '../../office/area-picker.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { useOwnArea } from '../../office/own-area.ts';
import { Pager } from '../../office/pager.tsx';
import { usePageState } from '../../office/use-page-state.ts';
import { Badge } from '../../ui/badge.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Name } from '../../ui/name.tsx';
import { OfficePage } from '../../ui/office-page.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import classes from './quiz.module.css';

const size = 50;
const tones = { passed: 'done', outdated: 'overdue', failed: 'due', never: 'due' } as const;

export const QuizStaffPage = () => {
  const { say, plain, language } = useText();
  const { get, set, page } = usePageState();
  const own = useOwnArea();
  const asked = AreaCode.safeParse(get('area'));
  const areaCode = asked.success ? asked.data : (own?.areaCode ?? null);
  const onlyOpen = get('open') === '1';
  const list = useQuery({
    ...trpc.quiz.staff.queryOptions({ areaCode: areaCode ?? AreaCode.parse('22'), onlyOpen, page: { page, size } }),
    enabled: areaCode !== null,
    placeholderData: keepPreviousData,
  });
  const columns: Column<QuizStaffRow>[] = [
    { key: 'name', head: say('quiz:name'), cell: (row) => <Name>{row.name}</Name> },
    { key: 'role', head: say('quiz:role'), cell: (row) => say(`codes:role.${row.role}`) },
    {
      key: 'standing',
      head: say('quiz:standing'),
      cell: (row) => (
        <Badge
          tone={tones[row.standing]}
          icon={row.standing === 'passed' ? <IconCheck size={16} /> : <IconAlertTriangle size={16} />}
        >
          {say(`quiz:state.${row.standing}`)}
        </Badge>
      ),
    },
    {
      key: 'score',
      head: say('quiz:score'),
      numeric: true,
      cell: (row) => (row.right === null ? '–' : `${row.right} / ${row.questions ?? 0}`),
    },
    {
      key: 'when',
      head: say('quiz:when'),
      cell: (row) => (row.takenAt === null ? '–' : formatInstant(language, row.takenAt)),
    },
  ];
  return (
    <OfficePage
      title={say('quiz:staffTitle')}
      aside={<Link to="/quiz-staff/own">{say('quiz:open')}</Link>}
      filters={
        <div className={classes['filters']}>
          <AreaPicker
            label={say('quiz:area')}
            value={areaCode}
            {...(own !== null && own.areaCode === areaCode ? { valueName: own.nameZh } : {})}
            clearable={false}
            onChange={(code) => set({ area: code })}
          />
          <Checkbox
            size="lg"
            label={say('quiz:onlyOpen')}
            checked={onlyOpen}
            onChange={(event) => set({ open: event.currentTarget.checked ? '1' : null })}
          />
        </div>
      }
    >
      <p>{say('quiz:staffHint')}</p>
      {list.isError ? <FailureNotice cause={list.error} retry={() => void list.refetch()} /> : null}
      {list.data === undefined ? (
        list.isError ? null : (
          <SkeletonRows count={6} />
        )
      ) : list.data.total === 0 ? (
        <EmptyState icon={<IconSchool size={40} />} title={say('quiz:nobody')} />
      ) : (
        <>
          <DataTable
            caption={plain('quiz:staffTitle')}
            columns={columns}
            rows={list.data.rows}
            rowKey={(row) => row.userId}
          />
          <Pager page={page} size={size} total={list.data.total} onPage={(next) => set({ page: String(next + 1) })} />
        </>
      )}
    </OfficePage>
  );
};
