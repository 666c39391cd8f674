/**
 * How many pushes are worked on at once, and how many wait. When the network of a prefecture comes back hundreds of tablets
 * knock together: a few are served, some wait in line, and whoever would wait too long is told when to come again.
 */
export interface PushGate {
  /** the work's answer, or null when the line is full */
  admit<T>(work: () => Promise<T>): Promise<T | null>;
}

export const pushGate = ({ atOnce, inLine }: { atOnce: number; inLine: number }): PushGate => {
  let running = 0;
  const waiting: (() => void)[] = [];
  const leave = (): void => {
    running -= 1;
    waiting.shift()?.();
  };
  return {
    admit: async (work) => {
      if (running >= atOnce) {
        if (waiting.length >= inLine) return null;
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
      running += 1;
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
};
