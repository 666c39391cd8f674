/** The medical insurance bureau: UTF-8 with a byte order mark, every field quoted, CRLF, codes instead of words. */
import { ageOnDay } from '../day.ts';
import { openCsv } from '../files/csv-file.ts';
import { birthCell, ethnicityCodes, idCell, sexCode, type Office } from './office.ts';

const header = [
  '参保人姓名', '身份证号', '性别代码', '民族代码', '出生日期', '家庭编号', '联系电话', '居住地区划代码', '详细地址', '是否残疾', '医保人员类别', '参保状态',
]; // prettier-ignore

export const medicalInsuranceOffice: Office = {
  file: 'medical-insurance',
  outdated: 0.5,
  householdPhone: 0.35,
  open: (path) => {
    const sink = openCsv(path, { encoding: 'utf-8-bom', newline: '\r\n', quoteAll: true });
    sink.row(header);
    return sink;
  },
  knows: (person, { today, random }) => {
    const elder = ageOnDay(person.birthDay, today) >= 60;
    return random.chance(person.outsider ? 0.5 : elder ? 0.86 : 0.54);
  },
  rows: (person, write, { random }) => {
    const written = write();
    // clerks put remarks into the address, with quotes and even line breaks
    const remark = random.chance(0.004) ? random.pick([', 住女儿家', ' "老宅"', '\n（来信转交）']) : '';
    return [
      [
        written.name,
        idCell(written),
        sexCode(written.sex),
        ethnicityCodes[person.ethnicity],
        birthCell(written),
        `JT${String(person.household.number * 13 + 500_009)}`,
        written.phone,
        written.areaCode,
        written.address + remark,
        person.disability !== null && random.chance(0.8) ? '是' : '否',
        random.chance(0.7) ? '城乡居民' : '职工',
        person.deathDay !== null && random.chance(0.6) ? '死亡终止' : '正常',
      ],
    ];
  },
};
