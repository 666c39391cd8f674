import { IconArrowLeft, IconLock } from '@tabler/icons-react';
import { IconLink } from '../../field/icon-link.tsx';
import { useText } from '../../language/use-text.tsx';
import { useEntries, useField, useFieldMemory, useToday } from '../../offline/field-context.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { RoundPlan } from './round-plan.tsx';

/** Works without a network, like everything on the tablet. */
export const HomeRoundPage = () => {
  const { say, plain } = useText();
  const { account } = useField();
  const { pull } = useFieldMemory();
  const entries = useEntries();
  const today = useToday();
  return (
    <Page
      title={say('round:title')}
      before={
        <IconLink to="/today" label={plain('common:back')}>
          <IconArrowLeft aria-hidden="true" />
        </IconLink>
      }
    >
      {account.role === 'vaccinator' ? (
        <RoundPlan entries={entries} rules={pull.rules ?? []} today={today} />
      ) : (
        <EmptyState icon={<IconLock size={48} />} title={say('round:onlyVaccinators')} />
      )}
    </Page>
  );
};
