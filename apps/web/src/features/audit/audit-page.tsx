/** The trail: who did what, when, to what. Read only; nothing here names an elder. */
import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconHistory, IconX } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ListAudit } from '@qiaomen/domain/audit/query';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { DayField } from '../../office/day-field.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { Pager } from '../../office/pager.tsx';
import { usePageState } from '../../office/use-page-state.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { OfficePage } from '../../ui/office-page.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { AuditRows } from './audit-rows.tsx';

const size = 50;
const { actorId: Actor, action: Action, from: Day } = ListAudit.shape;

export const AuditPage = () => {
  const { say, plain } = useText();
  const { get, set, page } = usePageState();
  const asked = (schema: typeof Actor | typeof Action | typeof Day, name: string): string | null => {
    const parsed = schema.safeParse(get(name));
    return parsed.success ? parsed.data : null;
  };
  const [actorId, action, from, to] = [asked(Actor, 'who'), asked(Action, 'act'), asked(Day, 'from'), asked(Day, 'to')];
  // what is being typed; a tap on a line or "clear" replaces it
  const [typed, setTyped] = useState(action ?? '');
  const askLater = useDebouncedCallback((text: string) => set({ act: text.trim() }), 300);
  const showAction = (text: string): void => {
    setTyped(text);
    set({ act: text });
  };
  const list = useQuery({
    ...trpc.audit.list.queryOptions({ page: { page, size }, actorId, action, from, to }),
    placeholderData: keepPreviousData,
  });
  const who = list.data?.rows.find((row) => row.actorId === actorId)?.actorName ?? null;
  const day = (name: 'from' | 'to', value: string | null) => (
    <DayField label={plain(`admin:audit.${name}`)} value={value ?? ''} onChange={(day) => set({ [name]: day })} />
  );
  return (
    <OfficePage
      title={say('admin:audit.title')}
      aside={
        list.data === undefined ? undefined : (
          <strong aria-live="polite">{say('admin:audit.count', { count: list.data.total })}</strong>
        )
      }
      filters={
        <>
          <TextInput
            type="search"
            label={plain('admin:audit.what')}
            placeholder={plain('admin:audit.actHint')}
            maxLength={64}
            value={typed}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              askLater(event.currentTarget.value);
            }}
          />
          {day('from', from)}
          {day('to', to)}
          {actorId === null ? null : (
            <BigButton look="quiet" icon={<IconX size={18} />} onClick={() => set({ who: null })}>
              {say('admin:audit.onlyWho', { name: who ?? actorId.slice(0, 8) })}
            </BigButton>
          )}
          {[actorId, action, from, to].every((one) => one === null) ? null : (
            <BigButton
              look="plain"
              onClick={() => {
                setTyped('');
                set({ who: null, act: null, from: null, to: null });
              }}
            >
              {say('office:register.clear')}
            </BigButton>
          )}
        </>
      }
    >
      {list.isError ? <FailureNotice cause={list.error} retry={() => void list.refetch()} /> : null}
      {list.data === undefined ? (
        list.isError ? null : (
          <SkeletonRows count={10} />
        )
      ) : list.data.rows.length === 0 ? (
        <EmptyState icon={<IconHistory size={40} />} title={say('admin:audit.none')} />
      ) : (
        <>
          <AuditRows rows={list.data.rows} onAction={showAction} onActor={(who) => set({ who })} />
          <Pager page={page} size={size} total={list.data.total} onPage={(next) => set({ page: String(next + 1) })} />
        </>
      )}
    </OfficePage>
  );
};
