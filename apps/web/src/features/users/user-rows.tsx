import { IconCircleCheck, IconMail, IconPlayerPause } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { UserRow, UserStatus } from '@qiaomen/domain/account/query';
import { useText } from '../../language/use-text.tsx';
import { Instant } from '../../office/instant.tsx';
import { Badge } from '../../ui/badge.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { Name } from '../../ui/name.tsx';
import type { Tone } from '../../ui/theme.ts';
import classes from './users-page.module.css';

const looks: Record<UserStatus, { tone: Tone; icon: ReactNode }> = {
  invited: { tone: 'due', icon: <IconMail size={16} /> },
  active: { tone: 'done', icon: <IconCircleCheck size={16} /> },
  disabled: { tone: 'offline', icon: <IconPlayerPause size={16} /> },
};

export const UserRows = ({ rows, onOpen }: { rows: UserRow[]; onOpen: (user: UserRow) => void }) => {
  const { say, plain } = useText();
  const columns: Column<UserRow>[] = [
    {
      key: 'name',
      head: say('admin:users.name'),
      wide: true,
      cell: (row) => (
        <>
          <button
            type="button"
            className={classes['name']}
            aria-label={plain('admin:users.manage', { name: row.name })}
            onClick={() => onOpen(row)}
          >
            <Name>{row.name}</Name>
          </button>
          <small className={classes['login']}>
            {say(`codes:role.${row.role}`)} · {row.login}
          </small>
        </>
      ),
    },
    {
      key: 'status',
      head: say('admin:users.status'),
      cell: (row) => (
        <Badge tone={looks[row.status].tone} icon={looks[row.status].icon}>
          {say(`codes:userStatus.${row.status}`)}
        </Badge>
      ),
    },
    {
      key: 'areas',
      head: say('admin:users.areas'),
      wide: true,
      cell: (row) => <span className={classes['areas']}>{row.duties.map(({ nameZh }) => nameZh).join(' · ')}</span>,
    },
    {
      key: 'totp',
      head: say('admin:users.totp'),
      cell: (row) => (
        <span className={classes['keep']}>{say(row.totpEnrolled ? 'admin:users.totpOn' : 'admin:users.totpOff')}</span>
      ),
    },
    {
      key: 'seen',
      head: say('admin:users.lastSeen'),
      cell: (row) => (row.lastSeenAt === null ? say('admin:users.never') : <Instant at={row.lastSeenAt} />),
    },
  ];
  return <DataTable caption={plain('admin:users.title')} columns={columns} rows={rows} rowKey={(row) => row.id} />;
};
