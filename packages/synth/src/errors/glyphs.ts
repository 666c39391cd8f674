/** Which characters are mistaken for which: by sound, by shape, by script, by habit. */
import type { Random } from '../random.ts';

const groupsToMap = (groups: string): ReadonlyMap<string, readonly string[]> => {
  const map = new Map<string, string[]>();
  for (const group of groups.trim().split(/\s+/)) {
    const members = Array.from(group);
    for (const member of members) {
      const others = members.filter((candidate) => candidate !== member);
      map.set(member, [...(map.get(member) ?? []), ...others]);
    }
  }
  return map;
};

/** Same syllable, tones aside. */
export const homophones = groupsToMap(`
  英颖莹瑛映 玉钰宇瑜雨 华花桦 芳方 兰岚 凤峰丰锋枫奉 明鸣铭茗 军俊君均 伟卫威维薇 杰洁捷 红洪宏鸿虹 平萍苹 丽莉力利立
  梅美玫 秀绣 珍真贞振镇 淑书树 喜希曦 姬吉季 男楠南 哲喆 龙隆 成城诚程 忠中仲 国果 建健 新欣鑫昕馨 艳燕岩彦 霞夏 琴勤芹
  桂贵 莲连廉 云芸 生胜盛 福富 祥香翔 山珊善 海亥 波博 浩昊皓 轩萱 子梓紫 涵晗 怡依艺一 晨辰 于余俞 徐许 姜江 章张 何和
  静敬晶 娟涓 志智 文雯 春纯 爱艾 学雪 宝保 长昌常 德得 发法 才财 清青 庆清 荣蓉 万婉 顺舜 日益 永勇 光广 镇振 吉极 相香 泰太
  虎湖 元原 奎魁 正政 粉芬 仁任 花化 景静 敏民 翠脆 金锦 银寅 扎札 西希 泽则 次慈 卓桌 玛马 尼妮 达大 瓦娃 多朵 格葛 桑嗓 白百
  央秧 罗洛 布步 邓登 措错 洛络 朗郎 郎狼 益亦 拉啦 姆母 曲区`);

/** Look alike in print or handwriting. */
export const lookAlikes = groupsToMap(`
  末未 士土 己已 日曰 王玉 淑椒 贵责 凤风 天夭 治冶 杨扬 洪供 建健 坤申 桂挂 兰三 芳芬 明朋 玲铃 萍苹 英莫 华毕 顺须 姬姫 成咸
  哲晢 铁轶 学字 永水 金全 朴扑 次吹 扎礼 央英 多夕 林材 云去 子于 千干 广厂 文丈 福褔 梅海 秀季 春舂 香杳 月用 仁二 光先 生主 友反`);

/** Simplified and traditional forms. */
const traditionalPairs =
  '华華国國龙龍凤鳳兰蘭张張刘劉陈陳杨楊赵趙吴吳孙孫马馬郑鄭韩韓冯馮许許邓鄧钟鍾范範罗羅谢謝贾賈丽麗军軍伟偉' +
  '红紅岭嶺义義发發贵貴财財万萬荣榮庆慶广廣学學宝寶振振东東长長云雲岚嵐爱愛莲蓮琼瓊顺順实實镇鎮哲哲齐齊卢盧' +
  '严嚴闵閔权權车車锡錫铁鐵凯凱诚誠泽澤达達桑桑旺旺边邊仁仁卓卓玛瑪贞貞书書鸿鴻剑劍坚堅银銀锋鋒锦錦';
const pairCharacters = Array.from(traditionalPairs);
export const traditional: ReadonlyMap<string, string> = new Map(
  pairCharacters.flatMap((simplified, index): [string, string][] => {
    const old = pairCharacters[index + 1];
    return index % 2 === 1 || old === undefined || old === simplified ? [] : [[simplified, old]];
  }),
);

/** Surnames and given names people themselves write in two ways. */
export const variants = groupsToMap(`
  萧肖 闫阎 傅付 戴代 邱丘 蓝兰 凃涂 甯宁 堃坤 喆哲 淼渺 峰峯 昆崑 升昇陞 雕彫 濬浚 钜巨 卫衞 群羣 于於 范笵 钟鈡`);

/** Tibetan and Uyghur words that one office spells so and another office otherwise. */
export const respelled = [
  ['次仁', '泽仁', '才仁'], ['丹增', '旦增', '旦真'], ['索朗', '索南', '四郎'], ['扎西', '札西'], ['多吉', '多杰'],
  ['曲珍', '曲真', '却珍'], ['白玛', '白马', '班玛'], ['志玛', '卓玛'], ['洛绒', '罗绒'], ['益西', '伊西'], ['仁青', '仁钦'],
  ['邓珠', '顿珠'], ['彭措', '平措'], ['拥忠', '雍宗'], ['格桑', '嘎桑'], ['买买提', '麦麦提'], ['玉素甫', '玉苏普'],
  ['阿不都拉', '阿卜杜拉'], ['吐尔逊', '图尔荪'], ['司马义', '斯马义'], ['艾合买提', '艾海提'],
] as const; // prettier-ignore

export const interpuncts = ['•', '‧', '∙', '・', '．', '.', '', ' ', '●', '。'];

/** Replaces one character that the table knows; null if it knows none of them. */
export const swapOne = (random: Random, text: string, table: ReadonlyMap<string, readonly string[]>): string | null => {
  const characters = Array.from(text);
  const known = characters.flatMap((character, index) => (table.has(character) ? [index] : []));
  if (known.length === 0) return null;
  const index = random.pick(known);
  characters[index] = random.pick(table.get(characters[index] ?? '') ?? ['']);
  return characters.join('');
};
