/** Model A: what happens to dates of birth, and the ways offices write days. */
import { calendarDay, chineseDayText, dayOf, dayText, excelSerial, unpaddedDayText } from '../day.ts';
import { weightedChoice, type Random, type Weighted } from '../random.ts';
import type { Entry, SourceFile, Tally, WrittenBirth } from './error-model.ts';

export interface BirthRates {
  missing: number;
  lunar: number;
  firstOfJanuary: number;
  swapped: number;
  wrongYear: number;
  impossible: number;
}

type DayStyle = 'iso' | 'slash' | 'unpadded' | 'digits' | 'chinese' | 'dots' | 'serial';

const styles: Record<SourceFile, Weighted<DayStyle>> = {
  population: [['iso', 96], ['digits', 4]],
  'social-insurance': [['digits', 88], ['iso', 7], ['dots', 5]],
  'medical-insurance': [['unpadded', 90], ['iso', 10]],
  'health-records': [['serial', 40], ['iso', 25], ['chinese', 20], ['unpadded', 10], ['digits', 5]],
  vaccinations: [['iso', 92], ['slash', 8]],
  'disability-register': [['iso', 80], ['dots', 12], ['digits', 8]],
  'nursing-homes': [['serial', 60], ['iso', 20], ['chinese', 20]],
  deaths: [['iso', 90], ['unpadded', 10]],
  'move-outs': [['iso', 95], ['digits', 5]],
}; // prettier-ignore

export type DayWriter = (days: number) => WrittenBirth;

export const dayWriter = (file: SourceFile, random: Random): DayWriter => {
  const choose = weightedChoice(styles[file]);
  return (days) => {
    switch (choose(random)) {
      case 'iso':
        return { text: dayText(days) };
      case 'slash':
        return { text: dayText(days, '/') };
      case 'unpadded':
        return { text: unpaddedDayText(days) };
      case 'digits':
        return { text: dayText(days, '') };
      case 'chinese':
        return { text: chineseDayText(days) };
      case 'dots':
        return { text: dayText(days, '.') };
      case 'serial':
        return { serial: excelSerial(days) };
    }
  };
};

const impossibleDates = [
  '1936-02-30',
  '1941-13-08',
  '19350000',
  '0000-00-00',
  '1938/11/31',
  '2086-05-01',
  '不详',
  '39年',
];

export const writeBirth = (
  random: Random,
  rates: BirthRates,
  write: DayWriter,
  entry: Entry,
  tally: Tally,
): WrittenBirth => {
  if (random.chance(rates.missing)) {
    tally('birth_missing');
    return { text: '' };
  }
  if (random.chance(rates.impossible)) {
    tally('birth_impossible');
    return { text: random.pick(impossibleDates) };
  }
  const { year, month, day } = calendarDay(entry.birthDay);
  const slip = random.next();
  let limit = rates.lunar;
  if (slip < limit) {
    tally('birth_lunar');
    // the day of the lunar calendar, written as if it were a day of the solar one, lies three to seven weeks earlier
    return write(entry.birthDay - random.between(19, 49));
  }
  if (slip < (limit += rates.firstOfJanuary) && (month !== 1 || day !== 1)) {
    tally('birth_first_of_january');
    return write(dayOf(year, 1, 1));
  }
  if (slip < (limit += rates.swapped) && day <= 12 && day !== month) {
    tally('birth_swapped');
    return write(dayOf(year, day, month));
  }
  if (slip < limit + rates.wrongYear) {
    tally('birth_wrong_year');
    return write(dayOf(year + random.pick([-10, -2, -1, 1, 2, 10]), month, Math.min(day, 28)));
  }
  return write(entry.birthDay);
};
