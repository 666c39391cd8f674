import { expect, test } from 'vitest';
import { listenForNetwork } from './listen-for-network.ts';

test('the network’s return and a look at the tablet wake the engine, until it is closed', () => {
  const heard: string[] = [];
  const stop = listenForNetwork({ wake: () => heard.push('wake'), networkIsBack: () => heard.push('back') });
  window.dispatchEvent(new Event('online'));
  document.dispatchEvent(new Event('visibilitychange'));
  expect(heard).toEqual(['back', 'wake']);
  stop();
  window.dispatchEvent(new Event('online'));
  document.dispatchEvent(new Event('visibilitychange'));
  expect(heard).toHaveLength(2);
});
