/** Words of offices for sex, yes and no, peoples and vaccines. */
import type { DoseProduct } from '@qiaomen/domain/dose/command';
import type { Sex } from '@qiaomen/domain/person/command';

const unified = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

/** What is written where nothing is known. */
export const saysNothing = (text: string): boolean =>
  /^(?:[-—–_/\\.*?？、]+|0+|无|没有|不详|未知|不明|空|待补|待查|暂无|null|none|n\/?a)?$/u.test(unified(text));

/** Also the codes of GB/T 2261.1: 1 male, 2 female. */
export const readSex = (text: string): Sex => {
  const word = unified(text).replace(/[性子].*$/u, '');
  if (['男', '1', '01', 'm', 'male', '남', '남자', 'ཕོ'].includes(word)) return 'male';
  if (['女', '2', '02', 'f', 'female', '여', '여자', '녀', '녀자', 'མོ'].includes(word)) return 'female';
  return 'unknown';
};

const noWords = new Set(['', '否', '无', '没有', '未', '不是', '0', 'n', 'no', 'false', '正常', '健在', '在世', '存活', '参保', '아니', '없음', 'x', '×', '-', '/']); // prettier-ignore

/** Anything but a no counts as yes ("三级" in a column on disability), save for states of insurance. */
export const readFlag = (text: string): boolean => {
  const word = unified(text);
  return !noWords.has(word) && !/^(?:非|未|无|不|没)/u.test(word);
};

/** A column of states says "deceased" in words; a bare yes counts too. */
export const readDeceased = (text: string): boolean =>
  /死|亡|故|去世|deceased|dead|사망/u.test(unified(text))
    ? !/^(?:未|非|无|没)/u.test(unified(text))
    : ['是', '1', 'y', 'yes', 'true', '예'].includes(unified(text));

const peoples =
  '汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺'.split(
    ' ',
  );
const otherPeopleWords: Record<string, string> = { han: '01', tibetan: '04', korean: '10', 한족: '01', 조선족: '10', 鲜: '10' }; // prettier-ignore

/** Code of GB/T 3304, or null. */
export const readEthnicity = (text: string): string | null => {
  const word = unified(text).replace(/族$/u, '');
  const position = peoples.indexOf(word);
  if (position !== -1) return String(position + 1).padStart(2, '0');
  if (/^\d{1,2}$/u.test(word) && Number(word) >= 1 && Number(word) <= 56) return word.padStart(2, '0');
  return otherPeopleWords[unified(text)] ?? otherPeopleWords[word] ?? null;
};

/** First match wins: the inhaled vaccine carries the adenovirus vector in its name too. */
const productWords: [RegExp, DoseProduct][] = [
  [/吸入|雾化|雾优|ad5_inh|inhal/u, 'AD5_INH'],
  [/腺病毒|康希诺|克威莎|ad5|cansino|convidecia/u, 'AD5_IM'],
  [/cho|智飞|智克威得|亚单位|重组蛋白|zifivax|zhifei|sub_/u, 'SUB_CHO'],
  [/灭活|vero|克尔来福|科兴|北京生物|武汉生物|兰州生物|长春生物|北生|国药|中生|众爱可维|康维福|科维福|coronavac|bbibp|sinovac|sinopharm|inact/u, 'INACT'],
]; // prettier-ignore

export const readProduct = (text: string): DoseProduct | null => {
  const word = unified(text).replace(/\s+/gu, '');
  return productWords.find(([words]) => words.test(word))?.[1] ?? null;
};
