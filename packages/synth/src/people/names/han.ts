/** Han names (Manchu and Hui people in the north-east mostly carry such names too): surname, then one or two characters. */
import { frequentFirst, weightedChoice, type Random, type Weighted } from '../../random.ts';
import type { PersonName, Sex } from '../person.ts';

// shares in per cent of the most frequent surnames after the name reports of the Ministry of Public Security
const surnameShares: Weighted<string> = [
  ['王', 8.1], ['李', 7.9], ['张', 7.6], ['刘', 6.2], ['陈', 3.4], ['杨', 3.2], ['赵', 3.4], ['孙', 3], ['徐', 1.9],
  ['马', 1.6], ['高', 1.6], ['周', 1.6], ['吴', 1.5], ['于', 1.5], ['朱', 1.2], ['胡', 1.1], ['郭', 1.1], ['林', 1.1],
  ['何', 0.9], ['宋', 1], ['姜', 1], ['韩', 1], ['冯', 0.7], ['许', 0.7], ['曹', 0.7], ['董', 0.7], ['田', 0.6],
  ['罗', 0.6], ['梁', 0.6], ['谢', 0.5], ['唐', 0.5], ['崔', 0.6], ['郑', 0.7], ['邓', 0.4], ['曾', 0.3], ['程', 0.5],
  ['范', 0.5], ['付', 0.4], ['傅', 0.2], ['闫', 0.4], ['阎', 0.1], ['肖', 0.5], ['萧', 0.05], ['戴', 0.2], ['代', 0.1],
  ['邱', 0.2], ['丘', 0.03], ['兰', 0.1], ['蓝', 0.05], ['任', 0.4], ['姚', 0.4], ['卢', 0.4], ['孟', 0.4], ['秦', 0.3],
  ['白', 0.3], ['石', 0.3], ['贾', 0.3], ['丁', 0.4], ['薛', 0.3], ['尹', 0.3], ['段', 0.2], ['史', 0.2], ['侯', 0.3],
  ['邵', 0.2], ['万', 0.2], ['钱', 0.2], ['汤', 0.2], ['常', 0.2], ['武', 0.2], ['赖', 0.1], ['单', 0.1], ['仇', 0.05],
  ['解', 0.1], ['区', 0.02], ['查', 0.05], ['盖', 0.05], ['钟', 0.2], ['龚', 0.1], ['龙', 0.1], ['关', 0.3], ['佟', 0.1],
  ['欧阳', 0.12], ['司马', 0.03], ['上官', 0.04], ['诸葛', 0.03], ['尉迟', 0.02], ['司徒', 0.02], ['皇甫', 0.02], ['东方', 0.01],
]; // prettier-ignore

const huiSurnames = weightedChoice(frequentFirst('马白丁沙哈金杨李王张刘', 3));
const manchuSurnames = weightedChoice(frequentFirst('关赵佟富金那郎索瓜何傅马'.replace('瓜', '白'), 4));
const surnames = weightedChoice(surnameShares);

interface Cohort {
  male: (random: Random) => string;
  female: (random: Random) => string;
  oneCharacter: number;
}
const cohort = (male: string, female: string, oneCharacter: number): Cohort => ({
  male: weightedChoice(frequentFirst(male)),
  female: weightedChoice(frequentFirst(female)),
  oneCharacter,
});

const before1950 = cohort(
  '德福贵文成玉明国财发永才生山春喜田义长海庆树忠林有金正清云荣广祥全宝万振士学宗连富延守',
  '秀英桂兰玉珍淑凤荣芝芳华云琴香莲花贤梅清素春金美月翠爱霞菊娥敏珠英贞仙银喜',
  0.12,
);
const from1950 = cohort(
  '国建明军华志文平强伟永德春林福新海庆忠学民東胜利宝成光立荣金东跃树生刚宏亮'.replace('東', '岩'),
  '秀桂淑玉丽华英敏红玲霞艳萍芳兰凤云春珍荣梅琴燕美芝晶杰莉娟波洁',
  0.22,
);
const from1975 = cohort(
  '伟强磊军勇涛明超鹏杰波辉刚斌洋海龙峰健鑫宇浩亮帅飞旭东志晓',
  '丽艳静娜敏燕玲红霞娟丹晶雪梅莹婷颖慧洁欣佳蕾萍琳薇春晓玉',
  0.45,
);
const from2000 = cohort(
  '子宇浩轩博文俊泽昊天嘉一辰睿铭梓佳航晨翔然诚瑞鑫凯奕',
  '子欣怡涵梓雨萱佳一诗嘉思琪语彤可馨妍晨悦宁依雅若曦紫',
  0.1,
);

const cohortOf = (birthYear: number): Cohort => {
  if (birthYear < 1950) return before1950;
  if (birthYear < 1975) return from1950;
  return birthYear < 2000 ? from1975 : from2000;
};

/** Characters that need four bytes in GB 18030 or lie outside the basic plane, as civil registers really hold them. */
const rareCharacters = ['𠮷', '㛃', '䶮', '𬭊', '堃', '喆', '淼', '甯'];

export const hanGiven = (random: Random, sex: Sex, birthYear: number): string => {
  const { male, female, oneCharacter } = cohortOf(birthYear);
  const draw = sex === 'male' ? male : female;
  const first = random.chance(0.002) ? random.pick(rareCharacters) : draw(random);
  return random.chance(oneCharacter) ? first : first + draw(random);
};

export const hanName = (random: Random, sex: Sex, birthYear: number, inherited = ''): PersonName => {
  const surname = inherited === '' ? surnames(random) : inherited;
  const given = hanGiven(random, sex, birthYear);
  return { text: surname + given, surname, given };
};

export const huiName = (random: Random, sex: Sex, birthYear: number, inherited = ''): PersonName =>
  hanName(random, sex, birthYear, inherited === '' ? huiSurnames(random) : inherited);

export const manchuName = (random: Random, sex: Sex, birthYear: number, inherited = ''): PersonName =>
  hanName(random, sex, birthYear, inherited === '' ? manchuSurnames(random) : inherited);
