/** Uyghur names (given·father) and Yi names (clan and given in four or five syllables) of people who moved in. */
import { weightedChoice, frequentFirst, type Random } from '../../random.ts';
import type { PersonName, Sex } from '../person.ts';

const uyghurMale = [
  '买买提',
  '阿不都拉',
  '吐尔逊',
  '玉素甫',
  '艾合买提',
  '司马义',
  '阿卜杜热合曼',
  '卡德尔',
  '依明',
  '肉孜',
  '库尔班',
  '艾力',
];
const uyghurFemale = ['阿依古丽', '帕提古丽', '热依汗', '阿依夏木', '古丽娜尔', '吐尔逊古丽', '玛依拉', '哈丽旦'];

/** `father` is a whole name; only its first half becomes the second half here. */
export const uyghurName = (random: Random, sex: Sex, father = ''): PersonName => {
  const given = random.pick(sex === 'male' ? uyghurMale : uyghurFemale);
  const second = father === '' ? random.pick(uyghurMale) : (father.split('·')[0] ?? father);
  return { text: `${given}·${second}`, surname: '', given };
};

const clans = ['吉克', '沙马', '阿尔', '马海', '吉木', '俄底', '阿苏', '罗洪'];
const yiMale = weightedChoice(frequentFirst('木铁惹古哈布夫打', 4));
const yiFemale = weightedChoice(frequentFirst('作各牛洗果扎莫呷', 4));

export const yiName = (random: Random, sex: Sex, inherited = ''): PersonName => {
  const surname = inherited === '' ? random.pick(clans) : inherited;
  const draw = sex === 'male' ? yiMale : yiFemale;
  const given = (random.chance(0.4) ? '阿' : '') + draw(random) + draw(random);
  return { text: surname + given, surname, given };
};
