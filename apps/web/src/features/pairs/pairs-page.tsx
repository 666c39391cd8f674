/** Are these two rows one person? The engine asks where it is not sure; people answer, and can take it back. */
import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { PairFilter } from '@qiaomen/domain/link-pair/query';
import { SourceKind } from '@qiaomen/domain/register/query';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { areaName } from '../../office/area-name.ts';
import { useOwnArea } from '../../office/own-area.ts';
import { usePageState } from '../../office/use-page-state.ts';
import { OfficePage } from '../../ui/office-page.tsx';
import { MyDecisions } from './my-decisions.tsx';
import { PairList } from './pair-list.tsx';
import { PairReview } from './pair-review.tsx';
import classes from './pairs-page.module.css';
import { TransferList } from './transfer-list.tsx';

const tabs = ['queue', 'list', 'asked', 'same', 'different', 'skipped', 'mine', 'transfers'] as const;
const filtered: readonly string[] = ['queue', 'list', 'asked', 'same', 'different', 'skipped'];

export const PairsPage = () => {
  const { say, plain, language } = useText();
  const { get, set } = usePageState();
  const own = useOwnArea();
  const tab = tabs.find((one) => one === get('tab')) ?? 'queue';
  const [askedPlace, askedKind] = [get('place'), get('kind')];
  const filter = useMemo(() => {
    const read = PairFilter.safeParse({ place: askedPlace, kind: askedKind });
    return read.success ? read.data : { place: null, kind: null };
  }, [askedPlace, askedKind]);
  const counties = useQuery({
    ...trpc.area.children.queryOptions({ parent: own?.areaCode ?? null }),
    enabled: own !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <OfficePage
      title={say('review:title')}
      {...(tab === 'queue' ? { aside: <span className={classes['hint']}>{say('review:hint')}</span> } : {})}
      filters={
        <>
          <nav className={classes['tabs']} aria-label={plain('review:title')}>
            {tabs.map((value) => (
              <button
                key={value}
                type="button"
                className={classes['tab']}
                aria-current={value === tab ? 'page' : undefined}
                onClick={() => set({ tab: value === 'queue' ? null : value, state: null })}
              >
                {say(`review:tab.${value}`)}
              </button>
            ))}
          </nav>
          {filtered.includes(tab) ? (
            <>
              <Select
                aria-label={plain('review:place')}
                placeholder={plain('review:everywhere')}
                data={[
                  { value: 'cross', label: plain('review:cross') },
                  ...(counties.data ?? [])
                    .filter(({ areaCode }) => areaCode.length === 6)
                    .map((area) => ({ value: area.areaCode, label: areaName(language, area) })),
                ]}
                value={filter.place}
                onChange={(value) => set({ place: value })}
                clearable
                clearButtonProps={{ 'aria-label': plain('review:everywhere') }}
                w={190}
              />
              <Select
                aria-label={plain('review:kind')}
                placeholder={plain('review:everyKind')}
                data={SourceKind.options.map((value) => ({ value, label: plain(`codes:sourceKind.${value}`) }))}
                value={filter.kind}
                onChange={(value) => set({ kind: value })}
                clearable
                clearButtonProps={{ 'aria-label': plain('review:everyKind') }}
                w={190}
              />
            </>
          ) : null}
        </>
      }
    >
      {tab === 'queue' ? (
        <PairReview key={`${filter.place ?? ''} ${filter.kind ?? ''}`} filter={filter} />
      ) : tab === 'mine' ? (
        <MyDecisions />
      ) : tab === 'transfers' ? (
        <TransferList />
      ) : (
        <PairList key={tab} state={tab === 'list' ? 'pending' : tab} filter={filter} />
      )}
    </OfficePage>
  );
};
