/** What a spreadsheet's raw numbers mean. */

const day = 86_400_000;

/** A file has the same days again and again. */
const daysBySerial = new Map<number, string>();

/** Day 60 of the 1900 system is the 29 February 1900 that never was; nobody here was born before it. */
export const serialToDate = (serial: number, date1904: boolean): string | undefined => {
  const whole = Math.floor(serial);
  // also where the cell holds no number at all
  if (!(whole >= (date1904 ? 0 : 1) && whole <= 2_958_465)) return undefined;
  const key = date1904 ? -whole - 1 : whole;
  const known = daysBySerial.get(key);
  if (known !== undefined) return known;
  const origin = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, whole < 60 ? 31 : 30);
  const found = new Date(origin + whole * day).toISOString().slice(0, 10);
  if (daysBySerial.size < 100_000) daysBySerial.set(key, found);
  return found;
};

/** A whole number in plain digits: `2.2240119360815E+17` becomes the 15 digits Excel kept and zeros. */
export const plainDigits = (raw: string): string => {
  if (!/[eE.]/.test(raw)) return raw;
  const value = Number(raw);
  if (!Number.isFinite(value) || !Number.isInteger(value)) return raw;
  if (Math.abs(value) < 1e15) return value.toFixed(0);
  if (Math.abs(value) >= 1e21) return raw;
  const [mantissa = '', exponent = '0'] = Math.abs(value).toExponential(14).split('e');
  const digits = mantissa.replace('.', '').padEnd(Number(exponent) + 1, '0');
  return value < 0 ? `-${digits}` : digits;
};

/** 0-based column of a cell reference such as `BC12`; -1 when there is none. */
export const columnOf = (reference: string): number => {
  let column = 0;
  for (let index = 0; index < reference.length; index += 1) {
    const code = reference.charCodeAt(index) - 64;
    if (code < 1 || code > 26) break;
    column = column * 26 + code;
  }
  return column - 1;
};
