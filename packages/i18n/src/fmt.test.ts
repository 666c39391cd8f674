import { describe, expect, it } from 'vitest';
import {
  daysBetween,
  dueWords,
  formatBytes,
  formatDay,
  formatInstant,
  formatNumber,
  formatPercent,
  formatShortDay,
  shanghaiTime,
} from './fmt.ts';

describe('days and times in four languages', () => {
  it('writes a day with year, month and day in the order of the language', () => {
    expect(formatDay('zh-CN', '2026-11-02')).toBe('2026年11月2日');
    expect(formatDay('ko', '2026-11-02')).toBe('2026년 11월 2일');
    expect(formatDay('bo', '2026-11-02')).toBe('སྤྱི་ལོ་2026 ཟླ་11 ཚེས་2');
    expect(formatDay('en', '2026-11-02')).toBe('2 Nov 2026');
  });

  it('writes a near day without its year', () => {
    expect(formatShortDay('zh-CN', '2026-03-09')).toBe('3月9日');
    expect(formatShortDay('en', '2026-03-09')).toBe('9 Mar');
  });

  it('shows an instant in Shanghai, whatever the zone of the machine', () => {
    expect(shanghaiTime('2026-11-22T17:05:00.000Z')).toEqual({ day: '2026-11-23', time: '01:05' });
    expect(formatInstant('zh-CN', '2026-11-22T15:59:59.000Z')).toBe('2026年11月22日 23:59');
  });

  it('says how far a due day is away', () => {
    expect(dueWords('2026-11-22', '2026-11-19')).toEqual({ key: 'overdue', count: 3 });
    expect(dueWords('2026-11-22', '2026-11-21').key).toBe('yesterday');
    expect(dueWords('2026-11-22', '2026-11-22').key).toBe('today');
    expect(dueWords('2026-11-22', '2026-11-23').key).toBe('tomorrow');
    expect(dueWords('2026-12-30', '2027-01-02')).toEqual({ key: 'inDays', count: 3 });
  });

  it('counts days over a month with a leap day', () => {
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
    expect(daysBetween('2024-03-01', '2024-02-28')).toBe(-2);
  });
});

describe('numbers', () => {
  it('groups thousands', () => {
    expect(formatNumber(0)).toBe('0');
    expect(formatNumber(751000)).toBe('751,000');
    expect(formatNumber(-1234.5)).toBe('−1,234.5');
  });

  it('never shows a whole that is not whole', () => {
    expect(formatPercent(9999, 10_000)).toBe('99.9%');
    expect(formatPercent(10_000, 10_000)).toBe('100.0%');
    expect(formatPercent(1, 0)).toBe('–');
  });

  it('shows sizes of files', () => {
    expect(formatBytes(999)).toBe('999 B');
    expect(formatBytes(1_234_567)).toBe('1.2 MB');
  });
});
