/** One line for one kind of request that arrives a hundred times a second. */
import type { Client } from './client.ts';
import { openLoop, type Latency } from './load.ts';
import { row, type Line } from './table.ts';

const perSecond = 100;
const seconds = 8;

export const ms = (latency: Latency): string[] => [
  `p50 ${latency.p50.toFixed(1)} ms`,
  `p95 ${latency.p95.toFixed(1)} ms`,
  ...(latency.failed > 0 ? [`${latency.failed} FAILED`] : []),
];

export const measured = async (what: string, goal: string, request: (n: number) => Promise<unknown>): Promise<Line> => {
  for (let n = 0; n < 40; n++) await request(n);
  return row(what, ...ms(await openLoop({ perSecond, seconds, request })), goal);
};

export const yardstick = (client: Client): Promise<Line> =>
  measured('yardstick: a call that reads only the session', '', () => client.call('account.me'));
