import { IconAmbulance } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { BackupRow } from '@qiaomen/domain/home-plan/query';
import { formatDay } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { Confirm } from '../../office/confirm.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { Pager } from '../../office/pager.tsx';
import { usePageState } from '../../office/use-page-state.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Name } from '../../ui/name.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { BackupForm } from './backup-form.tsx';
import classes from './home-plan.module.css';

const size = 30;

/** Hospitals behind home rounds, in force and ended. */
export const BackupListOf = () => {
  const { say, plain, language } = useText();
  const { get, set, page } = usePageState();
  const ended = get('ended') === '1';
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<BackupRow | null>(null);
  const list = useQuery({
    ...trpc.homePlan.backups.queryOptions({ ended, page: { page, size } }),
    placeholderData: keepPreviousData,
  });
  const done = () => {
    setAdding(false);
    setEnding(null);
    void list.refetch();
  };
  const end = useMutation(trpc.homePlan.endBackup.mutationOptions({ onSuccess: done }));
  const data = list.data;
  return (
    <>
      <div className={classes['acts']}>
        <BigButton icon={<IconAmbulance size={20} />} onClick={() => setAdding(true)}>
          {say('homePlan:addBackup')}
        </BigButton>
        <BigButton look="quiet" onClick={() => set({ ended: ended ? null : '1' })}>
          {say(ended ? 'homePlan:showCurrent' : 'homePlan:showEnded')}
        </BigButton>
      </div>
      {list.isError ? <FailureNotice cause={list.error} retry={() => void list.refetch()} /> : null}
      {data === undefined ? (
        list.isError ? null : (
          <SkeletonRows />
        )
      ) : data.rows.length === 0 ? (
        <EmptyState icon={<IconAmbulance size={40} />} title={say('homePlan:noBackups')} />
      ) : (
        <>
          <ul className={classes['cards']}>
            {data.rows.map((row) => (
              <li key={row.id}>
                <strong>
                  <Name>{row.hospital}</Name>
                </strong>{' '}
                <span>{say('homePlan:level', { level: row.level })}</span>
                <p>
                  <Name>{row.areaPath.join(' ')}</Name> ·{' '}
                  {say('certificate:period', {
                    from: formatDay(language, row.fromOn),
                    to: formatDay(language, row.toOn),
                  })}
                </p>
                <p>
                  {row.means.map((one) => plain(`homePlan:means.${one}`)).join(' · ')} ·{' '}
                  {say('homePlan:way', { km: row.distanceKm, minutes: row.minutes })} · <Name>{row.contactName}</Name>{' '}
                  {row.contactPhone}
                </p>
                {row.level < 2 ? <p className={classes['late']}>{say('homePlan:levelLow')}</p> : null}
                {row.ended ? null : (
                  <BigButton look="quiet" onClick={() => setEnding(row)}>
                    {say('homePlan:endBackup')}
                  </BigButton>
                )}
              </li>
            ))}
          </ul>
          <Pager page={page} size={size} total={data.total} onPage={(next) => set({ page: String(next + 1) })} />
        </>
      )}
      {adding ? <BackupForm onClose={() => setAdding(false)} onDone={done} /> : null}
      {ending === null ? null : (
        <Confirm
          opened
          title={say('homePlan:endAsk', { hospital: ending.hospital })}
          act={say('homePlan:endBackup')}
          busy={end.isPending}
          failure={end.error}
          onClose={() => setEnding(null)}
          onConfirm={() => end.mutate({ county: ending.county, id: ending.id })}
        />
      )}
    </>
  );
};
