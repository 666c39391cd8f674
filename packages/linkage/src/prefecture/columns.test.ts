import { expect, test } from 'vitest';
import { checkCharacterOf } from '@qiaomen/domain/person/id-number';
import { proposeMapping } from './columns.ts';

test('columns are found by what offices call them, with remarks and stars', () => {
  const { kind, mapping, missing } = proposeMapping(
    ['序号', '* 姓名', '性 别', '身份证号码（18位）', '手机号码', '户编号', '与户主关系', '现住址区划代码'],
    [],
  );
  expect(kind).toBe('population');
  expect(mapping).toEqual({ name: 1, sex: 2, idNumber: 3, phone: 4, householdId: 5, areaCode: 7 });
  expect(missing).toEqual([]);
});

test('what the end of a header says counts: the code of an address is a code', () => {
  expect(proposeMapping(['姓名', '公民身份号码', '现住址行政区划代码'], []).mapping.areaCode).toBe(2);
  expect(proposeMapping(['姓名', '现住址行政区划代码', '现住址'], []).mapping).toMatchObject({
    areaCode: 1,
    address: 2,
  });
});

test("the householder's, the carer's and the doctor's columns are not the person's", () => {
  const { mapping } = proposeMapping(
    ['户主姓名', '姓名', '监护人身份证号', '公民身份号码', '紧急联系人电话', '责任医生'],
    [],
  );
  expect(mapping).toEqual({ name: 1, idNumber: 3 });
});

test.each([
  [['姓名', '身份证号', '疫苗名称', '接种日期'], 'vaccination'],
  [['姓名', '身份证号', '档案编号', '责任医生'], 'health'],
  [['姓名', '身份证号', '医保类型'], 'medical'],
  [['姓名', '社会保障号码', '养老保险状态'], 'social'],
  [['姓名', '残疾人证号', '残疾类别', '残疾等级'], 'disability'],
  [['机构名称', '入住老人姓名', '身份证号', '床位号', '入住日期'], 'nursing_home'],
  [['姓名', '身份证号', '死亡日期', '户籍地址'], 'death'],
  [['姓名', '公民身份号码', '迁出日期', '迁往地', '户号'], 'move_out'],
])('%s is a file of kind %s', (headers, kind) => {
  expect(proposeMapping(headers, []).kind).toBe(kind);
});

test('a number without a telling header is found by its cells', () => {
  const rows = ['12', '23', '34'].map((day, index) => {
    const first17 = `992401193608${String(index + 11)}1${day}`;
    return [`人${index}`, first17 + checkCharacterOf(first17)];
  });
  expect(proposeMapping(['姓名', '列2'], rows).mapping).toEqual({ name: 0, idNumber: 1 });
});

test('what a kind needs and the file has not is named', () => {
  expect(proposeMapping(['姓名', '疫苗名称', '接种日期'], []).missing).toEqual(['idNumber']);
});

test.each([
  ['延吉市残疾人名册.xlsx', 'disability'],
  ['2022年敬老院名单.csv', 'nursing_home'],
  ['死亡人员.xlsx', 'death'],
  ['外迁人员.csv', 'move_out'],
  ['人社局.csv', 'social'],
])('headers that fit any office leave it to the name of the file: %s', (fileName, kind) => {
  expect(proposeMapping(['姓名', '身份证号', '备注'], [], fileName).kind).toBe(kind);
});

test('the number of a disability certificate stands in for the ID number it begins with', () => {
  expect(proposeMapping(['姓名', '残疾人证号', '残疾等级'], []).missing).toEqual([]);
});

test('a roster of nursing homes: institution, room, days of coming and going', () => {
  expect(proposeMapping(['机构名称', '机构代码', '入住老人姓名', '身份证号', '床位号', '入住日期', '离院日期'], []).mapping).toEqual({
    institution: 0, institutionCode: 1, name: 2, idNumber: 3, room: 4, admittedOn: 5, dischargedOn: 6,
  }); // prettier-ignore
});

test('the place of a vaccination is no nursing home', () => {
  const { mapping } = proposeMapping(['姓名', '身份证号', '疫苗名称', '接种日期', '接种机构名称'], []);
  expect(mapping.institution).toBeUndefined();
});
