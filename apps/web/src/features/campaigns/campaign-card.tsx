import { IconCircleCheck, IconFlask, IconPencil, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import type { Campaign, CampaignState } from '@qiaomen/domain/campaign/query';
import { formatDay, formatNumber } from '@qiaomen/i18n/fmt';
import { useText } from '../../language/use-text.tsx';
import { Badge } from '../../ui/badge.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import type { Tone } from '../../ui/theme.ts';
import classes from './campaign-card.module.css';

const looks: Record<CampaignState, { tone: Tone; icon: ReactNode }> = {
  draft: { tone: 'due', icon: <IconPencil size={16} /> },
  open: { tone: 'done', icon: <IconPlayerPlay size={16} /> },
  closed: { tone: 'offline', icon: <IconCircleCheck size={16} /> },
};

interface CampaignCardProps {
  campaign: Campaign;
  nameOf: (code: AreaCode) => string;
  onEdit: () => void;
  onMove: (to: 'open' | 'close') => void;
}

/** A campaign as it stands. One that is closed, or only an exercise, can be told from the real one at a glance. */
export const CampaignCard = ({ campaign, nameOf, onEdit, onMove }: CampaignCardProps) => {
  const { say, language } = useText();
  const { state, milestones } = campaign;
  return (
    <article className={classes['card']} data-state={state} data-test={campaign.isTest}>
      <header className={classes['head']}>
        <h2 className={classes['name']}>{campaign.name}</h2>
        <Badge tone={looks[state].tone} icon={looks[state].icon}>
          {say(`codes:campaignState.${state}`)}
        </Badge>
        {campaign.isTest ? (
          <Badge tone="deferred" icon={<IconFlask size={16} />}>
            {say('admin:campaigns.test')}
          </Badge>
        ) : null}
      </header>
      <p className={classes['line']}>
        {nameOf(campaign.areaCode)} ·{' '}
        {say('admin:campaigns.rule', {
          age: campaign.targetRule.minAge,
          date: formatDay(language, campaign.referenceDate),
        })}
      </p>
      <p className={classes['line']}>
        {say('admin:campaigns.period', {
          from: formatDay(language, campaign.opensOn),
          to: formatDay(language, campaign.deadline),
        })}
      </p>
      <p className={classes['basis']}>{campaign.legalBasis}</p>
      <h3 className={classes['subhead']}>{say('admin:campaigns.milestones')}</h3>
      {milestones.length === 0 ? (
        <p className={classes['basis']}>{say('admin:campaigns.noMilestones')}</p>
      ) : (
        <ul className={classes['milestones']}>
          {milestones.map((milestone) => (
            <li key={milestone.id} className={classes['milestone']}>
              <span>{formatDay(language, milestone.dueOn)}</span>
              <span>
                {milestone.label}
                {milestone.areaCode === campaign.areaCode ? null : <> · {nameOf(milestone.areaCode)}</>}
              </span>
              <strong>
                {formatNumber(milestone.target)} {say(`codes:milestoneUnit.${milestone.unit}`)}
              </strong>
            </li>
          ))}
        </ul>
      )}
      {state === 'closed' ? null : (
        <div className={classes['acts']}>
          {state === 'draft' ? (
            <BigButton icon={<IconPlayerPlay size={20} />} onClick={() => onMove('open')}>
              {say('admin:campaigns.open')}
            </BigButton>
          ) : null}
          <BigButton look="quiet" icon={<IconPencil size={20} />} onClick={onEdit}>
            {say('admin:campaigns.edit')}
          </BigButton>
          {state === 'open' ? (
            <BigButton look="quiet" icon={<IconPlayerStop size={20} />} onClick={() => onMove('close')}>
              {say('admin:campaigns.closeIt')}
            </BigButton>
          ) : null}
        </div>
      )}
    </article>
  );
};
