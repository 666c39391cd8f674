/**
 * Progress of work that holds locks. Whoever waits for these locks may hold every connection of the pool; so the work never
 * waits for a report to be written, it learns of a stop at the next one.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Steps } from './steps.ts';

export interface BesideSteps extends Pick<Steps, 'report'> {
  /** Before the commit: a stop that was told shortly before still counts. */
  check(): Promise<void>;
  /** After the commit: no report may come behind the last word. */
  idle(): Promise<void>;
}

export const reportBeside = (steps: Steps): BesideSteps => {
  let writing: Promise<void> | undefined;
  let fault: unknown;
  const throwFault = (): void => {
    if (fault !== undefined) throw fault;
  };
  return {
    report: async (step, done, total) => {
      throwFault();
      writing ??= steps.report(step, done, total).then(
        () => void (writing = undefined),
        (error: unknown) => {
          fault = error;
          writing = undefined;
        },
      );
      await Promise.resolve();
    },
    check: async () => {
      if (writing !== undefined) await Promise.race([writing, wait(1000)]);
      throwFault();
    },
    idle: async () => {
      await writing;
    },
  };
};
