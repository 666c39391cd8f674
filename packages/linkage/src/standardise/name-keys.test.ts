import { expect, test } from 'vitest';
import { cleanName } from './clean-name.ts';
import { hangulReading } from './hangul-reading.ts';
import { nameKeys } from './name-keys.ts';

test.each([
  [' 王 秀 英 ', '王秀英'],
  ['王秀英（户主）', '王秀英'],
  ['王秀英2', '王秀英'],
  ['王秀英*', '王秀英'],
  ['阿卜杜•热合曼', '阿卜杜·热合曼'],
  ['阿卜杜．热合曼', '阿卜杜·热合曼'],
  ['Tashi  Dolma', 'Tashi Dolma'],
  ['བཀྲ་ཤིས', 'བཀྲ་ཤིས'],
])('%s is cleaned to %s', (text, name) => {
  expect(cleanName(text)).toBe(name);
});

test.each([
  ['曾国藩', 'zeng guo fan'], ['单于飞', 'shan yu fei'], ['仇英', 'qiu ying'], ['解珍', 'xie zhen'], ['尉迟恭', 'yu chi gong'],
  ['万俟卨', 'mo qi xie'], ['吕秀英', 'lv xiu ying'], ['欧阳娜', 'ou yang na'],
])('%s is read %s', (name, sound) => expect(nameKeys(name).sound).toBe(sound)); // prettier-ignore

test('a polyphone keeps the reading of a clerk who does not know the surname', () => {
  expect(nameKeys('曾国藩').soundPlain).toBe('ceng guo fan');
});

test('sounds that dialects merge are made equal in one key only', () => {
  const [left, right] = [nameKeys('陈兰英'), nameKeys('岑南音')];
  expect(left.soundFold).toBe(right.soundFold);
  expect(left.sound).not.toBe(right.sound);
});

test('the spellings of Yanbian and of the South are one key, and 金 reads 김', () => {
  expect(hangulReading('李莲花')).toBe(hangulReading('리련화'));
  expect(hangulReading('이연화')).toBe(hangulReading('리련화'));
  expect(hangulReading('金顺姬')).toBe(hangulReading('김순희'));
  expect(hangulReading('阿卜杜热合曼')).toBeNull();
});

test('a character outside the basic plane is one character', () => {
  expect(nameKeys('𠮷野')).toMatchObject({ plain: '𠮷野', length: 2, surname: '𠮷' });
});
