import { render, screen } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { changeLanguage, startLanguage } from '../language/language.ts';
import { ListArriving } from './list-arriving.tsx';

beforeAll(async () => {
  await startLanguage();
  await changeLanguage('zh-CN');
});
beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-11-22T02:00:00Z') }));
afterEach(() => void vi.useRealTimers());

const words = (): string => screen.getByRole('note').textContent;

it('a first list says how much is here and to come, and how long by how fast it came so far', async () => {
  const { rerender } = render(<ListArriving here={1000} total={5000} />);
  expect(words()).toMatch(/目前 1,000 \/ 5,000 人.*还有约 2\.\d MB/);
  expect(words()).not.toContain('大约还要');
  expect(screen.getByRole('progressbar')).toHaveProperty('value', 1000);
  vi.setSystemTime(new Date('2026-11-22T02:00:10Z'));
  rerender(<ListArriving here={2000} total={5000} />);
  await vi.advanceTimersByTimeAsync(1000);
  rerender(<ListArriving here={2000} total={5000} />);
  expect(words()).toMatch(/大约还要 3[0-9] 秒/);
  rerender(<ListArriving here={1010} total={5000} />);
  expect(words()).toMatch(/大约还要 7\d 分钟/);
});
