/** Of the calendar: the 30th of February is none. */
const exists = (day: string): boolean => {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
};
const two = (part: string): string => part.padStart(2, '0');

/** The day somebody typed, year first, however they part it: 20261123, 2026.11.23, 2026年11月23日; '' where it is none (yet). */
export const readDay = (text: string): string => {
  const plain = text.normalize('NFKC').trim();
  const [, year, month, day] =
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain) ?? /^(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})\D{0,2}$/.exec(plain) ?? [];
  if (year === undefined || month === undefined || day === undefined) return '';
  const read = `${year}-${two(month)}-${two(day)}`;
  return exists(read) ? read : '';
};
