import { IconRobot } from '@tabler/icons-react';
import type { AuditRow } from '@qiaomen/domain/audit/query';
import { useText } from '../../language/use-text.tsx';
import { Instant } from '../../office/instant.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { detailCodes, type DetailCode } from './detail-codes.ts';
import classes from './audit-page.module.css';

/** JSON leaves out what is undefined, so the answer's type says the detail may be missing. */
type AuditLine = Omit<AuditRow, 'detail'> & { detail?: unknown };

interface AuditRowsProps {
  rows: AuditLine[];
  onAction: (action: string) => void;
  onActor: (actorId: string) => void;
}

/** Acts above a county are kept under no county. */
const placeOf = (county: string): DetailCode[] => (county === '000000' ? [] : [{ key: 'county', value: county }]);

/** Lines of the trail; a tap on an act or a person shows only those. */
export const AuditRows = ({ rows, onAction, onActor }: AuditRowsProps) => {
  const { say, plain } = useText();
  const columns: Column<AuditLine>[] = [
    {
      key: 'when',
      head: say('admin:audit.when'),
      cell: (row) => <Instant at={row.at} />,
    },
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
          {entityId === null ? null : <small className={classes['id']}>{entityId.slice(0, 8)}</small>}
        </code>
      ),
    },
    {
      key: 'detail',
      head: say('admin:audit.detail'),
      wide: true,
      cell: ({ county, detail }) => (
        <span className={classes['codes']}>
          {[...placeOf(county), ...detailCodes(detail)].map(({ key, value }, at) => (
            <code key={`${at} ${key}`} className={classes['code']}>
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
