import { Checkbox } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Campaign } from '@qiaomen/domain/campaign/query';
import { formatDay } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { Confirm } from '../../office/confirm.tsx';
import { newId } from '../../offline/new-id.ts';
import classes from './base-figures.module.css';

interface CountDialogProps {
  campaign: Campaign;
  onClose: () => void;
  onStarted: () => void;
}

/** By which rule: that of the campaign, and two questions it leaves open. */
export const CountDialog = ({ campaign, onClose, onStarted }: CountDialogProps) => {
  const { say, plain, language } = useText();
  // the same request sent twice counts once
  const [snapshotId] = useState(newId);
  const [deaths, setDeaths] = useState(false);
  const [residence, setResidence] = useState(false);
  const count = useMutation(trpc.baseFigure.count.mutationOptions({ onSuccess: onStarted }));
  const { minAge } = campaign.targetRule;
  return (
    <Confirm
      opened
      title={say('baseFigure:count')}
      act={say('baseFigure:count')}
      busy={count.isPending}
      failure={count.error}
      onClose={onClose}
      onConfirm={() =>
        count.mutate({
          snapshotId,
          campaignId: campaign.id,
          excludeReportedDeaths: deaths,
          excludeNoResidence: residence,
        })
      }
    >
      <p>
        <strong>{campaign.name}</strong>
        <br />
        {say('baseFigure:rule', { date: formatDay(language, campaign.referenceDate), age: minAge })}
      </p>
      <p>{say('baseFigure:countBody')}</p>
      <div className={classes['choices']}>
        <Checkbox
          label={plain('baseFigure:excludeReportedDeaths')}
          checked={deaths}
          onChange={(event) => setDeaths(event.currentTarget.checked)}
        />
        <Checkbox
          label={plain('baseFigure:excludeNoResidence')}
          checked={residence}
          onChange={(event) => setResidence(event.currentTarget.checked)}
        />
      </div>
    </Confirm>
  );
};
