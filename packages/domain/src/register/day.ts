/** Days are `YYYY-MM-DD` in Asia/Shanghai; they compare as text. Instants are ISO 8601 in UTC. */

const hour = 3_600_000;
const dayLength = 24 * hour;
// no summer time in China since 1991, so the offset of every fact we hold is fixed
const shanghaiOffset = 8 * hour;

const two = (part: number): string => (part < 10 ? `0${part}` : String(part));

/** A day from its number since 1970 (proleptic Gregorian calendar); schedules ask for millions of them. */
const dayOfNumber = (number: number): string => {
  if (!Number.isFinite(number)) throw new RangeError('no day');
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const inEra = shifted - era * 146_097;
  const yearInEra = Math.floor(
    (inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36_524) - Math.floor(inEra / 146_096)) / 365,
  );
  const inYear = inEra - (365 * yearInEra + Math.floor(yearInEra / 4) - Math.floor(yearInEra / 100));
  const fromMarch = Math.floor((5 * inYear + 2) / 153);
  const date = inYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearInEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(date)}`;
};

const format = (ms: number): string => dayOfNumber(Math.floor(ms / dayLength));

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

const toMs = (day: string): number =>
  Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)));

export const addDays = (day: string, days: number): string => (days === 0 ? day : format(toMs(day) + days * dayLength));

export const daysBetween = (from: string, to: string): number => Math.round((toMs(to) - toMs(from)) / dayLength);

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const lengthOf = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (lengths[month - 1] ?? 31);

/** CDSi CALCDT-5: a day the month does not have becomes the first of the next month. */
export const addMonths = (day: string, months: number): string => {
  if (months === 0) return day;
  const count = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const date = Number(day.slice(8, 10));
  const fits = date <= lengthOf(Math.floor(count / 12), (count % 12) + 1);
  const at = fits ? count : count + 1;
  return `${String(Math.floor(at / 12)).padStart(4, '0')}-${two((at % 12) + 1)}-${two(fits ? date : 1)}`;
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
