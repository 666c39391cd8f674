/** One file a line: what it is, whose, where it has come to, what it brought, and who answered for it. */
import { Link } from 'react-router';
import type { BatchRow } from '@qiaomen/domain/import-batch/query';
import { formatNumber } from '@qiaomen/i18n/fmt';
import type { TextTools } from '../../language/use-text.tsx';
import { Instant } from '../../office/instant.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { BatchStateBadge } from './batch-state-badge.tsx';
import { HashCopy } from './hash-copy.tsx';
import classes from './imports-page.module.css';

export const historyColumns = ({ say }: TextTools): Column<BatchRow>[] => [
  {
    key: 'file',
    head: say('admin:imports.file'),
    wide: true,
    cell: (row) => (
      <>
        <Link className={classes['file'] ?? ''} to={`/imports/${row.id}`}>
          {row.fileName}
        </Link>
        {row.sender === '' ? null : <small className={classes['second']}>{row.sender}</small>}
      </>
    ),
  },
  {
    key: 'kind',
    head: say('admin:imports.kind'),
    cell: (row) => (
      <>
        {say(`codes:sourceKind.${row.kind}`)}
        <small className={classes['second']}>{say(row.whole ? 'imports:history.whole' : 'imports:history.part')}</small>
      </>
    ),
  },
  { key: 'state', head: say('admin:imports.state'), cell: (row) => <BatchStateBadge state={row.state} /> },
  {
    key: 'rows',
    head: say('admin:imports.rows'),
    numeric: true,
    cell: ({ counts }) => (
      <>
        {counts.rows === 0 ? '–' : formatNumber(counts.rows)}
        {counts.newPersons === 0 ? null : (
          <small className={classes['second']}>
            {say('imports:history.newPeople', { count: formatNumber(counts.newPersons) })}
          </small>
        )}
        {counts.changed === 0 ? null : (
          <small className={classes['second']}>
            {say('imports:history.changedPeople', { count: formatNumber(counts.changed) })}
          </small>
        )}
      </>
    ),
  },
  { key: 'when', head: say('admin:imports.when'), cell: (row) => <Instant at={row.createdAt} /> },
  {
    key: 'who',
    head: say('imports:history.by'),
    cell: (row) => (
      <>
        {say('imports:history.uploadedBy', { name: row.createdBy })}
        {row.second === null ? null : (
          <small className={classes['second']}>{say('imports:history.secondBy', { name: row.second.by })}</small>
        )}
        {row.approvedBy === null ? null : (
          <small className={classes['second']}>{say('imports:history.approvedBy', { name: row.approvedBy })}</small>
        )}
      </>
    ),
  },
  {
    key: 'hash',
    head: say('imports:history.hash'),
    cell: (row) => <HashCopy sha256={row.sha256} name={row.fileName} />,
  },
];
