/** The household register of public security: UTF-8 without a title, almost complete, the best identity numbers. */
import { openCsv } from '../files/csv-file.ts';
import { birthCell, ethnicityNames, idCell, sexWord, type Office } from './office.ts';

const header = [
  '户编号', '户主姓名', '与户主关系', '姓名', '性别', '民族', '出生日期', '公民身份号码', '现住址行政区划代码', '现住址', '联系电话', '人员状态',
]; // prettier-ignore

export const populationOffice: Office = {
  file: 'population',
  outdated: 0.4,
  householdPhone: 0.2,
  open: (path) => {
    const sink = openCsv(path, { encoding: 'utf-8', newline: '\n', quoteAll: false });
    sink.row(header);
    return sink;
  },
  knows: (person, { random }) => {
    if (person.outsider) return false;
    // seven in a thousand live here and are on no list of the police: they are found at the door
    return random.chance(person.deathDay === null ? 0.993 : 0.8);
  },
  rows: (person, write, { random }) => {
    const written = write();
    const state =
      person.deathDay === null ? (random.chance(0.004) ? '迁出' : '正常') : random.chance(0.7) ? '死亡注销' : '正常';
    return [
      [
        `${person.household.home.areaCode.slice(0, 6)}${String(person.household.number).padStart(7, '0')}`,
        person.household.headName,
        person.relation,
        written.name,
        sexWord(written.sex),
        ethnicityNames[person.ethnicity],
        birthCell(written),
        idCell(written),
        written.areaCode,
        written.address,
        written.phone,
        state,
      ],
    ];
  },
};
