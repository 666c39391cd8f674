import { describe, expect, it } from 'vitest';
import { AreaCode } from '@qiaomen/domain/area/area-code';
import type { FieldEntry } from '../../offline/overlay.ts';
import { housePlace } from './house-place.ts';
import { sketchOf, villagesOf } from './sketch.ts';

describe('the place of a house', () => {
  it.each([
    ['图们市月晴镇大星5组75号', '5组', '75号'],
    ['图们市新华街道新民社区20号楼4单元402室', '20号楼', '4单元402室'],
    ['三 组，老粮站后院', '三组', '老粮站后院'],
    ['敦化市民主街道城西社区286号（民主敬老院）', '', '286号(民主敬老院)'],
    ['女儿家', '', '女儿家'],
    ['2队', '2队', '2队'],
  ])('%s', (address, group, door) => {
    expect(housePlace(address)).toEqual({ group, door });
  });

  it('of nobody without an address', () => {
    expect(housePlace(null)).toBeNull();
    expect(housePlace('  ')).toBeNull();
  });
});

const today = '2026-11-22';
const person = (name: string, address: string | null, over: Partial<FieldEntry> = {}): FieldEntry =>
  ({
    personId: name,
    name,
    address,
    areaCode: '222401100200',
    areaPath: ['延吉市', '大星村'],
    state: 'to_visit',
    nextDate: '2026-12-01',
    left: false,
    ...over,
  }) as FieldEntry;

describe('the sketch of a village', () => {
  const entries = [
    person('甲', '大星10组2号'),
    person('乙', '大星2组10号', { nextDate: '2026-11-20' }),
    person('丙', '大星2组9号', { state: 'complete', nextDate: null }),
    person('丁', '大星 2组 10号'),
    person('戊', null, { nextDate: null }),
    person('己', '大星2组11号', { left: true }),
    person('庚', '东兴1组1号', { areaCode: AreaCode.parse('222401100201'), areaPath: ['延吉市', '东兴村'] }),
  ];

  it('goes group by group and house by house, by number and not by letter; the most pressing person marks the door', () => {
    const told = sketchOf(entries, '222401100200', today).map(({ name, doors }) => [
      name,
      doors.map(({ label, urgency, entries: people }) => [label, urgency, people.length]),
    ]);
    expect(told).toEqual([
      ['2组', [['9号', 'done', 1], ['10号', 'overdue', 2]]],
      ['10组', [['2号', 'open', 1]]],
      ['', [['戊', 'due', 1]]],
    ]); // prettier-ignore
  });

  it('counts whom a village waits for, without those who left the list', () => {
    expect(villagesOf(entries, today)).toEqual([
      { areaCode: '222401100200', name: '大星村', people: 5, due: 2 },
      { areaCode: '222401100201', name: '东兴村', people: 1, due: 0 },
    ]);
  });
});
