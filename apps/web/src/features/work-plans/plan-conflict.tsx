import { planSections, type PlanBody, type PlanSection, type PlanVersion } from '@qiaomen/domain/work-plan/query';
import { formatDay, formatNumber, shanghaiTime } from '@qiaomen/i18n/fmt';
import { useText } from '../../language/use-text.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import classes from './work-plan.module.css';

interface PlanConflictProps {
  theirs: PlanVersion;
  mine: PlanBody;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
}

/** Somebody else was quicker: where the two differ, both stand side by side until one is chosen. */
export const PlanConflict = ({ theirs, mine, onKeepMine, onTakeTheirs }: PlanConflictProps) => {
  const { say, language } = useText();
  const isWaiting = theirs.state === 'submitted';
  const differing = planSections.filter(
    (section) =>
      theirs.body[section].text !== mine[section].text || theirs.body[section].amount !== mine[section].amount,
  );
  const written = (body: PlanBody, section: PlanSection) => {
    const { amount, text } = body[section];
    return (
      <p className={classes['text']}>
        {amount === null ? null : <strong>{formatNumber(amount)} </strong>}
        {text === '' && amount === null ? '–' : text}
      </p>
    );
  };
  return (
    <>
      <Notice tone="overdue" urgent>
        {say(isWaiting ? 'workPlan:waiting' : 'workPlan:changed')}
      </Notice>
      {theirs.author === null ? null : (
        <p className={classes['meta']}>
          {say('workPlan:by', {
            name: theirs.author,
            date: formatDay(language, shanghaiTime(theirs.createdAt).day),
          })}
        </p>
      )}
      {differing.map((section) => (
        <section key={section} className={classes['section']}>
          <h2>{say(`workPlan:section.${section}`)}</h2>
          <div className={classes['both']}>
            <div>
              <h3>{say('workPlan:theirs')}</h3>
              {written(theirs.body, section)}
            </div>
            <div>
              <h3>{say('workPlan:mine')}</h3>
              {written(mine, section)}
            </div>
          </div>
        </section>
      ))}
      <div className={classes['acts']}>
        {isWaiting ? null : <BigButton onClick={onKeepMine}>{say('workPlan:keepMine')}</BigButton>}
        <BigButton look="quiet" onClick={onTakeTheirs}>
          {say('workPlan:takeTheirs')}
        </BigButton>
      </div>
    </>
  );
};
