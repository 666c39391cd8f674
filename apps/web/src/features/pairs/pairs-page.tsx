/** Are these two rows one person? The engine asks where it is not sure; people answer, and can take it back. */
import { SegmentedControl } from '@mantine/core';
import { ListPairs } from '@qiaomen/domain/import-batch/query';
import { useText } from '../../language/use-text.tsx';
import { usePageState } from '../../office/use-page-state.ts';
import { OfficePage } from '../../ui/office-page.tsx';
import { DecidedList } from './decided-list.tsx';
import { PairReview } from './pair-review.tsx';

const states = ListPairs.shape.state.options;

export const PairsPage = () => {
  const { say, plain } = useText();
  const { get, set } = usePageState();
  const state = states.find((one) => one === get('state')) ?? 'pending';
  return (
    <OfficePage
      title={say('admin:pairs.title')}
      filters={
        <SegmentedControl
          aria-label={plain('admin:imports.state')}
          value={state}
          data={states.map((value) => ({ value, label: plain(`admin:pairs.state.${value}`) }))}
          onChange={(value) => set({ state: value === 'pending' ? null : value })}
        />
      }
    >
      <p>{say('admin:pairs.hint')}</p>
      {state === 'pending' ? <PairReview /> : <DecidedList key={state} state={state} />}
    </OfficePage>
  );
};
