import { renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepLockAfterMinutes } from '../../offline/lock-setting.ts';
import { useAutoLock } from './use-auto-lock.ts';

const minute = 60_000;

describe('a tablet that nobody touches', () => {
  let locked = 0;
  const lock = () => {
    locked += 1;
  };
  beforeEach(() => {
    locked = 0;
    vi.useFakeTimers();
    renderHook(() => useAutoLock(true, lock));
  });
  afterEach(() => {
    vi.useRealTimers();
    localStorage.clear();
  });
  const touch = () => document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));

  it('locks ten minutes after the last touch', () => {
    vi.advanceTimersByTime(9 * minute);
    touch();
    vi.advanceTimersByTime(9 * minute);
    expect(locked).toBe(0);
    vi.advanceTimersByTime(minute);
    expect(locked).toBeGreaterThan(0);
  });

  it('locks at the first touch after it slept through its timers', () => {
    vi.setSystemTime(Date.now() + 8 * 60 * minute);
    touch();
    expect(locked).toBe(1);
  });

  it('takes the minutes that are set on this tablet', () => {
    keepLockAfterMinutes(2);
    vi.advanceTimersByTime(2 * minute);
    expect(locked).toBeGreaterThan(0);
  });
});
