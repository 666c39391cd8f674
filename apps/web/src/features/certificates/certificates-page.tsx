/** Who of the staff may vaccinate, and whose certificate or training runs out. */
import { SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconCertificate, IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ListStaff } from '@qiaomen/domain/care/certificate';
import { formatDay, formatNumber } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { Pager } from '../../office/pager.tsx';
import { usePageState } from '../../office/use-page-state.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Name } from '../../ui/name.tsx';
import { OfficePage } from '../../ui/office-page.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { CertificatesOf } from './certificates-of.tsx';
import { CertificateBadge } from './state-badge.tsx';
import classes from './certificates.module.css';

const size = 30;
const shows = ListStaff.shape.show.options;

export const CertificatesPage = () => {
  const { say, plain, language } = useText();
  const { get, set, page } = usePageState();
  const show = shows.find((one) => one === get('show')) ?? 'all';
  // a name is personal: it never stands in the address
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 250);
  const [opened, setOpened] = useState<string | null>(null);
  const list = useQuery({
    ...trpc.certificate.staff.queryOptions({ show, text: asked, page: { page, size } }),
    placeholderData: keepPreviousData,
  });
  const data = list.data;
  return (
    <OfficePage
      title={say('certificate:title')}
      filters={
        <>
          <SegmentedControl
            value={show}
            data={shows.map((value) => ({
              value,
              label:
                value === 'attention'
                  ? plain('certificate:attention', { count: formatNumber(data?.attention ?? 0) })
                  : plain('common:all'),
            }))}
            onChange={(value) => set({ show: value })}
          />
          <TextInput
            label={say('certificate:search')}
            leftSection={<IconSearch size={18} />}
            maxLength={50}
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value);
              set({ page: null });
            }}
          />
        </>
      }
    >
      <p>{say('certificate:hint')}</p>
      {list.isError ? <FailureNotice cause={list.error} retry={() => void list.refetch()} /> : null}
      {data === undefined ? (
        list.isError ? null : (
          <SkeletonRows />
        )
      ) : data.rows.length === 0 ? (
        <EmptyState icon={<IconCertificate size={40} />} title={say('certificate:none')} />
      ) : (
        <>
          <ul className={classes['list']}>
            {data.rows.map((row) => (
              <li key={row.userId} className={classes['card']}>
                <button
                  type="button"
                  className={classes['head']}
                  aria-expanded={opened === row.userId}
                  onClick={() => setOpened(opened === row.userId ? null : row.userId)}
                >
                  <strong>
                    <Name>{row.name}</Name>
                  </strong>
                  <CertificateBadge state={row.state} />
                  {row.certificates.map((one) => (
                    <span key={one.id}>
                      {say(`certificate:kinds.${one.kind}`)}{' '}
                      {say('certificate:until', { day: formatDay(language, one.validTo) })},{' '}
                      {say('certificate:trained', { day: formatDay(language, one.trainedUntil) })}
                    </span>
                  ))}
                  <span className={classes['soft']}>
                    <Name>{row.areaNames.join(' · ')}</Name>
                  </span>
                </button>
                {opened === row.userId ? <CertificatesOf staff={row} onChanged={() => void list.refetch()} /> : null}
              </li>
            ))}
          </ul>
          <Pager page={page} size={size} total={data.total} onPage={(next) => set({ page: String(next + 1) })} />
        </>
      )}
    </OfficePage>
  );
};
