/** A new version waits until a person says so: a reload under an open form would lose it. */
import { useSyncExternalStore } from 'react';

let ready = false;
let apply: ((reload?: boolean) => Promise<void>) | undefined;
const listeners = new Set<() => void>();
const hourly = 3_600_000;

export const watchForUpdates = (): void => {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  void import('virtual:pwa-register').then(({ registerSW }) => {
    apply = registerSW({
      onNeedRefresh: () => {
        ready = true;
        for (const listener of listeners) listener();
      },
      onRegisteredSW: (_url, registration) => {
        setInterval(() => void registration?.update().catch(() => undefined), hourly);
      },
    });
  });
};

export const useUpdate = (): { ready: boolean; apply: () => void } => ({
  ready: useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => ready,
  ),
  apply: () => void apply?.(true),
});
