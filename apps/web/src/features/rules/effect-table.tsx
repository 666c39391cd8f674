/** Whom a version moves, area by area, down to the village. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import { dueShifts } from '@qiaomen/domain/rule-version/due-shift';
import type { ShiftRow } from '@qiaomen/domain/rule-version/query';
import { formatNumber } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { areaName } from '../../office/area-name.ts';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { Pager } from '../../office/pager.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import classes from './rules.module.css';

const size = 20;

export const EffectTable = ({ versionId }: { versionId: string }) => {
  const { say, plain, language } = useText();
  const [path, setPath] = useState<{ code: AreaCode; name: string }[]>([]);
  const [page, setPage] = useState(0);
  const within = path.at(-1)?.code ?? null;
  const list = useQuery({
    ...trpc.ruleVersion.shifts.queryOptions({ versionId, within, page: { page, size } }),
    placeholderData: keepPreviousData,
  });
  const go = (next: { code: AreaCode; name: string }[]): void => {
    setPage(0);
    setPath(next);
  };
  const columns: Column<ShiftRow>[] = [
    {
      key: 'area',
      head: say('rules:place'),
      cell: (row) => {
        const name = areaName(language, { nameZh: row.name, nameKo: row.nameKo, nameBo: row.nameBo });
        if (row.areaCode.length >= 12) return name;
        return (
          <button type="button" className={classes['small']} onClick={() => go([...path, { code: row.areaCode, name }])}>
            {name}
          </button>
        );
      },
    },
    ...dueShifts.map((shift): Column<ShiftRow> => ({
      key: shift,
      head: say(`rules:shift.${shift}`),
      numeric: true,
      cell: (row) => formatNumber(row.counts[shift]),
    })),
  ];
  if (list.isError) return <FailureNotice cause={list.error} retry={() => void list.refetch()} />;
  if (list.data === undefined) return null;
  if (list.data.total === 0 && path.length === 0) return <p>{say('rules:nobody')}</p>;
  return (
    <>
      <div className={classes['line']}>
        {path.length === 0 ? null : (
          <button type="button" className={classes['small']} onClick={() => go([])}>
            {say('rules:total')}
          </button>
        )}
        {path.map(({ code, name }, at) => (
          <button key={code} type="button" className={classes['small']} onClick={() => go(path.slice(0, at + 1))}>
            {name}
          </button>
        ))}
      </div>
      <DataTable caption={plain('rules:byArea')} columns={columns} rows={list.data.rows} rowKey={(row) => row.areaCode} />
      <Pager page={page} size={size} total={list.data.total} onPage={setPage} />
    </>
  );
}; // prettier-ignore
