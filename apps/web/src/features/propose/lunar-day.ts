/** The day of the solar calendar a lunar birthday was: elders know the lunar one, papers want the other. */

export interface LunarDay {
  /** the solar year in which the lunar year begins */
  year: number;
  /** 1 to 12 */
  month: number;
  /** the second of two months of one number */
  isLeap: boolean;
  /** 1 to 30 */
  day: number;
}

const msPerDay = 86_400_000;
/** A lunar year begins between 20 January and 21 February. */
const longestYear = 32 + 385;

const lunarFormat = (): Intl.DateTimeFormat | null => {
  const options = { year: 'numeric', month: 'numeric', day: 'numeric', timeZone: 'UTC' } as const;
  const format = new Intl.DateTimeFormat('en-u-ca-chinese', options);
  return format.resolvedOptions().calendar === 'chinese' ? format : null;
};

/** Old browsers were built without the calendar. */
export const knowsLunarDays = (): boolean => lunarFormat() !== null;

const lunarOf = (format: Intl.DateTimeFormat, at: number): LunarDay => {
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type as string, value]));
  const month = parts.get('month') ?? '';
  return {
    year: Number(parts.get('relatedYear')),
    month: Number.parseInt(month, 10),
    isLeap: month.endsWith('bis'),
    day: Number(parts.get('day')),
  };
};

/** @returns `YYYY-MM-DD`, or null where the lunar year has no such day */
export const solarDayOf = ({ year, month, isLeap, day }: LunarDay): string | null => {
  const format = lunarFormat();
  if (format === null || !Number.isInteger(year)) return null;
  const first = Date.UTC(year, 0, 20);
  for (let after = 0; after < longestYear; after += 1) {
    const at = first + after * msPerDay;
    const lunar = lunarOf(format, at);
    if (lunar.year === year && lunar.month === month && lunar.isLeap === isLeap && lunar.day === day)
      return new Date(at).toISOString().slice(0, 10);
  }
  return null;
};
