/** Open-loop load: requests arrive at a fixed rate whether or not earlier ones were answered, over a fixed number of connections. */

export interface Latency {
  count: number;
  /** milliseconds */
  p50: number;
  p95: number;
  worst: number;
  failed: number;
}

export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

export const latencyOf = (times: readonly number[], failed: number): Latency => {
  const sorted = [...times].sort((a, b) => a - b);
  return {
    count: sorted.length,
    p50: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    worst: sorted.at(-1) ?? Number.NaN,
    failed,
  };
};

interface LoadOptions {
  perSecond: number;
  seconds: number;
  /** the n-th request; rejects when it was not answered as it should be */
  request: (n: number) => Promise<unknown>;
}

/** Time counts from the moment a request should have started, so that a stall is not hidden by waiting for it. */
export const openLoop = async ({ perSecond, seconds, request }: LoadOptions): Promise<Latency> => {
  const times: number[] = [];
  let failed = 0;
  const running: Promise<void>[] = [];
  const began = performance.now();
  for (let n = 0; n < perSecond * seconds; n++) {
    const due = began + (n * 1000) / perSecond;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    running.push(
      request(n).then(
        () => void times.push(performance.now() - due),
        () => void (failed += 1),
      ),
    );
  }
  await Promise.all(running);
  return latencyOf(times, failed);
};
