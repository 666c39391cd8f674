import { IconCircleCheck, IconFlag } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import type { Progress } from '@qiaomen/domain/figures/query';
import { formatDay, formatNumber, formatPercent } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import classes from './progress.module.css';

/** Persons and doses are different units: each milestone says which one it counts. */
interface MilestoneBarsProps {
  campaignId: string;
  areaCode: AreaCode;
  milestones: Progress['milestones'];
  today: string;
}

export const MilestoneBars = ({ campaignId, areaCode, milestones, today }: MilestoneBarsProps) => {
  const { say, language } = useText();
  const coverage = useQuery(trpc.baseFigure.coverage.queryOptions({ campaignId, areaCode }));
  const base = coverage.data?.total?.coverage.all ?? 0;
  if (milestones.length === 0) return null;
  return (
    <section className={classes['section']}>
      <h2>{say('office:progress.milestones')}</h2>
      <ul className={classes['bars']}>
        {milestones.map(({ id, label, dueOn, unit, target, reached }) => {
          const done = reached >= target;
          const tone = done ? 'done' : dueOn < today ? 'overdue' : 'calm';
          return (
            <li key={id}>
              <p className={classes['barWords']}>
                <span style={{ color: `var(--qm-${tone}-ink)` }} aria-hidden="true">
                  {done ? <IconCircleCheck size={20} /> : <IconFlag size={20} />}
                </span>
                <span>{say('office:progress.milestone', { label, date: formatDay(language, dueOn) })}</span>
                <strong>
                  {say(unit === 'persons' ? 'office:progress.persons' : 'office:progress.doses', {
                    reached: formatNumber(reached),
                    target: formatNumber(target),
                  })}
                </strong>
                <span>
                  {done
                    ? say('office:progress.milestoneDone')
                    : say('office:progress.milestoneLeft', { left: formatNumber(target - reached) })}
                </span>
                {unit === 'persons' && base > 0 ? (
                  <span>
                    {say('baseFigure:coverage.target', {
                      percent: formatPercent(target, base),
                      number: coverage.data?.snapshot?.number ?? '–',
                    })}
                  </span>
                ) : null}
              </p>
              <div className={classes['track']}>
                <div
                  className={classes['fill']}
                  style={{ width: `${Math.min(100, (reached / target) * 100)}%`, background: `var(--qm-${tone}-line)` }}
                />
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
};
