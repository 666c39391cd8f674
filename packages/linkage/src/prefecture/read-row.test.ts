import { describe, expect, test } from 'vitest';
import type { ColumnMapping } from '@qiaomen/domain/import-batch/query';
import { checkCharacterOf } from '@qiaomen/domain/person/id-number';
import type { SourceKind } from '@qiaomen/domain/register/query';
import { readRow, type SourceRow } from './read-row.ts';

const known = new Set(['2224', '222401', '222401001', '222401001001']);
const context = { today: '2026-11-22', prefecture: '2224', areaExists: (code: string) => known.has(code) };
const valid = `99240119360815123${checkCharacterOf('99240119360815123')}`;

const good = {
  name: '王秀英',
  sex: '男',
  birthDate: '1936-08-15',
  idNumber: valid,
  phone: '16912345678',
  areaCode: '222401001001',
} as const;
type Cells = Partial<Record<keyof Omit<SourceRow, 'raw' | 'idValid'>, string>>;

const read = (cells: Cells, kind: SourceKind = 'population', numericFields: string[] = []) => {
  const fields = Object.keys(cells);
  const mapping = Object.fromEntries(fields.map((field, index) => [field, index])) as ColumnMapping;
  const numeric = fields.map((field) => numericFields.includes(field));
  const { record, faults } = readRow(kind, mapping, Object.values(cells), numeric, context);
  return { record, codes: faults.map(({ code, severity }) => (severity === 'error' ? `${code}!` : code)), faults };
};

test('a good row has no faults', () => {
  const { record, codes } = read(good);
  expect(codes).toEqual([]);
  expect(record).toMatchObject({ ...good, sex: 'male', idValid: true });
  expect(record.raw.sex).toBe('男');
});

describe('every fault has its row', () => {
  test.each<[string, Cells, string[]]>([
    ['no name in the population file', { ...good, name: ' ' }, ['name_missing!']],
    ['a name that is none', { ...good, name: '王<秀>#英' }, ['name_strange']],
    [
      'a number failing its check',
      { ...good, idNumber: valid.slice(0, 17) + (valid.endsWith('1') ? '2' : '1') },
      ['id_checksum'],
    ],
    ['a number too short', { ...good, idNumber: valid.slice(0, 16) }, ['id_length']],
    ['a number with an impossible day', { ...good, idNumber: '992401193613151231' }, ['id_date']],
    ['a number shown by a spreadsheet', { ...good, idNumber: '9.92401E+17' }, ['id_digits_lost']],
    ['a placeholder', { ...good, idNumber: '待补' }, ['id_placeholder']],
    ['fifteen digits', { ...good, idNumber: '992401360815123' }, ['id_15_digits']],
    ['another sex than the number says', { ...good, sex: '女' }, ['id_sex_differs']],
    ['another birth date than the number says', { ...good, birthDate: '1936-09-30' }, ['id_birth_differs']],
    ['no birth date anywhere', { ...good, birthDate: '', idNumber: '' }, ['birth_missing']],
    ['an impossible birth date beside a good number', { ...good, birthDate: '1936-02-30' }, ['birth_impossible']],
    [
      'an impossible birth date and no number',
      { ...good, birthDate: '1936-02-30', idNumber: '' },
      ['birth_impossible!'],
    ],
    ['a birth date to come', { ...good, birthDate: '2036-08-15' }, ['birth_future']],
    ['a birth date no living person has', { ...good, birthDate: '1836-08-15', idNumber: '' }, ['birth_impossible!']],
    ['a sex nobody knows', { ...good, sex: '?男女' }, ['sex_unknown']],
    ['a phone with a digit too few', { ...good, phone: '1691234567' }, ['phone_strange']],
    ['an area that does not exist', { ...good, areaCode: '222401001999' }, ['area_to_town']],
    ['an area of another prefecture', { ...good, areaCode: '220104003001' }, ['area_outside']],
    ['no area in the population file', { ...good, areaCode: '-' }, ['area_missing']],
    [
      'nothing to match by',
      { name: '王秀英', idNumber: '无' },
      ['id_placeholder', 'birth_missing', 'area_missing', 'nothing_to_match!'],
    ],
  ])('%s', (_, cells, codes) => {
    expect(read(cells).codes).toEqual(codes);
  });

  test.each<[string, Cells, string[]]>([
    ['another vaccine', { product: '23价肺炎球菌多糖疫苗' }, ['product_unknown!']],
    ['no date', { givenOn: '' }, ['given_missing!']],
    ['a date before there were vaccines', { givenOn: '2012-03-04' }, ['given_impossible!']],
    ['a date that is none', { givenOn: '三月' }, ['given_impossible!']],
    ['a date to come', { givenOn: '2027-01-01' }, ['given_future!']],
  ])('vaccination: %s', (_, cells, codes) => {
    const dose = {
      name: '王秀英',
      idNumber: valid,
      product: '新冠灭活疫苗(Vero细胞)',
      givenOn: '2021-07-22',
      ...cells,
    };
    expect(read(dose, 'vaccination').codes).toEqual(codes);
  });

  test('short and long rows are told when the number of columns is known', () => {
    const row = (cells: string[]) =>
      readRow('health', { name: 0, idNumber: 1 }, cells, [], { ...context, columnCount: 3 }).faults.map(
        ({ code }) => code,
      );
    expect(row(['王秀英', valid])).toEqual(['row_short']);
    expect(row(['王秀英', valid, '', '城东'])).toEqual(['row_long']);
    expect(row(['王秀英', valid, '', ''])).toEqual([]);
  });
});

test('no suggestion ever carries a name, a phone or an ID number', () => {
  const { faults } = read({ ...good, birthDate: '1936-13-05', areaCode: '222401001999', sex: '女', phone: '123' });
  for (const { suggestion } of faults) expect(suggestion ?? '').toMatch(/^(?:|\d{4}-\d{2}-\d{2}|\d{4,12})$/);
});

test('a spreadsheet number ending in three zeros lost digits, even where it passes the check by chance', () => {
  const lucky = Array.from({ length: 1000 }, (_, index) => `99240119360815${String(index).padStart(3, '0')}`)
    .map((first17) => first17 + checkCharacterOf(first17))
    .find((id) => id.endsWith('000'));
  expect(read({ ...good, idNumber: lucky ?? '' }, 'population', ['idNumber']).record).toMatchObject({
    idNumber: `${lucky?.slice(0, 15)}***`,
    idValid: false,
  });
});

test('sequence numbers 996–999 of fifteen digits belong to people born before 1900 and are not made longer', () => {
  const { record } = read({ name: '王秀英', idNumber: '992401120815998', areaCode: '222401' });
  expect(record).toMatchObject({ idNumber: '992401120815998', idValid: false, birthDate: null });
});

test('a mistyped area falls back to the narrowest one that exists', () => {
  const { record, faults } = read({ ...good, areaCode: '222401001999' });
  expect(record.areaCode).toBe('222401001');
  expect(faults[0]).toMatchObject({ column: 'areaCode', suggestion: '222401001' });
  expect(read({ ...good, areaCode: '222401000000' }).record.areaCode).toBe('222401');
});

test('sex and birth date come from a valid number where the columns say nothing', () => {
  expect(read({ name: '王秀英', idNumber: valid, areaCode: '222401' }).record).toMatchObject({
    sex: 'male',
    birthDate: '1936-08-15',
  });
});
