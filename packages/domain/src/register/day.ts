/** Days are `YYYY-MM-DD` in Asia/Shanghai; they compare as text. Instants are ISO 8601 in UTC. */

const hour = 3_600_000;
const dayLength = 24 * hour;
// no summer time in China since 1991, so the offset of every fact we hold is fixed
const shanghaiOffset = 8 * hour;

const format = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

export const shanghaiDay = (now: Date): string => format(now.getTime() + shanghaiOffset);

/** The Shanghai day of an instant; a day stays the day it is. */
export const dayOf = (at: string): string => (at.length === 10 ? at : shanghaiDay(new Date(at)));

/** Whether the text is a day that exists. */
export const isDay = (text: string): boolean => {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && format(ms) === text;
};

const toMs = (day: string): number => Date.parse(`${day}T00:00:00Z`);

export const addDays = (day: string, days: number): string => format(toMs(day) + days * dayLength);

export const daysBetween = (from: string, to: string): number => Math.round((toMs(to) - toMs(from)) / dayLength);

/** CDSi CALCDT-5: a day the month does not have becomes the first of the next month. */
export const addMonths = (day: string, months: number): string => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const length = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return date <= length
    ? format(first.getTime() + (date - 1) * dayLength)
    : format(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 1));
};

export const addYears = (day: string, years: number): string => addMonths(day, years * 12);

export const partsOfDay = ['morning', 'afternoon', 'evening'] as const;
export type PartOfDay = (typeof partsOfDay)[number];

/** The part of the Shanghai day an instant falls in; unknown for a mere day. */
export const partOfDay = (at: string): PartOfDay | undefined => {
  if (at.length === 10) return undefined;
  const hours = new Date(Date.parse(at) + shanghaiOffset).getUTCHours();
  if (hours < 12) return 'morning';
  return hours < 18 ? 'afternoon' : 'evening';
};
