import { useEffect } from 'react';
import { lockAfterMinutes } from '../../offline/lock-setting.ts';

const lookEveryMs = 5_000;
const touches = ['pointerdown', 'keydown', 'input', 'wheel'] as const;

/** Locks after a while without a touch, by the clock: a tablet that slept through its timer locks as it wakes. */
export const useAutoLock = (active: boolean, lock: () => void): void => {
  useEffect(() => {
    if (!active) return undefined;
    let touchedAt = Date.now();
    const touch = () => {
      touchedAt = Date.now();
    };
    const look = () => {
      if (Math.abs(Date.now() - touchedAt) >= lockAfterMinutes() * 60_000) lock();
    };
    // a touch that comes after the time is up must not put it off
    const lookThenTouch = () => {
      look();
      touch();
    };
    const timer = setInterval(look, lookEveryMs);
    for (const kind of touches) document.addEventListener(kind, lookThenTouch, { capture: true, passive: true });
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      for (const kind of touches) document.removeEventListener(kind, lookThenTouch, { capture: true });
      document.removeEventListener('visibilitychange', look);
    };
  }, [active, lock]);
};
