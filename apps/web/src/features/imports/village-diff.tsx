/** Place by place: how many are new, changed, gone, and how many this kind of file names, before and after. */
import { IconArrowDown, IconChevronRight } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { AreaCode } from '@qiaomen/domain/area/area-code';
import type { BatchDetail } from '@qiaomen/domain/import-batch/query';
import { diffSorts, type DiffRow } from '@qiaomen/domain/import-batch/preview';
import { formatNumber, formatPercent } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { areaName } from '../../office/area-name.ts';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { useOwnArea } from '../../office/own-area.ts';
import { Pager } from '../../office/pager.tsx';
import { usePageState } from '../../office/use-page-state.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import classes from './preview.module.css';

const size = 20;
const levels = ['children', 'villages'] as const;
type Sort = (typeof diffSorts)[number];

export const VillageDiff = ({ batch }: { batch: BatchDetail }) => {
  const { say, plain, language } = useText();
  const { get, set, page } = usePageState();
  const own = useOwnArea();
  const parent = AreaCode.safeParse(get('area') ?? own?.areaCode.slice(0, 4)).data ?? null;
  const batchId = batch.id;
  // a fall of one village disappears in the sum of its county
  const usual = batch.stops.some(({ code }) => code === 'village_falls') ? 'villages' : 'children';
  const level = get('area') !== null ? 'children' : (levels.find((one) => one === get('level')) ?? usual);
  const sort: Sort = diffSorts.find((one) => one === get('sort')) ?? 'coverage';
  const list = useQuery({
    ...trpc.import.diff.queryOptions({
      batchId,
      parent: parent ?? AreaCode.parse('00'),
      level,
      sort,
      page: { page, size },
    }),
    enabled: parent !== null,
    placeholderData: keepPreviousData,
  });
  const head = (key: Sort, words: string) => (
    <button
      type="button"
      className={classes['sort']}
      aria-label={plain('imports:preview.sort', { column: words })}
      onClick={() => set({ sort: key })}
    >
      {words}
      {sort === key ? <IconArrowDown size={16} aria-hidden="true" /> : null}
    </button>
  );
  const sorted = (key: Sort): Pick<Column<DiffRow>, 'ariaSort'> => ({
    ariaSort: sort === key ? (key === 'area' ? 'ascending' : 'descending') : 'none',
  });
  const arrow = (before: number, after: number) =>
    before === after
      ? formatNumber(before)
      : say('imports:preview.change', { before: formatNumber(before), after: formatNumber(after) });
  const columns: Column<DiffRow>[] = [
    {
      key: 'area',
      head: head('area', plain('imports:preview.area')),
      ...sorted('area'),
      wide: true,
      cell: (row) => {
        const own = row.areaCode === parent;
        const name = areaName(language, row);
        const words = (
          <>
            {row.path.length === 0 ? null : <small className={classes['path']}>{row.path.join(' ')} </small>}
            {own ? say('imports:preview.unknownPlace', { name }) : name}
          </>
        );
        return row.hasChildren && !own ? (
          <button type="button" className={classes['drill']} onClick={() => set({ area: row.areaCode })}>
            {words}
            <IconChevronRight size={18} aria-hidden="true" />
          </button>
        ) : (
          <span className={classes['place']}>{words}</span>
        );
      },
    },
    {
      key: 'people',
      head: <span className={classes['head']}>{say('imports:preview.people')}</span>,
      numeric: true,
      cell: (row) => arrow(row.peopleBefore, row.peopleAfter),
    },
    ...(['created', 'changed', 'gone'] as const).map((key): Column<DiffRow> => ({
      key,
      head: head(key, plain(`imports:preview.${key}`)),
      ...sorted(key),
      numeric: true,
      cell: (row) => (row[key] === 0 ? '–' : formatNumber(row[key])),
    })),
    {
      key: 'coverage',
      head: head('coverage', plain('imports:preview.coverage')),
      ...sorted('coverage'),
      numeric: true,
      cell: (row) => {
        const lost = row.coveredBefore - row.coveredAfter;
        return (
          <>
            {arrow(row.coveredBefore, row.coveredAfter)}
            {lost > 0 ? (
              <small className={classes['falls']}>
                {say('imports:preview.falls', { percent: formatPercent(lost, row.coveredBefore) })}
              </small>
            ) : null}
          </>
        );
      },
    },
  ];
  const above =
    parent === null || parent.length <= 4 ? null : parent.length === 6 ? parent.slice(0, 4) : parent.slice(0, -3);
  return (
    <section className={classes['section']}>
      <div className={classes['bar']}>
        {levels.map((one) => (
          <button
            key={one}
            type="button"
            className={classes['choice']}
            aria-pressed={level === one}
            onClick={() => set({ level: one, area: null })}
          >
            {say(one === 'children' ? 'imports:preview.byArea' : 'imports:preview.everyVillage')}
          </button>
        ))}
        {above === null ? null : (
          <button
            type="button"
            className={classes['choice']}
            onClick={() => set({ area: above.length === 4 ? null : above })}
          >
            ↑ {say(above.length === 4 ? 'imports:preview.all' : 'common:back')}
          </button>
        )}
      </div>
      {list.isError ? <FailureNotice cause={list.error} retry={() => void list.refetch()} /> : null}
      {list.data === undefined ? (
        list.isError ? null : (
          <SkeletonRows />
        )
      ) : list.data.rows.length === 0 ? (
        <p>{say('imports:preview.noVillages')}</p>
      ) : (
        <>
          <DataTable
            caption={plain('imports:preview.villages')}
            columns={columns}
            rows={list.data.rows}
            rowKey={(row) => row.areaCode}
          />
          <Pager page={page} size={size} total={list.data.total} onPage={(next) => set({ page: String(next + 1) })} />
        </>
      )}
    </section>
  );
};
