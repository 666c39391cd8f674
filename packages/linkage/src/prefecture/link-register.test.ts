import { expect, test } from 'vitest';
import { checkCharacterOf } from '@qiaomen/domain/person/id-number';
import { aRecord, levelOf, linkRecords, pairOf } from '../testing/link-records.ts';

const idOf = (first17: string): string => first17 + checkCharacterOf(first17);
const number = idOf('99240119360815123');
const person = { name: '王秀英', birthDate: '1936-08-15', sex: 'female', areaCode: '222401001001' } as const;

test('the doses of one person in the vaccination file never conflict', async () => {
  const linked = await linkRecords([
    aRecord({ id: 'p', kind: 'population', ...person, idNumber: number }),
    ...['d1', 'd2', 'd3'].map((id) =>
      aRecord({ id, kind: 'vaccination', ...person, areaCode: null, idNumber: number }),
    ),
  ]);
  expect([...linked.clusterOf.keys()].toSorted()).toEqual(['d1', 'd2', 'd3', 'p']);
  expect(new Set(linked.clusterOf.values()).size).toBe(1);
  for (const id of linked.clusterOf.keys())
    expect(linked.edges.some(({ left, right }) => [left, right].includes(id))).toBe(true);
});

test('a number that lost its last digits in a spreadsheet still speaks with those it has', async () => {
  const linked = await linkRecords([
    aRecord({ id: 'a', kind: 'population', ...person, idNumber: number }),
    aRecord({ id: 'b', name: '王秀英', idNumber: `${number.slice(0, 15)}***` }),
  ]);
  expect(levelOf(pairOf(linked, 'a', 'b'), 'idNumber')?.level).toBe('digits_lost');
  expect(linked.clusterOf.get('a')).toBe(linked.clusterOf.get('b'));
});

test('a number masked by another office speaks with the ten digits that are left', async () => {
  const linked = await linkRecords([
    aRecord({ id: 'a', kind: 'population', ...person, idNumber: number }),
    aRecord({
      id: 'b',
      name: '王秀英',
      birthDate: '1936-08-15',
      idNumber: `${number.slice(0, 6)}********${number.slice(14)}`,
    }),
  ]);
  expect(levelOf(pairOf(linked, 'a', 'b'), 'idNumber')?.level).toBe('masked');
  expect(linked.clusterOf.get('a')).toBe(linked.clusterOf.get('b'));
});

test('a 15-digit number is the same as its 18-digit form, save for people born before 1900', async () => {
  const old = idOf('99240119361201998');
  const linked = await linkRecords([
    aRecord({ id: 'a', name: '王秀英', idNumber: number }),
    aRecord({ id: 'b', name: '王秀英', idNumber: number.slice(0, 6) + number.slice(8, 17) }),
    aRecord({ id: 'c', name: '李淑兰', idNumber: old }),
    aRecord({ id: 'd', name: '李淑兰', idNumber: old.slice(0, 6) + old.slice(8, 17) }),
  ]);
  expect(linked.clusterOf.get('a')).toBe(linked.clusterOf.get('b'));
  expect(levelOf(pairOf(linked, 'c', 'd'), 'idNumber')?.level).not.toBe('exact');
});

test('homophones, traditional and variant glyphs, Hangul and interpuncts are levels of their own', async () => {
  const levels = async (left: string, right: string): Promise<string | undefined> => {
    const linked = await linkRecords([
      aRecord({ id: 'a', name: left, idNumber: number }),
      aRecord({ id: 'b', name: right, idNumber: number }),
    ]);
    return levelOf(pairOf(linked, 'a', 'b'), 'name')?.level;
  };
  expect(await levels('鍾秀蘭', '钟秀兰(户主)')).toBe('exact');
  expect(await levels('阿卜杜・热合曼', '阿卜杜·热合曼')).toBe('exact');
  expect(await levels('萧兰英', '肖兰英')).toBe('variant');
  expect(await levels('买买提·依明', '麦麦提·依明')).toBe('spelling');
  expect(await levels('次仁多吉', '泽仁多杰')).toBe('spelling');
  expect(await levels('王秀英', '王英秀')).toBe('order');
  expect(await levels('王秀英大娘', '王秀英')).toBe('exact');
  expect(await levels('王秀英', '王绣英')).toBe('sound_tone');
  expect(await levels('金顺姬', '김순희')).toBe('sound');
  expect(await levels('李莲花', '리련화')).toBe('sound');
  expect(await levels('王秀英', '王秀云')).toBe('near');
});

test('decisions are replayed, the last word counts, and unknown records are counted, not an error', async () => {
  const records = [
    aRecord({ id: 'a', kind: 'population', ...person, idNumber: number }),
    aRecord({ id: 'b', ...person, idNumber: number }),
  ];
  const parted = await linkRecords(records, [
    { left: 'a', right: 'b', same: true },
    { left: 'b', right: 'a', same: false },
    { left: 'a', right: 'gone', same: true },
  ]);
  expect(new Set(parted.clusterOf.values()).size).toBe(2);
  expect(parted.review).toEqual([]);
});

test('an empty set of records is no error', async () => {
  expect((await linkRecords([])).clusterOf.size).toBe(0);
});
