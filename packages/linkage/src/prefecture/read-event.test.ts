import { describe, expect, test } from 'vitest';
import type { ColumnMapping } from '@qiaomen/domain/import-batch/query';
import { checkCharacterOf } from '@qiaomen/domain/person/id-number';
import type { SourceKind } from '@qiaomen/domain/register/query';
import { readRow, type SourceRow } from './read-row.ts';

const context = { today: '2022-12-21', prefecture: '2224', areaExists: () => true };
const id = `99240119360815123${checkCharacterOf('99240119360815123')}`;
const who = { name: '王秀英', sex: '男', birthDate: '1936-08-15' };

type Cells = Partial<Record<keyof Omit<SourceRow, 'raw' | 'idValid'>, string>>;
const read = (kind: SourceKind, cells: Cells) => {
  const mapping = Object.fromEntries(Object.keys(cells).map((field, index) => [field, index])) as ColumnMapping;
  const { record, faults } = readRow(kind, mapping, Object.values(cells), [], context);
  return { record, codes: faults.map(({ code, severity }) => (severity === 'error' ? `${code}!` : code)) };
};

describe('a disability register', () => {
  test('the certificate holds the ID number, the kind and the grade', () => {
    const { record, codes } = read('disability', { ...who, disabilityNumber: `${id}42B1` });
    expect(codes).toEqual([]);
    expect(record).toMatchObject({
      idNumber: id, idValid: true, disabled: true, disabilityCategory: 'physical', disabilityGrade: 2,
    }); // prettier-ignore
  });

  test('words outrank the digits of the certificate', () => {
    const { record } = read('disability', {
      ...who, disabilityNumber: `${id}42`, disabilityCategory: '视力残疾', disabilityGrade: '一级',
    }); // prettier-ignore
    expect(record).toMatchObject({ disabilityCategory: 'visual', disabilityGrade: 1 });
  });

  test('one column may say both', () => {
    const { record } = read('disability', { ...who, idNumber: id, disabilityCategory: '肢体残疾二级' });
    expect(record).toMatchObject({ disabilityCategory: 'physical', disabilityGrade: 2 });
  });

  test("somebody else's certificate and a mistyped one are told", () => {
    const other = `99240119350815123${checkCharacterOf('99240119350815123')}`;
    expect(read('disability', { ...who, idNumber: id, disabilityNumber: `${other}42` }).codes).toEqual([
      'certificate_strange',
    ]);
    const mistyped = read('disability', { ...who, disabilityNumber: `${id.slice(0, 16)}${id.slice(17)}42` });
    expect(mistyped.codes).toEqual(['id_length', 'certificate_strange']);
    expect(mistyped.record.idNumber).toHaveLength(17);
  });
});

describe('a roster of nursing homes', () => {
  test('a resident lives there until they have left', () => {
    const stay = { ...who, idNumber: id, institution: '进学敬老院', room: '301-2', admittedOn: '2021.3.5' };
    expect(read('nursing_home', stay).record).toMatchObject({ nursingHome: true, admittedOn: '2021-03-05' });
    expect(read('nursing_home', { ...stay, dischargedOn: '2022/1/9' }).record).toMatchObject({
      nursingHome: false,
      dischargedOn: '2022-01-09',
    });
    expect(read('nursing_home', { ...stay, dischargedOn: '2023-02-01' }).record.nursingHome).toBe(true);
  });

  test('no institution and days in the wrong order are told', () => {
    expect(
      read('nursing_home', { ...who, idNumber: id, institution: '', admittedOn: '2022-05-01', dischargedOn: '2022-04-01' }).codes,
    ).toEqual(['date_order', 'institution_missing']); // prettier-ignore
  });
});

describe('a list of deaths', () => {
  test.each<[string, string, string | null, string[]]>([
    ['a day', '2022年11月3日', '2022-11-03', []],
    ['no day: the death still counts', '', null, ['date_missing']],
    ['no readable day', '待核', null, ['date_impossible']],
    ['a day to come: nobody is declared dead by it', '2023-01-01', null, ['date_future!']],
    ['a day before birth', '1930-01-01', null, ['date_order!']],
  ])('%s', (_, deathDate, expected, codes) => {
    const read1 = read('death', { ...who, idNumber: id, deathDate });
    expect(read1.codes).toEqual(codes);
    expect(read1.record).toMatchObject({ deceased: true, deathDate: expected });
  });
});

test('a move-out may lie ahead; where to is kept as written', () => {
  const { record, codes } = read('move_out', {
    ...who,
    idNumber: id,
    movedOn: '2023-01-31',
    destination: ' 山东省青岛市 ',
  });
  expect(codes).toEqual(['date_future']);
  expect(record).toMatchObject({ movedOn: '2023-01-31', destination: '山东省青岛市' });
});

test('a formula error is no value, and is told', () => {
  const { record, codes } = read('population', { ...who, idNumber: id, areaCode: '222401001001', phone: '#N/A' });
  expect(codes).toEqual(['cell_error']);
  expect(record.phone).toBeNull();
});

test('a number kept for people of the 19th century is called that', () => {
  expect(read('population', { ...who, idNumber: '222401360815996', areaCode: '222401001001' }).codes).toEqual([
    'id_century',
  ]);
});
