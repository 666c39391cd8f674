import { expect, it } from 'vitest';
import { pushGate } from './push-gate.ts';

it('works on a few at once, lets some wait in their order, and turns the rest away at once', async () => {
  const gate = pushGate({ atOnce: 2, inLine: 3 });
  const ends: (() => void)[] = [];
  const order: number[] = [];
  let most = 0;
  let now = 0;
  const knock = (who: number): Promise<number | null> =>
    gate.admit(async () => {
      most = Math.max(most, (now += 1));
      await new Promise<void>((resolve) => ends.push(resolve));
      now -= 1;
      order.push(who);
      return who;
    });
  const all = Array.from({ length: 7 }, (_, who) => knock(who));
  expect(await Promise.all(all.slice(5))).toEqual([null, null]);
  while (order.length < 5) {
    ends.shift()?.();
    await new Promise((resolve) => setTimeout(resolve));
  }
  expect(await Promise.all(all)).toEqual([0, 1, 2, 3, 4, null, null]);
  expect(order).toEqual([0, 1, 2, 3, 4]);
  expect(most).toBe(2);
});

it('a push that fails gives its place to the next', async () => {
  const gate = pushGate({ atOnce: 1, inLine: 1 });
  const failing = gate.admit(() => Promise.reject(new Error('broken')));
  const next = gate.admit(() => Promise.resolve('served'));
  await expect(failing).rejects.toThrow('broken');
  expect(await next).toBe('served');
  expect(await gate.admit(() => Promise.resolve('again'))).toBe('again');
});
