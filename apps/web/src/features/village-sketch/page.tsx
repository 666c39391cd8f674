import { IconAlarm, IconArrowLeft, IconCalendarDue, IconCheck, IconDoor, IconMapOff } from '@tabler/icons-react';
import { useMemo } from 'react';
import { Link, useSearchParams } from 'react-router';
import { formatNumber } from '@qiaomen/i18n/fmt';
import { IconLink } from '../../field/icon-link.tsx';
import { ListState } from '../../field/list-state.tsx';
import { useText } from '../../language/use-text.tsx';
import { readingLockDays, useEntries, useReadingLocked, useToday } from '../../offline/field-context.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { sketchOf, villagesOf, type Door, type Urgency } from './sketch.ts';
import classes from './village-sketch.module.css';

const icons = { overdue: IconAlarm, due: IconCalendarDue, open: IconDoor, done: IconCheck } as const;
const urgencies: readonly Urgency[] = ['overdue', 'due', 'open', 'done'];

/** The doors of a village in the order of a walk, marked by what is due behind them. */
export const VillageSketchPage = () => {
  const { say, plain } = useText();
  const today = useToday();
  const entries = useEntries();
  const locked = useReadingLocked();
  const [params, setParams] = useSearchParams();
  const villages = useMemo(() => villagesOf(entries, today), [entries, today]);
  const asked = villages.find(({ areaCode }) => areaCode === params.get('village'));
  // where most people wait
  const chosen = asked ?? villages.toSorted((a, b) => b.due - a.due)[0];
  const groups = useMemo(
    () => (chosen === undefined ? [] : sketchOf(entries, chosen.areaCode, today)),
    [entries, chosen, today],
  );
  const back = (
    <IconLink to="/today" label={plain('common:back')}>
      <IconArrowLeft aria-hidden="true" />
    </IconLink>
  );
  if (chosen === undefined || locked)
    return (
      <Page title={say('door:sketch.title')} before={back}>
        <EmptyState
          icon={<IconMapOff size={48} />}
          title={locked ? say('tablet:locked.title', { days: readingLockDays }) : say('tablet:today.emptyFirst')}
        >
          {locked ? <p>{say('tablet:locked.body')}</p> : null}
        </EmptyState>
      </Page>
    );
  return (
    <Page title={say('door:sketch.title')} before={back}>
      <div className={classes['body']}>
        <ListState />
        {villages.length === 1 ? null : (
          <nav className={classes['villages']} aria-label={plain('door:sketch.villages')}>
            {villages.map(({ areaCode, name, people, due }) => (
              <button
                key={areaCode}
                type="button"
                className={classes['village']}
                aria-pressed={areaCode === chosen.areaCode}
                onClick={() => setParams({ village: areaCode }, { replace: true })}
              >
                <strong lang="zh-CN">{name}</strong>
                <small>{say('door:sketch.counts', { people: formatNumber(people), due: formatNumber(due) })}</small>
              </button>
            ))}
          </nav>
        )}
        <ul className={classes['legend']} aria-label={plain('door:sketch.legend')}>
          {urgencies.map((urgency) => {
            const Icon = icons[urgency];
            return (
              <li key={urgency} className={classes[urgency]}>
                <Icon size={20} aria-hidden="true" /> {say(`door:sketch.urgency.${urgency}`)}
              </li>
            );
          })}
        </ul>
        {groups.map(({ name, doors }) => (
          <section key={name} className={classes['group']}>
            <h2 lang={name === '' ? undefined : 'zh-CN'}>{name === '' ? say('door:sketch.noGroup') : name}</h2>
            <ul className={classes['doors']}>
              {doors.map((door) => (
                <DoorTile key={door.entries[0]?.personId} door={door} />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Page>
  );
};

const DoorTile = ({ door }: { door: Door }) => {
  const { say, plain } = useText();
  const Icon = icons[door.urgency];
  const [first] = door.entries;
  if (first === undefined) return null;
  const many = door.entries.length > 1;
  return (
    <li>
      <Link
        className={`${classes['door'] ?? ''} ${classes[door.urgency] ?? ''}`}
        to={`/today/${first.personId}${many ? '/household' : ''}`}
      >
        <Icon size={20} aria-label={plain(`door:sketch.urgency.${door.urgency}`)} />
        <span lang="zh-CN">{door.label}</span>
        {!many && door.label === first.name ? null : (
          <small lang="zh-CN">{many ? say('door:sketch.people', { count: door.entries.length }) : first.name}</small>
        )}
      </Link>
    </li>
  );
};
