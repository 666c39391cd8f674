import { planSections, type PlanVersion } from '@qiaomen/domain/work-plan/query';
import { formatDay, formatNumber, shanghaiTime } from '@qiaomen/i18n/fmt';
import { useText } from '../../language/use-text.tsx';
import classes from './work-plan.module.css';

/** A version as it is read and printed. */
export const PlanText = ({ version }: { version: PlanVersion }) => {
  const { say, language } = useText();
  const day = (instant: string): string => formatDay(language, shanghaiTime(instant).day);
  return (
    <>
      <p className={classes['meta']}>
        {version.author === null ? null : say('workPlan:by', { name: version.author, date: day(version.createdAt) })}
        {version.decidedAt === null || version.decidedBy === null ? null : (
          <>
            {' · '}
            {version.state === 'approved'
              ? say('workPlan:approvedBy', { name: version.decidedBy, date: day(version.decidedAt) })
              : say('workPlan:returnedBy', { name: version.decidedBy, date: day(version.decidedAt) })}
          </>
        )}
      </p>
      {version.note === null ? null : <p>{say('workPlan:note', { note: version.note })}</p>}
      {planSections.map((section) => {
        const { amount, text } = version.body[section];
        return (
          <section key={section} className={classes['section']}>
            <h2>
              {say(`workPlan:section.${section}`)}
              {amount === null || section === 'publicity' ? null : <> · {formatNumber(amount)}</>}
            </h2>
            <p className={classes['text']}>{text === '' ? '–' : text}</p>
          </section>
        );
      })}
    </>
  );
};
