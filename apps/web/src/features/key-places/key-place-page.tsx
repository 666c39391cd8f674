/** One place: what it is, how its residents stand, who lives there and who left. */
import { SegmentedControl } from '@mantine/core';
import { IconPencil, IconUserPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { CountyCode } from '@qiaomen/domain/area/area-code';
import { formatDay, formatNumber, shanghaiTime } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { Confirm } from '../../office/confirm.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { useCampaign } from '../../office/use-campaign.ts';
import { usePageState } from '../../office/use-page-state.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { OfficePage } from '../../ui/office-page.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import classes from './key-places.module.css';
import { MoveInDialog } from './move-in-dialog.tsx';
import { PlaceDialog } from './place-dialog.tsx';
import { ResidentList } from './resident-list.tsx';
import { Share } from './share.tsx';

export const KeyPlacePage = () => {
  const { say, plain, language } = useText();
  const client = useQueryClient();
  const { get, set } = usePageState();
  const { campaign } = useCampaign();
  const { county = '', placeId = '' } = useParams();
  const request = { county: CountyCode.parse(county), placeId };
  const [today] = useState(() => shanghaiTime(new Date().toISOString()).day);
  const [asked, setAsked] = useState<'edit' | 'close' | 'moveIn' | null>(null);
  const place = useQuery({
    ...trpc.keyPlace.read.queryOptions({ ...request, campaignId: campaign?.id ?? '' }),
    enabled: campaign !== null,
  });
  const done = (): void => {
    setAsked(null);
    void client.invalidateQueries({ queryKey: trpc.keyPlace.pathKey() });
  };
  const close = useMutation(trpc.keyPlace.close.mutationOptions({ onSuccess: done }));
  if (place.isError) return <FailureNotice cause={place.error} retry={() => void place.refetch()} />;
  if (place.data === undefined || campaign === null) return <SkeletonRows count={8} />;
  const { data } = place;
  const past = get('tab') === 'past';
  const facts = [
    { key: 'kind', head: say('keyPlace:kind'), value: say(`keyPlace:kinds.${data.kind}`) },
    { key: 'area', head: say('keyPlace:area'), value: data.areaPath.join(' ') },
    { key: 'address', head: say('keyPlace:address'), value: data.address || '–' },
    { key: 'contact', head: say('keyPlace:contactName'), value: data.contactName || '–' },
    { key: 'phone', head: say('keyPlace:contactPhone'), value: data.contactPhone || '–' },
    { key: 'code', head: say('keyPlace:code'), value: data.code || '–' },
    { key: 'residents', head: say('keyPlace:residents'), value: formatNumber(data.residents) },
    { key: 'all', head: say('keyPlace:all'), value: formatNumber(data.all) },
    { key: 'one', head: say('keyPlace:vaccinated'), value: <Share part={data.vaccinated} whole={data.all} /> },
    { key: 'done', head: say('keyPlace:complete'), value: <Share part={data.complete} whole={data.all} /> },
    {
      key: 'next',
      head: say('keyPlace:nextDate'),
      value: data.nextDate === null ? '–' : formatDay(language, data.nextDate),
    },
  ];
  return (
    <OfficePage
      title={data.name}
      aside={
        <div className={classes['acts']}>
          {data.closedOn === null ? (
            <BigButton icon={<IconUserPlus size={20} />} onClick={() => setAsked('moveIn')}>
              {say('keyPlace:moveIn')}
            </BigButton>
          ) : null}
          <BigButton look="quiet" icon={<IconPencil size={20} />} onClick={() => setAsked('edit')}>
            {say('keyPlace:edit')}
          </BigButton>
          {data.closedOn === null ? (
            <BigButton look="quiet" onClick={() => setAsked('close')}>
              {say('keyPlace:close')}
            </BigButton>
          ) : (
            <BigButton look="quiet" onClick={() => close.mutate({ ...request, closedOn: null })}>
              {say('keyPlace:reopen')}
            </BigButton>
          )}
        </div>
      }
    >
      <p>
        <Link className={classes['link'] ?? ''} to="/key-places">
          {say('keyPlace:back')}
        </Link>
        {data.closedOn === null ? null : (
          <> · {say('keyPlace:closedOn', { date: formatDay(language, data.closedOn) })}</>
        )}{' '}
        ·{' '}
        {data.snapshotNumber === null
          ? say('keyPlace:noSnapshot')
          : say('keyPlace:named', { number: data.snapshotNumber })}
      </p>
      <dl className={classes['facts']}>
        {facts.map(({ key, head, value }) => (
          <div key={key}>
            <dt>{head}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <SegmentedControl
        className={classes['tabs'] ?? ''}
        value={past ? 'past' : 'now'}
        onChange={(value) => set({ tab: value === 'past' ? 'past' : null })}
        data={[
          { value: 'now', label: plain('keyPlace:now') },
          { value: 'past', label: plain('keyPlace:past') },
        ]}
      />
      <ResidentList request={request} campaignId={campaign.id} past={past} today={today} onChanged={done} />
      {asked === 'edit' ? <PlaceDialog place={data} onClose={done} /> : null}
      {asked === 'moveIn' ? (
        <MoveInDialog request={request} campaignId={campaign.id} today={today} onClose={done} />
      ) : null}
      {asked === 'close' ? (
        <Confirm
          opened
          title={say('keyPlace:close')}
          act={say('keyPlace:close')}
          busy={close.isPending}
          failure={close.error}
          onClose={() => setAsked(null)}
          onConfirm={() => close.mutate({ ...request, closedOn: today })}
        >
          <p>{say('keyPlace:closeAsk')}</p>
        </Confirm>
      ) : null}
    </OfficePage>
  );
};
