/** Closed loops: as much as so many connections get through, and one statement after the other. */
import { latencyOf, type Latency } from './load.ts';

/** Requests a second when each connection asks again as soon as it was answered. */
export const saturated = async (
  connections: number,
  seconds: number,
  request: (n: number) => Promise<unknown>,
): Promise<number> => {
  const until = performance.now() + seconds * 1000;
  let next = 0;
  let answered = 0;
  const ask = async (): Promise<void> => {
    while (performance.now() < until) {
      await request(next++);
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, ask));
  return answered / seconds;
};

/** Two ways of one thing in turns, so that both meet the same moments of the machine. */
export const inTurns = async (
  rounds: number,
  ways: readonly ((n: number) => Promise<unknown>)[],
): Promise<Latency[]> => {
  const times = ways.map((): number[] => []);
  for (let n = 0; n < rounds; n++)
    for (const [at, way] of ways.entries()) {
      const began = performance.now();
      await way(n);
      times[at]?.push(performance.now() - began);
    }
  return times.map((each) => latencyOf(each, 0));
};
