/** The people who work with Qiaomen in the admin's area. */
import { Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch, IconUserPlus, IconUsers } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { UserStatus, userStatuses, type UserRow } from '@qiaomen/domain/account/query';
import { Role, roles } from '@qiaomen/domain/account/role';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { Pager } from '../../office/pager.tsx';
import { usePageState } from '../../office/use-page-state.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { OfficePage } from '../../ui/office-page.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { OneTimeCodeDialog, type CodeFor } from '../../office/one-time-code-dialog.tsx';
import { UserDialog } from './user-dialog.tsx';
import { UserRows } from './user-rows.tsx';

const size = 50;

export const UsersPage = () => {
  const { say, plain } = useText();
  const { get, set, page } = usePageState();
  // a name is personal: it never stands in the address
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 250);
  const [opened, setOpened] = useState<UserRow | 'new' | null>(null);
  const [code, setCode] = useState<CodeFor | null>(null);
  const role = Role.safeParse(get('role'));
  const status = UserStatus.safeParse(get('status'));
  const list = useQuery({
    ...trpc.user.list.queryOptions({
      page: { page, size },
      role: role.success ? role.data : null,
      status: status.success ? status.data : null,
      text: asked,
    }),
    placeholderData: keepPreviousData,
  });
  const add = (
    <BigButton icon={<IconUserPlus size={20} />} onClick={() => setOpened('new')}>
      {say('admin:users.add')}
    </BigButton>
  );
  return (
    <OfficePage
      title={say('admin:users.title')}
      aside={
        <>
          {list.data === undefined ? null : (
            <strong aria-live="polite">{say('admin:users.count', { count: list.data.total })}</strong>
          )}
          {add}
        </>
      }
      filters={
        <>
          <TextInput
            type="search"
            label={plain('common:search')}
            placeholder={plain('admin:users.search')}
            leftSection={<IconSearch size={18} aria-hidden="true" />}
            maxLength={50}
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value);
              set({ page: null });
            }}
          />
          <Select
            label={plain('admin:users.role')}
            placeholder={plain('common:all')}
            clearable
            data={roles.map((value) => ({ value, label: plain(`codes:role.${value}`) }))}
            value={role.success ? role.data : null}
            onChange={(value) => set({ role: value })}
          />
          <Select
            label={plain('admin:users.status')}
            placeholder={plain('common:all')}
            clearable
            data={userStatuses.map((value) => ({ value, label: plain(`codes:userStatus.${value}`) }))}
            value={status.success ? status.data : null}
            onChange={(value) => set({ status: value })}
          />
        </>
      }
    >
      {list.isError ? <FailureNotice cause={list.error} retry={() => void list.refetch()} /> : null}
      {list.data === undefined ? (
        list.isError ? null : (
          <SkeletonRows />
        )
      ) : list.data.rows.length === 0 ? (
        <EmptyState icon={<IconUsers size={40} />} title={say('admin:users.none')} />
      ) : (
        <>
          <UserRows rows={list.data.rows} onOpen={setOpened} />
          <Pager page={page} size={size} total={list.data.total} onPage={(next) => set({ page: String(next + 1) })} />
        </>
      )}
      {opened === null ? null : (
        <UserDialog
          key={opened === 'new' ? 'new' : opened.id}
          user={opened === 'new' ? null : opened}
          onClose={() => setOpened(null)}
          onChanged={() => void list.refetch()}
          onCode={setCode}
        />
      )}
      {code === null ? null : (
        <OneTimeCodeDialog title={plain('admin:users.codeTitle')} {...code} onClose={() => setCode(null)} />
      )}
    </OfficePage>
  );
};
