import { IconAlertTriangle, IconBan, IconCircleCheck, IconClockPause } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { DeviceRow, DeviceState } from '@qiaomen/domain/device/query';
import { formatBytes, formatInstant, formatNumber } from '@qiaomen/i18n/fmt';
import { useText } from '../../language/use-text.tsx';
import { Badge } from '../../ui/badge.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { Name } from '../../ui/name.tsx';
import type { Tone } from '../../ui/theme.ts';
import classes from './devices.module.css';

const looks: Record<DeviceState, { tone: Tone; icon: ReactNode }> = {
  active: { tone: 'done', icon: <IconCircleCheck size={16} /> },
  silent: { tone: 'due', icon: <IconClockPause size={16} /> },
  lost: { tone: 'overdue', icon: <IconAlertTriangle size={16} /> },
  revoked: { tone: 'offline', icon: <IconBan size={16} /> },
};

interface DeviceTableProps {
  rows: DeviceRow[];
  onRevoke: (row: DeviceRow) => void;
  onCode: (row: DeviceRow) => void;
}

const numbersOf = (row: DeviceRow): string =>
  row.missing.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(' · ');

export const DeviceTable = ({ rows, onRevoke, onCode }: DeviceTableProps) => {
  const { say, plain, language } = useText();
  const columns: Column<DeviceRow>[] = [
    {
      key: 'who',
      head: say('device:who'),
      wide: true,
      cell: (row) => (
        <>
          <strong>
            <Name>{row.userName}</Name>
          </strong>
          <small className={classes['small']} lang="zh-CN">
            {row.areaNames.join(' · ')}
          </small>
          <small className={classes['small']}>{row.deviceId.slice(-8)}</small>
        </>
      ),
    },
    {
      key: 'state',
      head: say('device:state'),
      cell: (row) => (
        <>
          <Badge tone={looks[row.state].tone} icon={looks[row.state].icon}>
            {say(`device:states.${row.state}`)}
          </Badge>
          <small className={classes['small']}>{say('device:contact')}</small>
          <small className={classes['small']}>{formatInstant(language, row.lastContactAt)}</small>
        </>
      ),
    },
    {
      key: 'unsent',
      head: say('device:unsent'),
      wide: true,
      cell: (row) => (
        <>
          {row.report === null ? '–' : formatNumber(row.report.unsent)}
          {row.report === null || row.report.photos === 0 ? null : (
            <small className={classes['small']}>{say('device:photos', { count: row.report.photos })}</small>
          )}
          {row.report === null || row.report.attention === 0 ? null : (
            <small className={classes['small']}>{say('device:attention', { count: row.report.attention })}</small>
          )}
          {row.missing.length === 0 ? null : (
            <strong className={`${classes['small'] ?? ''} ${classes['alarm'] ?? ''}`}>
              {say('device:missing')}: {numbersOf(row)}
            </strong>
          )}
        </>
      ),
    },
    {
      key: 'list',
      head: say('device:list'),
      numeric: true,
      cell: ({ report }) => {
        if (report === null || report.scope === null) return '–';
        const both = `${formatNumber(report.here)} / ${formatNumber(report.scope)}`;
        return report.here === report.scope ? both : <strong className={classes['alarm']}>{both}</strong>;
      },
    },
    {
      key: 'storage',
      head: say('device:storage'),
      cell: ({ report, appVersion }) => (
        <>
          {report === null || report.persisted === null
            ? '–'
            : say(report.persisted ? 'device:persisted' : 'device:notPersisted')}
          {report === null || report.persisted === null || report.free === null ? null : (
            <small className={classes['small']}>{say('device:free', { free: formatBytes(report.free) })}</small>
          )}
          {appVersion === null ? null : (
            <small className={classes['small']}>
              {say('device:version')} {appVersion}
            </small>
          )}
        </>
      ),
    },
    {
      key: 'acts',
      head: say('device:acts'),
      cell: (row) => (
        <span className={classes['acts']}>
          <BigButton look="quiet" onClick={() => onCode(row)}>
            {say('device:code')}
          </BigButton>
          {row.revokedAt === null ? (
            <BigButton look="quiet" onClick={() => onRevoke(row)}>
              {say('device:revoke')}
            </BigButton>
          ) : null}
        </span>
      ),
    },
  ];
  return <DataTable caption={plain('device:title')} columns={columns} rows={rows} rowKey={(row) => row.deviceId} />;
};
