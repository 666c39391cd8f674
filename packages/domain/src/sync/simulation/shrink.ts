/** The shortest story that still fails: what a person reads first. */
import type { Step } from './steps.ts';
import { tell, type Sabotage } from './story.ts';

export const failureOf = async (steps: readonly Step[], sabotage?: Sabotage): Promise<string | null> =>
  tell(steps, sabotage).then(
    () => null,
    (fault: unknown) => (fault instanceof Error ? fault.message : String(fault)),
  );

export const shrink = async (steps: readonly Step[], sabotage?: Sabotage): Promise<Step[]> => {
  let shortest = [...steps];
  for (let size = Math.ceil(shortest.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < shortest.length;) {
      const shorter = [...shortest.slice(0, at), ...shortest.slice(at + size)];
      if ((await failureOf(shorter, sabotage)) === null) at += size;
      else shortest = shorter;
    }
  }
  return shortest;
};
