import { IconArrowLeft } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import { IconLink } from '../../field/icon-link.tsx';
import { useText } from '../../language/use-text.tsx';
import { useFieldMemory } from '../../offline/field-context.tsx';
import { openCampaign } from '../../offline/field-memory.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { ProposeFlow } from './propose-flow.tsx';

export const ProposePage = () => {
  const { say, plain } = useText();
  const navigate = useNavigate();
  const memory = useFieldMemory();
  const campaign = openCampaign(memory);
  const back = (
    <IconLink to="/my-register" label={plain('common:back')}>
      <IconArrowLeft aria-hidden="true" />
    </IconLink>
  );
  if (campaign === undefined || memory.pull.villages.length === 0)
    return (
      <Page title={say('tablet:propose.title')} before={back}>
        <EmptyState icon={null} title={say('tablet:propose.noVillages')} />
      </Page>
    );
  return (
    <ProposeFlow
      campaignId={campaign.id}
      villages={memory.pull.villages}
      back={back}
      onSaved={(personId) => void navigate(`/my-register/${personId}/visit`, { replace: true })}
    />
  );
};
