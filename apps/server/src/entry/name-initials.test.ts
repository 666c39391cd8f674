import { expect, it } from 'vitest';
import { nameInitials } from './name-initials.ts';

it.each([
  ['朴成国', 'pcg'],
  ['曾淑珍', 'zsz'],
  ['单永福', 'syf'],
  ['扎西·次仁', 'zxcr'],
  ['Tashi Dolma', 'tashidolma'],
  ['김철수', '김철수'],
  ['བཀྲ་ཤིས', 'བཀྲ་ཤིས'],
])('%s is found by %s', (name, initials) => {
  expect(nameInitials(name)).toBe(initials);
});
