import { Checkbox } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconBed, IconDoor, IconHome2 } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { isClosed } from '@qiaomen/domain/register/entry-state';
import type { registerSorts, RegisterRow } from '@qiaomen/domain/register/query';
import { dueWords, formatShortDay, shanghaiTime } from '@qiaomen/i18n/fmt';
import { useText } from '../../language/use-text.tsx';
import { StateBadge } from '../../office/state-badge.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { sortOf } from './register-filter.ts';
import classes from './register-rows.module.css';

interface RegisterRowsProps {
  rows: RegisterRow[];
  parameters: URLSearchParams;
  set: (changes: Record<string, string | null>) => void;
  selectable: boolean;
  selected: ReadonlySet<string>;
  onSelect: (entryIds: string[], on: boolean) => void;
}

export const RegisterRows = ({ rows, parameters, set, selectable, selected, onSelect }: RegisterRowsProps) => {
  const { say, plain, language } = useText();
  const { sort, descending } = sortOf(parameters);
  const [today] = useState(() => shanghaiTime(new Date().toISOString()).day);
  const ids = rows.map((row) => row.entryId);

  const sortable = (
    key: (typeof registerSorts)[number],
    label: string,
    rest: Omit<Column<RegisterRow>, 'key' | 'head'>,
  ) => ({
    key,
    ariaSort: sort === key ? (descending ? ('descending' as const) : ('ascending' as const)) : ('none' as const),
    head: (
      <button
        type="button"
        className={classes['sort']}
        aria-label={plain('office:register.sortBy', { column: label })}
        onClick={() => set({ sort: key, down: sort === key && !descending ? '1' : null })}
      >
        {label}
        {sort !== key ? null : descending ? <IconArrowDown size={16} /> : <IconArrowUp size={16} />}
      </button>
    ),
    ...rest,
  });

  const due = (row: RegisterRow): ReactNode => {
    if (row.nextDate === null) return null;
    const { key, count } = dueWords(today, row.nextDate);
    const words =
      key === 'overdue' || key === 'inDays' ? say(`common:due.${key}`, { count }) : say(`common:due.${key}`);
    return (
      <span className={key === 'overdue' || key === 'yesterday' ? classes['overdue'] : ''}>
        {row.nextAction === null ? null : <>{say(`codes:nextAction.${row.nextAction}`)} · </>}
        {words}
        <small className={classes['day']}>{formatShortDay(language, row.nextDate)}</small>
      </span>
    );
  };

  const columns: Column<RegisterRow>[] = [
    ...(selectable
      ? [
          {
            key: 'select',
            head: (
              <Checkbox
                aria-label={plain('common:all')}
                checked={ids.every((id) => selected.has(id))}
                onChange={(event) => onSelect(ids, event.currentTarget.checked)}
              />
            ),
            cell: (row: RegisterRow) => (
              <Checkbox
                aria-label={plain('office:register.select', { name: row.name })}
                checked={selected.has(row.entryId)}
                onChange={(event) => onSelect([row.entryId], event.currentTarget.checked)}
              />
            ),
          },
        ]
      : []),
    sortable('serial', plain('office:register.serial'), { numeric: true, cell: (row) => row.serial }),
    sortable('name', plain('office:register.name'), {
      cell: (row) => (
        <span className={classes['name']}>
          <Link to={`/person/${row.county}/${row.personId}`}>{row.name}</Link>
          {row.disabled ? <IconBed size={18} aria-label={plain('codes:safety.disabled')} /> : null}
          {row.nursingHome ? <IconHome2 size={18} aria-label={plain('codes:safety.nursingHome')} /> : null}
          {row.origin === 'door' ? <IconDoor size={18} aria-label={plain('codes:origin.door')} /> : null}
        </span>
      ),
    }),
    sortable('age', plain('office:register.sexAge'), {
      cell: (row) => (
        <>
          {say(`codes:sex.${row.sex}`)}{' '}
          {row.age === null ? say('common:ageUnknown') : say('common:age', { age: row.age })}
        </>
      ),
    }),
    { key: 'band', head: say('office:register.band'), cell: (row) => say(`codes:band.${row.band}`) },
    sortable('area', plain('office:register.area'), { cell: (row) => row.areaPath.slice(-2).join(' ') }),
    { key: 'state', head: say('office:register.state'), cell: (row) => <StateBadge state={row.state} /> },
    { key: 'dose', head: say('office:register.dose'), cell: (row) => say(`codes:doseStatus.${row.doseStatus}`) },
    {
      key: 'owner',
      head: say('office:register.owner'),
      cell: (row) =>
        row.ownerName ??
        (isClosed(row.state) ? '–' : <span className={classes['overdue']}>{say('office:progress.noOwner')}</span>),
    },
    sortable('nextDate', plain('office:register.nextDate'), { wide: true, cell: due }),
  ];
  return (
    <DataTable caption={plain('office:register.title')} columns={columns} rows={rows} rowKey={(row) => row.entryId} />
  );
};
