/** What the preview found, in three views; the one chosen stands in the address. */
import type { BatchDetail } from '@qiaomen/domain/import-batch/query';
import { useText } from '../../language/use-text.tsx';
import { usePageState } from '../../office/use-page-state.ts';
import { FaultList } from './fault-list.tsx';
import classes from './preview.module.css';
import { GoneList } from './gone-list.tsx';
import { SampleList } from './sample-list.tsx';
import { VillageDiff } from './village-diff.tsx';

const tabs = ['villages', 'samples', 'gone', 'faults'] as const;

export const BatchTabs = ({ batch }: { batch: BatchDetail }) => {
  const { say, plain } = useText();
  const { get, set } = usePageState();
  const shown = tabs.filter((one) => one !== 'gone' || (batch.state === 'approved' && batch.counts.gone > 0));
  const tab = shown.find((one) => one === get('tab')) ?? 'villages';
  return (
    <section>
      <div className={classes['tabs']} role="tablist" aria-label={plain('imports:preview.tabs')}>
        {shown.map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            id={`tab-${one}`}
            aria-selected={tab === one}
            aria-controls="import-panel"
            className={classes['tab']}
            onClick={() => set({ tab: one, area: null, level: null, sort: null })}
          >
            {say(`imports:preview.${one}`)}
          </button>
        ))}
      </div>
      <div id="import-panel" role="tabpanel" aria-labelledby={`tab-${tab}`} className={classes['panel']}>
        {tab === 'villages' ? (
          <VillageDiff batch={batch} />
        ) : tab === 'samples' ? (
          <SampleList batch={batch} />
        ) : tab === 'gone' ? (
          <GoneList batchId={batch.id} />
        ) : (
          <FaultList batch={batch} />
        )}
      </div>
    </section>
  );
};
