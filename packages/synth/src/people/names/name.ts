/** A name for a person: the one place that knows how each people passes names on. */
import type { Random } from '../../random.ts';
import type { Ethnicity, PersonName, Sex } from '../person.ts';
import { hanName, huiName, manchuName } from './han.ts';
import { koreanName } from './korean.ts';
import { uyghurName, yiName } from './other.ts';
import { tibetanName } from './tibetan.ts';

export const nameFor = (
  random: Random,
  ethnicity: Ethnicity,
  sex: Sex,
  birthYear: number,
  father?: PersonName,
): PersonName => {
  const surname = father?.surname ?? '';
  switch (ethnicity) {
    case 'han':
      return hanName(random, sex, birthYear, surname);
    case 'manchu':
      return manchuName(random, sex, birthYear, surname);
    case 'hui':
      return huiName(random, sex, birthYear, surname);
    case 'korean':
      return koreanName(random, sex, birthYear, surname);
    case 'tibetan':
      return tibetanName(random, sex);
    case 'uyghur':
      return uyghurName(random, sex, father?.text ?? '');
    case 'yi':
      return yiName(random, sex, surname);
  }
};
