/** Names of Korean Chinese people as Chinese registers write them: few surnames, given names of mostly two characters. */
import { frequentFirst, weightedChoice, type Random, type Weighted } from '../../random.ts';
import type { PersonName, Sex } from '../person.ts';

const surnameShares: Weighted<string> = [
  ['金', 21.5], ['李', 14.7], ['朴', 8.6], ['崔', 7.6], ['郑', 4.6], ['姜', 2.7], ['赵', 2.4], ['尹', 2.3], ['张', 2.4],
  ['林', 2], ['韩', 2.2], ['吴', 1.8], ['申', 1.6], ['徐', 1.6], ['权', 1.8], ['黄', 1.5], ['安', 1.6], ['宋', 1.4],
  ['柳', 1.2], ['洪', 1], ['全', 1.8], ['高', 1], ['文', 1], ['孙', 0.6], ['裴', 0.7], ['白', 0.8], ['许', 1], ['南', 1],
  ['沈', 0.6], ['卢', 0.6], ['河', 0.4], ['俞', 0.3], ['成', 0.4], ['车', 0.7], ['具', 0.3], ['郭', 0.3], ['禹', 0.3],
  ['罗', 0.3], ['闵', 0.3], ['严', 0.5], ['方', 0.6], ['玄', 0.6], ['池', 0.5], ['石', 0.3], ['廉', 0.3], ['吉', 0.3],
  ['太', 0.3], ['千', 0.2], ['南宫', 0.05], ['鲜于', 0.04], ['皇甫', 0.05],
]; // prettier-ignore
const surnames = weightedChoice(surnameShares);

const chooser = (characters: string) => weightedChoice(frequentFirst(characters, 5));
const olderFirst = {
  male: chooser('昌成龙哲日永学光镇吉万相东炳泰明虎铁正元奎基德'),
  female: chooser('顺玉英今粉福贞明春善淑月花莲京正仁香'),
};
const olderLast = {
  male: chooser('哲浩龙男洙范吉俊锡一植万奎植山根国'),
  female: chooser('姬子女淑善顺实月花玉今爱福兰'),
};
const youngerFirst = {
  male: chooser('成哲龙永光明星勋俊虎国京东春浩'),
  female: chooser('美香花英春莲红京善雪海银明顺'),
};
const youngerLast = { male: chooser('国哲龙男浩日勋虎俊一学洙'), female: chooser('花玉姬兰淑子女月英善美香') };

export const koreanName = (random: Random, sex: Sex, birthYear: number, inherited = ''): PersonName => {
  const surname = inherited === '' ? surnames(random) : inherited;
  const [first, last] = birthYear < 1968 ? [olderFirst, olderLast] : [youngerFirst, youngerLast];
  const given = random.chance(0.06) ? last[sex](random) : first[sex](random) + last[sex](random);
  return { text: surname + given, surname, given };
};
