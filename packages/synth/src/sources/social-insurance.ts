/** The pension and social insurance office: GB18030 out of an old system, a title above the header, adults only. */
import { ageOnDay, calendarDay } from '../day.ts';
import { openCsv } from '../files/csv-file.ts';
import { birthCell, idCell, sexWord, type Office } from './office.ts';

const header = [
  '个人编号',
  '姓名',
  '性别',
  '出生年月日',
  '证件类型',
  '证件号码',
  '手机号',
  '居住地区划代码',
  '养老保险类型',
  '生存状态',
];

export const socialInsuranceOffice: Office = {
  file: 'social-insurance',
  outdated: 0.5,
  householdPhone: 0.15,
  open: (path, { today, prefectureName }) => {
    const sink = openCsv(path, { encoding: 'gb18030', newline: '\r\n', quoteAll: false });
    const { year, month } = calendarDay(today);
    const title = `${prefectureName}社会保险参保人员名册（${String(year)}年${String(month)}月）`;
    sink.row([title, ...header.slice(1).map(() => '')]);
    sink.row(header);
    return sink;
  },
  knows: (person, { today, random }) => {
    const age = ageOnDay(person.birthDay, today);
    return age >= 16 && random.chance(person.outsider ? 0.4 : age >= 60 ? 0.93 : 0.74);
  },
  rows: (person, write, { random }) => {
    const written = write();
    return [
      [
        `8${String(person.number * 7 + 1000003).padStart(11, '0')}`,
        written.name,
        sexWord(written.sex),
        birthCell(written),
        '居民身份证',
        idCell(written),
        written.phone,
        written.areaCode,
        random.chance(0.6) ? '城乡居民基本养老保险' : '企业职工基本养老保险',
        person.deathDay !== null && random.chance(0.5) ? '死亡' : '健在',
      ],
    ];
  },
};
