/** Which rules hold at a place: schedules, local limits, forms. */
import { IconFlask, IconPencil } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { AreaCode } from '@qiaomen/domain/area/area-code';
import type { RulesRow } from '@qiaomen/domain/rule-version/query';
import { formatInstant, formatNumber } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { AreaPicker } from '../../office/area-picker.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { useOwnArea } from '../../office/own-area.ts';
import { useMay } from '../../office/use-may.ts';
import { usePageState } from '../../office/use-page-state.ts';
import { Badge } from '../../ui/badge.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { OfficePage } from '../../ui/office-page.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { LoadFile } from './load-file.tsx';
import classes from './rules.module.css';
import { useRuleWords } from './use-rule-words.tsx';

export const RulesPage = () => {
  const { say, plain, language } = useText();
  const { nameOf } = useRuleWords();
  const { get, set } = usePageState();
  const own = useOwnArea();
  const may = useMay('ruleVersion.manage');
  const asked = AreaCode.safeParse(get('area'));
  const place = asked.success ? asked.data : (own?.areaCode ?? null);
  const list = useQuery({
    ...trpc.ruleVersion.list.queryOptions({ place: place ?? AreaCode.parse('22') }),
    enabled: place !== null,
    placeholderData: keepPreviousData,
  });
  const columns: Column<RulesRow>[] = [
    {
      key: 'name',
      head: say('rules:name'),
      cell: (row) => (
        <Link className={classes['link'] ?? ''} to={`/rules/${place ?? ''}/${row.name}`}>
          {nameOf(row.name)}
        </Link>
      ),
    },
    { key: 'kind', head: say('rules:kindHead'), cell: (row) => say(`rules:kind.${row.kind}`) },
    {
      key: 'marks',
      head: say('rules:version'),
      cell: (row) => (
        <span className={classes['line']}>
          {row.version === 0 ? say('rules:shipped') : say('rules:versionNo', { number: row.version })}
          {row.isExample ? (
            <Badge tone="due" icon={<IconFlask size={16} />}>
              {say('rules:example')}
            </Badge>
          ) : null}
          {row.hasDraft ? (
            <Badge tone="calm" icon={<IconPencil size={16} />}>
              {say('rules:draftHere')}
            </Badge>
          ) : null}
        </span>
      ),
    },
    { key: 'rows', head: say('rules:rows'), numeric: true, cell: (row) => formatNumber(row.rows) },
    {
      key: 'since',
      head: say('rules:since'),
      cell: (row) => (row.publishedAt === null ? '–' : formatInstant(language, row.publishedAt)),
    },
  ];
  return (
    <OfficePage
      title={say('rules:title')}
      filters={
        <AreaPicker
          label={say('rules:place')}
          value={place}
          {...(own !== null && own.areaCode === place ? { valueName: own.nameZh } : {})}
          clearable={false}
          onChange={(code) => set({ area: code })}
        />
      }
    >
      <p>{say('rules:hint')}</p>
      {list.isError ? <FailureNotice cause={list.error} retry={() => void list.refetch()} /> : null}
      {list.data === undefined || place === null ? (
        list.isError ? null : (
          <SkeletonRows count={6} />
        )
      ) : (
        <DataTable caption={plain('rules:title')} columns={columns} rows={list.data} rowKey={(row) => row.name} />
      )}
      {may && place !== null ? <LoadFile place={place} /> : null}
    </OfficePage>
  );
};
