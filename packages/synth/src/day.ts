/** Days as whole numbers since 1970-01-01, with the proleptic Gregorian calendar and no time zone. */
export interface CalendarDay {
  year: number;
  month: number;
  day: number;
}

export const dayOf = (year: number, month: number, day: number): number => {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468;
};

export const calendarDay = (days: number): CalendarDay => {
  const shifted = days + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthIndex = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthIndex + 2) / 5) + 1,
  };
};

const two = (value: number): string => (value < 10 ? `0${String(value)}` : String(value));

export const parseDay = (text: string): number => {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (found === null) throw new Error(`not a day: ${text}`);
  const days = dayOf(Number(found[1]), Number(found[2]), Number(found[3]));
  if (dayText(days) !== text) throw new Error(`not a day: ${text}`);
  return days;
};

export const dayText = (days: number, separator = '-'): string => {
  const { year, month, day } = calendarDay(days);
  return `${String(year)}${separator}${two(month)}${separator}${two(day)}`;
};

export const unpaddedDayText = (days: number): string => {
  const { year, month, day } = calendarDay(days);
  return `${String(year)}/${String(month)}/${String(day)}`;
};

export const chineseDayText = (days: number): string => {
  const { year, month, day } = calendarDay(days);
  return `${String(year)}年${String(month)}月${String(day)}日`;
};

/** Excel counts days from 1899-12-30 (its year 1900 has a 29 February that never was; nobody here is that old). */
export const excelSerial = (days: number): number => days + 25569;

/** Whole years lived on a day. */
export const ageOnDay = (birthDay: number, today: number): number => {
  const birth = calendarDay(birthDay);
  const now = calendarDay(today);
  const hadBirthday = now.month > birth.month || (now.month === birth.month && now.day >= birth.day);
  return now.year - birth.year - (hadBirthday ? 0 : 1);
};
