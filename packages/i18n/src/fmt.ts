/**
 * Dates and numbers in words. Own patterns for every language, never `Intl`: Chromium has no Tibetan data and falls
 * back to US dates, and its Korean differs from Node's, so a test outside the browser would prove nothing.
 */
import type { Language } from '@qiaomen/domain/account/role';

const pad = (value: number): string => String(value).padStart(2, '0');
const englishMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

interface DayParts {
  year: number;
  month: number;
  day: number;
}

const partsOf = (day: string): DayParts => {
  const [year, month, date] = day.split('-').map(Number);
  if (year === undefined || month === undefined || date === undefined) throw new Error('fmt: not a day');
  return { year, month, day: date };
};

/** A day with its year: 2026年11月22日. */
export const formatDay = (language: Language, day: string): string => {
  const { year, month, day: date } = partsOf(day);
  switch (language) {
    case 'zh-CN':
      return `${year}年${month}月${date}日`;
    case 'ko':
      return `${year}년 ${month}월 ${date}일`;
    case 'bo':
      return `སྤྱི་ལོ་${year} ཟླ་${month} ཚེས་${date}`;
    case 'en':
      return `${date} ${englishMonths[month - 1] ?? ''} ${year}`;
  }
};

/** A day near today, without its year: 11月22日. */
export const formatShortDay = (language: Language, day: string): string => {
  const { month, day: date } = partsOf(day);
  switch (language) {
    case 'zh-CN':
      return `${month}月${date}日`;
    case 'ko':
      return `${month}월 ${date}일`;
    case 'bo':
      return `ཟླ་${month} ཚེས་${date}`;
    case 'en':
      return `${date} ${englishMonths[month - 1] ?? ''}`;
  }
};

const chinaOffsetMs = 8 * 3_600_000;

/** Day and wall time of an instant in Asia/Shanghai, which has kept UTC+8 without summer time since 1991. */
export const shanghaiTime = (instant: string): { day: string; time: string } => {
  const shifted = new Date(Date.parse(instant) + chinaOffsetMs);
  const day = `${shifted.getUTCFullYear()}-${pad(shifted.getUTCMonth() + 1)}-${pad(shifted.getUTCDate())}`;
  return { day, time: `${pad(shifted.getUTCHours())}:${pad(shifted.getUTCMinutes())}` };
};

/** 2026年11月22日 10:42, always Asia/Shanghai and 24 hours. */
export const formatInstant = (language: Language, instant: string): string => {
  const { day, time } = shanghaiTime(instant);
  return `${formatDay(language, day)} ${time}`;
};

/** 12,345 in every language: ASCII digits are what forms, ID cards and phones in these prefectures use. */
export const formatNumber = (value: number): string => {
  const [whole = '0', fraction] = String(Math.abs(value)).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${value < 0 ? '−' : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
};

/** One decimal, cut rather than rounded, so that 99.97 % never reads as 100 %. */
export const formatPercent = (part: number, whole: number): string =>
  whole <= 0 ? '–' : `${(Math.floor((part / whole) * 1000) / 10).toFixed(1)}%`;

const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000);

/** Whole days from one day to another; negative when `to` lies before `from`. */
export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from);

/** How a due date reads today; `key` is looked up in the catalogue under `common:due`. */
export const dueWords = (
  today: string,
  due: string,
): { key: 'overdue' | 'yesterday' | 'today' | 'tomorrow' | 'inDays'; count: number } => {
  const days = daysBetween(today, due);
  if (days === -1) return { key: 'yesterday', count: 1 };
  if (days < 0) return { key: 'overdue', count: -days };
  if (days === 0) return { key: 'today', count: 0 };
  if (days === 1) return { key: 'tomorrow', count: 1 };
  return { key: 'inDays', count: days };
};

/** 1234567 bytes → 1.2 MB. */
export const formatBytes = (bytes: number): string => {
  const units = ['B', 'KB', 'MB', 'GB'] as const;
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit] ?? 'GB'}`;
};
