import { expect, test } from 'vitest';
import { checkCharacterOf } from '@qiaomen/domain/person/id-number';
import { identityReader } from './identity-reader.ts';
import { readRow } from './read-row.ts';

const valid = `99240119360815123${checkCharacterOf('99240119360815123')}`;
const context = { today: '2022-12-21', prefecture: '2224', areaExists: () => true };
const mapping = { name: 0, sex: 1, birthDate: 2, idNumber: 3, phone: 4, areaCode: 5 };

test.each([
  [['王秀英(户主)', '女', '1936.8.15', valid, '16912345678', '222401001001']],
  [['王秀英', '', '', valid.toLowerCase(), '+86 169-1234-5678', '222401001000']],
  [['𠮷野', '1', '一九三六年八月十五日', '无', '0', '']],
  [['#N/A', '不详', '1936-02-30', valid.slice(0, 15), '11111111', '222401']],
  [['延吉市福利院', '男', '2086-05-01', `${valid.slice(0, 15)}000`, '', '999999999999']],
  [['不详', '女', '19360815', '111111111111111111', '', '222401001']],
  [['王秀', '女', '19360815', '222401190001010008', '13800000000', '222401001']],
  [['', '', '', '', '', '']],
])('%j says the same of a person as the reader of whole rows', (cells) => {
  const { record, faults } = readRow('health', mapping, cells, [], context);
  const { name, sex, birthDate, idNumber, phone, areaCode } = record;
  const whole = { name, sex, birthDate, idNumber, phone, areaCode };
  const isNameless = faults.some(({ code }) => code === 'nothing_to_match');
  expect(identityReader('health', mapping, context)(cells, [])).toEqual(isNameless ? null : whole);
});
