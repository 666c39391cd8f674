import { useSyncExternalStore } from 'react';

const never = (): (() => void) => () => undefined;

/** The clock in steps; it only runs while somebody waits for it. */
export const useNow = (stepMs: number, running: boolean): number =>
  useSyncExternalStore(
    running
      ? (listener) => {
          const timer = setInterval(listener, stepMs);
          return () => clearInterval(timer);
        }
      : never,
    () => Math.floor(Date.now() / stepMs) * stepMs,
  );
