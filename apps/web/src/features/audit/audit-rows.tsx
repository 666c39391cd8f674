import { IconRobot } from '@tabler/icons-react';
import type { AuditRow } from '@qiaomen/domain/audit/query';
import { formatInstant } from '@qiaomen/i18n/fmt';
import { useText } from '../../language/use-text.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { detailCodes } from './detail-codes.ts';
import classes from './audit-page.module.css';

/** JSON leaves out what is undefined, so the answer's type says the detail may be missing. */
type AuditLine = Omit<AuditRow, 'detail'> & { detail?: unknown };

interface AuditRowsProps {
  rows: AuditLine[];
  onAction: (action: string) => void;
  onActor: (actorId: string) => void;
}

/** Lines of the trail; a tap on an act or a person shows only those. */
export const AuditRows = ({ rows, onAction, onActor }: AuditRowsProps) => {
  const { say, plain, language } = useText();
  const columns: Column<AuditLine>[] = [
    { key: 'when', head: say('admin:audit.when'), cell: (row) => formatInstant(language, row.at) },
    {
      key: 'who',
      head: say('admin:audit.who'),
      cell: ({ actorId, actorName }) =>
        actorId === null ? (
          <span className={classes['system']}>
            <IconRobot size={18} aria-hidden="true" /> {say('admin:audit.system')}
          </span>
        ) : (
          <button
            type="button"
            className={classes['pick']}
            aria-label={plain('admin:audit.onlyWho', { name: actorName ?? plain('common:unknown') })}
            onClick={() => onActor(actorId)}
          >
            {actorName ?? actorId.slice(0, 8)}
          </button>
        ),
    },
    {
      key: 'what',
      head: say('admin:audit.what'),
      cell: ({ action }) => (
        <button
          type="button"
          className={classes['pick']}
          aria-label={plain('admin:audit.onlyAct', { action })}
          onClick={() => onAction(action)}
        >
          <code>{action}</code>
        </button>
      ),
    },
    {
      key: 'on',
      head: say('admin:audit.on'),
      cell: ({ entity, entityId }) => (
        <code title={entityId ?? ''}>
          {entity}
          {entityId === null ? '' : ` ${entityId.slice(0, 8)}`}
        </code>
      ),
    },
    { key: 'county', head: say('admin:audit.county'), cell: ({ county }) => (county === '000000' ? '–' : county) },
    {
      key: 'detail',
      head: say('admin:audit.detail'),
      wide: true,
      cell: ({ detail }) => (
        <span className={classes['codes']}>
          {detailCodes(detail).map(({ key, value }) => (
            <code key={key} className={classes['code']}>
              {key}: {value}
            </code>
          ))}
        </span>
      ),
    },
  ];
  return (
    <DataTable
      caption={plain('admin:audit.title')}
      columns={columns}
      rows={rows}
      rowKey={(row) => `${row.county} ${row.chain} ${row.seq}`}
    />
  );
};
