/** Phone numbers as offices write them. */

const clean = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s()（）.\-‐-―−]/gu, '')
    .replace(/^(?:\+86|0086|86(?=1[3-9]\d{9}$))/, '');

/** A mobile number, or a fixed line with its area code; without one it cannot be told from another county's. */
const isPhone = (digits: string): boolean =>
  (/^1[3-9]\d{9}$/.test(digits) || /^0[1-9]\d{8,10}$/.test(digits)) && !/(\d)\1{7}$/.test(digits);

/** The first number in the text, digits only, or null. Numbers made of one repeated digit are fillers. */
export const normalisePhone = (text: string): string | null =>
  text
    .normalize('NFKC')
    .split(/[/,;、|]|或/u)
    .map(clean)
    .find(isPhone) ?? null;

/** 138****1234 */
export const maskPhone = (phone: string): string =>
  phone.length < 8 ? '*'.repeat(phone.length) : `${phone.slice(0, 3)}${'*'.repeat(phone.length - 7)}${phone.slice(-4)}`;
