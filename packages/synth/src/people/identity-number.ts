/**
 * Identity numbers with a right check digit that nobody can hold. GB/T 2260 gives provinces the numbers 11 to 83; the
 * first digit 9 occurs only in the permits of foreign permanent residents, where the next two digits are again a
 * province, and no province begins with 9. So 99 at the front can never be issued. The next four digits are the last
 * four of the real county code, which keeps "people registered in the same county share a prefix" true.
 */
import { checkCharacterOf } from '@qiaomen/domain/person/id-number';
import type { Random } from '../random.ts';
import { calendarDay, dayOf } from '../day.ts';
import type { Sex } from './person.ts';

export const impossiblePrefix = '99';

const firstDay = dayOf(1900, 1, 1);
const lastDay = dayOf(2060, 1, 1);
// 996 to 999 once marked people over a hundred, 000 is not issued
const sequences = 497;

export interface IdentityOffice {
  /** a number no other person of this run has */
  issue(prefix: number, birthDay: number, sex: Sex): string;
}

export const createIdentityOffice = (countyCodes: readonly string[], random: Random): IdentityOffice => {
  const days = lastDay - firstDay;
  // how many numbers were issued per prefix, day and sex: a few megabytes whatever the number of people
  const issued = new Uint16Array(countyCodes.length * days * 2);
  const start = random.below(sequences);
  return {
    issue: (prefix, birthDay, sex) => {
      const county = countyCodes[prefix];
      if (county === undefined || birthDay < firstDay || birthDay >= lastDay) throw new Error('no such office');
      const cell = ((prefix * days + birthDay - firstDay) << 1) | (sex === 'male' ? 1 : 0);
      const earlier = issued[cell] ?? 0;
      if (earlier >= sequences) throw new Error('more births on one day in one county than there are numbers');
      issued[cell] = earlier + 1;
      const place = (start + birthDay * 31 - firstDay * 31 + prefix * 97 + earlier * 61) % sequences;
      const sequence = String(place * 2 + (sex === 'male' ? 1 : 2)).padStart(3, '0');
      const { year, month, day } = calendarDay(birthDay);
      const birth = String(year * 10000 + month * 100 + day);
      const first17 = `${impossiblePrefix}${county.slice(2)}${birth}${sequence}`;
      return first17 + checkCharacterOf(first17);
    },
  };
};
