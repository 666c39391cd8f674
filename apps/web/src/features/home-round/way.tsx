import { IconCircleCheck, IconMapPin, IconMapPinCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { kilometresOf, type Position, type Stop } from '@qiaomen/domain/home-round/order-stops';
import { useText } from '../../language/use-text.tsx';
import type { FieldEntry } from '../../offline/overlay.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { Name } from '../../ui/name.tsx';
import { Notice } from '../../ui/notice.tsx';
import classes from './home-round.module.css';

interface WayProps {
  stops: readonly Stop[];
  entries: ReadonlyMap<string, FieldEntry>;
  isDone: (personId: string) => boolean;
  onPlace: (personId: string, position: Position) => void;
}

const longestWaitMs = 20_000;

/** The doors in their order. A place is kept where somebody stands at the door and says so; it stays on this tablet. */
export const Way = ({ stops, entries, isDone, onPlace }: WayProps) => {
  const { say } = useText();
  const [failedAt, setFailedAt] = useState<string | null>(null);
  const legs = kilometresOf(stops);
  const keep = (personId: string): void => {
    setFailedAt(null);
    const fail = () => setFailedAt(personId);
    if (!('geolocation' in navigator)) return fail();
    const found = ({ coords: { latitude, longitude } }: GeolocationPosition) =>
      onPlace(personId, { latitude, longitude });
    navigator.geolocation.getCurrentPosition(found, fail, { enableHighAccuracy: true, timeout: longestWaitMs });
  };
  return (
    <section className={classes['part']}>
      <h2 className={classes['heading']}>{say('round:way')}</h2>
      <p className={classes['soft']}>{say('round:wayHint')}</p>
      <ol className={classes['list']}>
        {stops.map(({ id, position }, index) => {
          const entry = entries.get(id);
          const km = index === 0 ? null : (legs[index - 1] ?? null);
          return entry === undefined ? null : (
            <li key={id} className={classes['stop']}>
              <span className={classes['place']}>{index + 1}</span>
              <span className={classes['person']}>
                <Link to={`/today/${id}`} className={classes['link'] ?? ''}>
                  <Name>{entry.name}</Name>
                </Link>
                <span className={classes['soft']} lang="zh-CN">
                  {[entry.areaPath.at(-1), entry.address, entry.landmark].filter(Boolean).join(' · ')}
                </span>
                {km === null ? null : (
                  <span className={classes['soft']}>{say('round:leg', { km: km.toFixed(1) })}</span>
                )}
                {isDone(id) ? (
                  <span className={classes['done']}>
                    <IconCircleCheck aria-hidden="true" /> {say('round:done')}
                  </span>
                ) : null}
                {failedAt === id ? (
                  <Notice tone="due" urgent>
                    {say('round:noPlace')}
                  </Notice>
                ) : null}
                {position === null ? (
                  <BigButton look="quiet" icon={<IconMapPin aria-hidden="true" />} onClick={() => keep(id)}>
                    {say('round:keepPlace')}
                  </BigButton>
                ) : (
                  <span className={classes['done']}>
                    <IconMapPinCheck aria-hidden="true" /> {say('round:placeKept')}
                  </span>
                )}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
};
