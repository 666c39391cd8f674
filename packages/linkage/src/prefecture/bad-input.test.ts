/** Files that would make billions of pairs. Small here: what matters is that blocks are left out and that it says so. */
import { expect, test } from 'vitest';
import { checkCharacterOf } from '@qiaomen/domain/person/id-number';
import { aRecord, linkRecords } from '../testing/link-records.ts';

const rows = 1500;
const many = (fields: (index: number) => Partial<Parameters<typeof aRecord>[0]>) =>
  Array.from({ length: rows }, (_, index) => aRecord({ id: `r${String(index).padStart(5, '0')}`, ...fields(index) }));
const day = (index: number): string => `19${30 + (index % 40)}-0${1 + (index % 9)}-1${index % 9}`;
const valid = `99240119360815123${checkCharacterOf('99240119360815123')}`;

test('one row a thousand times over with a valid number is one person', async () => {
  const linked = await linkRecords(many(() => ({ name: '王秀英', birthDate: '1936-08-15', idNumber: valid })));
  expect(new Set(linked.clusterOf.values()).size).toBe(1);
  expect(linked.clusterOf.size).toBe(rows);
});

test('one row a thousand times over without a number is left out, and the model says how many rows were', async () => {
  const linked = await linkRecords(many(() => ({ name: '王秀英', birthDate: '1936-08-15', phone: '16912345678' })));
  expect(linked.clusterOf.size).toBe(rows);
  expect(linked.edges).toEqual([]);
  expect(linked.model.blocks.find(({ rule }) => rule === 'name+birth')).toEqual({ rule: 'name+birth', pairs: 0, leftOut: rows }); // prettier-ignore
});

test('one phone for everybody, one name for everybody and placeholders for numbers make no crowd of pairs', async () => {
  const linked = await linkRecords(
    many((index) => ({ name: '李淑兰', birthDate: day(index), phone: '16912345678', idNumber: '111111111111111111' })),
  );
  expect(linked.clusterOf.size).toBe(rows);
  const of = (rule: string) => linked.model.blocks.find((block) => block.rule === rule);
  expect(of('id')).toMatchObject({ pairs: 0, leftOut: 0 });
  expect(of('phone+surname')).toMatchObject({ pairs: 0, leftOut: rows });
  expect(linked.model.blocks.reduce((sum, { pairs }) => sum + pairs, 0)).toBeLessThan(rows * 60);
});
