import type { PlanVersion } from '@qiaomen/domain/work-plan/query';
import { useText } from '../../language/use-text.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PlanText } from './plan-text.tsx';
import classes from './work-plan.module.css';

interface PlanConflictProps {
  theirs: PlanVersion;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
}

/** Somebody else was quicker: both texts stand side by side until one is chosen. */
export const PlanConflict = ({ theirs, onKeepMine, onTakeTheirs }: PlanConflictProps) => {
  const { say } = useText();
  const isWaiting = theirs.state === 'submitted';
  return (
    <>
      <Notice tone="overdue" urgent>
        {say(isWaiting ? 'workPlan:waiting' : 'workPlan:changed')}
      </Notice>
      <details open={!isWaiting}>
        <summary>{say('workPlan:theirs')}</summary>
        <PlanText version={theirs} />
      </details>
      <div className={classes['acts']}>
        {isWaiting ? null : <BigButton onClick={onKeepMine}>{say('workPlan:keepMine')}</BigButton>}
        <BigButton look="quiet" onClick={onTakeTheirs}>
          {say('workPlan:takeTheirs')}
        </BigButton>
      </div>
    </>
  );
};
