import { IconChecks } from '@tabler/icons-react';
import { formatShortDay } from '@qiaomen/i18n/fmt';
import { Age } from '../../field/age.tsx';
import { DueBadge } from '../../field/due-badge.tsx';
import { useText } from '../../language/use-text.tsx';
import type { FieldEntry } from '../../offline/overlay.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { Name } from '../../ui/name.tsx';
import type { DoseWanted } from './round-form.ts';
import classes from './home-round.module.css';

interface PickListProps {
  waiting: readonly FieldEntry[];
  wanted: ReadonlyMap<string, DoseWanted>;
  picked: readonly string[];
  capacity: number;
  today: string;
  onPick: (picked: string[]) => void;
}

/** Whom to visit today, as many as the team can; what speaks against a dose is said before anybody sets out. */
export const PickList = ({ waiting, wanted, picked, capacity, today, onPick }: PickListProps) => {
  const { say, language } = useText();
  const isFull = picked.length >= capacity;
  const ready = waiting.filter(({ personId }) => (wanted.get(personId)?.product ?? null) !== null);
  return (
    <section className={classes['part']}>
      <h2 className={classes['heading']}>{say('round:pick')}</h2>
      <BigButton
        look="quiet"
        icon={<IconChecks aria-hidden="true" />}
        onClick={() => onPick(ready.slice(0, capacity).map(({ personId }) => personId))}
      >
        {say('round:pickDue', { count: Math.min(capacity, ready.length) })}
      </BigButton>
      <ul className={classes['list']}>
        {waiting.map((entry) => {
          const isPicked = picked.includes(entry.personId);
          const dose = wanted.get(entry.personId);
          return (
            <li key={entry.personId}>
              <label className={classes['pick']}>
                <input
                  type="checkbox"
                  className={classes['box']}
                  checked={isPicked}
                  disabled={!isPicked && isFull}
                  onChange={() =>
                    onPick(isPicked ? picked.filter((id) => id !== entry.personId) : [...picked, entry.personId])
                  }
                />
                <span className={classes['person']}>
                  <span className={classes['line']}>
                    <strong className={classes['name']}>
                      <Name>{entry.name}</Name>
                    </strong>
                    <span>
                      {say(`codes:sex.${entry.sex}`)} · <Age birthDate={entry.birthDate} today={today} />
                    </span>
                    <DueBadge today={today} due={entry.nextDate} />
                  </span>
                  <span className={classes['soft']} lang="zh-CN">
                    {[entry.areaPath.at(-1), entry.address, entry.landmark].filter(Boolean).join(' · ')}
                  </span>
                  {dose === undefined || dose.product !== null ? null : (
                    <span className={classes['warning']}>
                      {dose.earliest === null
                        ? say('round:noDose')
                        : say('round:early', { day: formatShortDay(language, dose.earliest) })}
                    </span>
                  )}
                </span>
              </label>
            </li>
          );
        })}
      </ul>
      {isFull ? (
        <p role="status" className={classes['soft']}>
          {say('round:full', { count: capacity })}
        </p>
      ) : null}
    </section>
  );
};
