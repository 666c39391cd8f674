import { Converter } from 'opencc-js/t2cn';
import { pinyin } from 'pinyin-pro';
import { cleanName, withoutHonorific } from './clean-name.ts';
import { hangulReading } from './hangul-reading.ts';
import { foldSpellings } from './spelling-classes.ts';
import { foldVariants } from './variant-glyphs.ts';

/** The forms of one name that are compared. Null where the name has no such form. */
export interface NameKeys {
  /** simplified, without interpunct and blanks, upper case */
  plain: string;
  variant: string;
  /** the variant with every spelling of a Tibetan or Uyghur word made equal */
  spelling: string;
  /** the characters of the variant in a fixed order: what is left when two were exchanged */
  letters: string;
  /** pinyin with and without tones, read with the rules for surnames */
  soundTone: string | null;
  sound: string | null;
  /** pinyin read character by character: 朴 is piao to a clerk who does not know the surname */
  soundPlain: string | null;
  /** sounds that dialects of the region merge made equal */
  soundFold: string | null;
  hangul: string | null;
  /** sound of the surname, for Han and Korean names its first one or two characters */
  surname: string;
  length: number;
}

const toSimplified = Converter({ from: 't', to: 'cn' });

const compoundSurnames = new Set(
  '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 公户 公玉 梁丘 左丘 东门 西门 第五 纳兰 叶赫 那拉'.split(
    ' ',
  ),
);

const isHan = (text: string): boolean => /^\p{Script=Han}+$/u.test(text);

const foldSound = (sound: string): string =>
  sound
    .replace(/\b([zcs])h/g, '$1')
    .replace(/\bn(?!g)/g, 'l')
    .replace(/\bf/g, 'h')
    .replace(/([aei])ng\b/g, '$1n');

/** pinyin-pro reads a phrase in 20 µs; a prefecture's names consist of a few thousand characters. */
const cached = (read: (text: string) => string): ((text: string) => string) => {
  const known = new Map<string, string>();
  return (text) => {
    const found = known.get(text) ?? read(text);
    known.set(text, found);
    return found;
  };
};

const readWith = (surname: 'head' | 'off') =>
  cached((text) => pinyin(text, { surname, toneType: 'num', v: true, type: 'array' }).join(' '));
const readSurname = readWith('head');
const readCharacter = readWith('off');
const toneless = (sound: string): string => sound.replaceAll(/\d/g, '');

const surnameOf = (plain: string): string =>
  compoundSurnames.has(plain.slice(0, 2)) && plain.length > 2 ? plain.slice(0, 2) : ([...plain][0] ?? '');

export const nameKeys = (name: string): NameKeys => {
  const plain = toSimplified(withoutHonorific(cleanName(name)))
    .replace(/[·\s]/gu, '')
    .toUpperCase();
  const variant = foldVariants(plain);
  const spelling = foldVariants(foldSpellings(plain));
  const letters = Array.from(variant).toSorted().join('');
  const length = [...plain].length;
  const written = { plain, variant, spelling, letters, length };
  if (!isHan(plain)) {
    const hangul = hangulReading(plain);
    const surname = hangul === null ? plain.slice(0, 3) : hangul.slice(0, 1);
    return { ...written, soundTone: null, sound: null, soundPlain: null, soundFold: null, hangul, surname };
  }
  const head = surnameOf(plain);
  const given = Array.from(plain.slice(head.length), readCharacter);
  const soundTone = [readSurname(head), ...given].join(' ');
  const sound = toneless(soundTone);
  const soundPlain = toneless([...Array.from(head, readCharacter), ...given].join(' '));
  const surname = toneless(readSurname(head));
  return {
    ...written,
    soundTone,
    sound,
    soundPlain,
    soundFold: foldSound(sound),
    hangul: hangulReading(plain),
    surname,
  };
};
