/**
 * Characters that are different in the standards but written for one another in names. They make a level of agreement
 * of their own and never rewrite a name.
 */
const groups =
  '肖萧 闫阎 付傅 代戴 丘邱邸 兰蓝篮 涂凃 宁甯 坤堃 哲喆 浚濬 巨钜 于於余 范範 姜薑 云雲 沈瀋 洪宏鸿 峰峯 升昇陞 淑叔 珍珎 杰傑 群羣 泰太 末未 士土 己已巳 日曰 玉王 子于 凤风 秀季 香番 岚嵐 霞遐 玲铃 芬芳 兴新 启啟 晒曬 锦绵 贞真 菊鞠 桂贵 连莲 花华 英瑛 梅楳 琴芩 丽莉 燕雁 万萬 双雙 仙先 龙尨 吴吳 黄黃 吕呂 产産 户戶 凉涼 强強 录錄 温溫 值値 为爲 真眞 青靑 清淸 郎郞 卫衞 虚虛 即卽 既旣 教敎 悦悅 税稅 说説 脱脫 锐鋭'.split(
    ' ',
  );

const leaders = new Map<string, string>();
for (const group of groups) {
  const [leader = '', ...others] = group;
  for (const other of others) if (!leaders.has(other)) leaders.set(other, leaders.get(leader) ?? leader);
}

/** The name with every variant replaced by the first of its group. */
export const foldVariants = (name: string): string => {
  let folded = '';
  for (const character of name) folded += leaders.get(character) ?? character;
  return folded;
};
