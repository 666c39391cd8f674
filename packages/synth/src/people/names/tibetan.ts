/** Tibetan names in Chinese characters: one or two words of two syllables, no surname, from a small stock. */
import { weightedChoice, type Random, type Weighted } from '../../random.ts';
import type { PersonName, Sex } from '../person.ts';

const descending = (words: readonly string[]): Weighted<string> =>
  words.map((word, rank) => [word, 1 / (rank + 5)] as const);

const either = [
  '扎西',
  '泽仁',
  '尼玛',
  '达瓦',
  '格桑',
  '白玛',
  '益西',
  '次仁',
  '索朗',
  '洛绒',
  '四郎',
  '仁青',
  '丹增',
  '曲批',
  '边巴',
];
const male = [
  '多吉',
  '邓珠',
  '罗布',
  '降措',
  '旺堆',
  '彭措',
  '洛桑',
  '阿布',
  '呷绒',
  '吉村',
  '登巴',
  '翁修',
  '布初',
  '甲措',
  '旦增',
  '土登',
  '俄色',
];
const female = [
  '卓玛',
  '拉姆',
  '志玛',
  '拥忠',
  '曲珍',
  '央金',
  '德吉',
  '拥措',
  '巴姆',
  '呷玛',
  '康珠',
  '青措',
  '曲措',
  '阿初',
  '翁姆',
  '拉措',
];

const firstWord = {
  male: weightedChoice(descending([...either, ...male])),
  female: weightedChoice(descending([...either, ...female])),
};
const lastWord = { male: weightedChoice(descending(male)), female: weightedChoice(descending(female)) };

export const tibetanName = (random: Random, sex: Sex): PersonName => {
  const first = firstWord[sex](random);
  const last = lastWord[sex](random);
  const text = random.chance(0.45) || first === last ? first : first + last;
  return { text, surname: '', given: text };
};
