const escaped = (text: string): string => text.replaceAll(/[.\\^$*+?()[\]{}|]/g, String.raw`\$&`);

const tokens: Record<string, string> = {
  YYYY: String.raw`(?<year>\d{4})`,
  YY: String.raw`(?<short>\d{2})`,
  MM: String.raw`(?<month>\d{2})`,
  M: String.raw`(?<month>\d{1,2})`,
  DD: String.raw`(?<day>\d{2})`,
  D: String.raw`(?<day>\d{1,2})`,
};

const patternOf = (format: string): RegExp => {
  const source = format.split(/(YYYY|YY|MM|M|DD|D)/).map((piece) => tokens[piece] ?? escaped(piece));
  return new RegExp(`^${source.join('')}$`);
};

/** Whether a text names one year, one month and one day. */
export const isDateFormat = (format: string): boolean =>
  /^[YMD\s./,年月日-]+$/u.test(format) &&
  /^[^Y]*(?:YYYY|YY)[^Y]*$/.test(format) &&
  ['M', 'D'].every((letter) => new RegExp(`^[^${letter}]*${letter}{1,2}[^${letter}]*$`).test(format));

const patterns = new Map<string, RegExp>();
const common = [/^(?<year>\d{4})[-/.年](?<month>\d{1,2})[-/.月](?<day>\d{1,2})日?(?:[ T].*)?$/u];
/** Two-digit years up to this one are of this century. */
const lastShortYear = 26;

/**
 * Eight digits, year first. A day that does not exist stays as it is written: a date with a slip is compared digit by
 * digit. What does not have the format at all is left with its digits; fewer than six say nothing.
 */
export const readDateCell = (text: string, format: string | null): string => {
  const cell = text.normalize('NFKC').trim();
  const own = format === null ? [] : [patterns.get(format) ?? patternOf(format)];
  if (format !== null && own[0] !== undefined) patterns.set(format, own[0]);
  for (const pattern of [...own, ...common]) {
    const found = pattern.exec(cell)?.groups;
    if (found === undefined) continue;
    const short = found['short'];
    const year = short === undefined ? (found['year'] ?? '') : `${Number(short) > lastShortYear ? 19 : 20}${short}`;
    return `${year}${(found['month'] ?? '').padStart(2, '0')}${(found['day'] ?? '').padStart(2, '0')}`;
  }
  const digits = cell.replaceAll(/\D/g, '');
  return digits.length >= 6 && digits.length <= 8 ? digits : '';
};
