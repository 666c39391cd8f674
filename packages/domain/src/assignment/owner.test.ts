import { expect, test } from 'vitest';
import { AreaCode } from '../area/area-code.ts';
import { ownerOfArea } from './owner.ts';

const duty = (userId: string, code: string) => ({ userId, areaCode: AreaCode.parse(code) });
const village = AreaCode.parse('222401001001');

test('the narrowest duty owns a village', () => {
  expect(ownerOfArea([duty('a', '222401001'), duty('b', '222401001001'), duty('c', '222401')], village)).toBe('b');
});

test('between equals the lower user id owns it, in whatever order duties come', () => {
  const duties = [duty('b', '222401001'), duty('a', '222401001')];
  expect([ownerOfArea(duties, village), ownerOfArea(duties.toReversed(), village)]).toEqual(['a', 'a']);
});

test('a duty for one grid of the village, or for its neighbour, owns nothing of it', () => {
  expect(ownerOfArea([duty('a', '22240100100101'), duty('b', '222401001002')], village)).toBeNull();
});
