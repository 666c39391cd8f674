/** The residents' health records of the township hospitals: a hand-kept spreadsheet, the messiest of the files. */
import { ageOnDay, dayText } from '../day.ts';
import { openXlsx } from '../files/xlsx-file.ts';
import { birthCell, idCell, sexWord, type Office } from './office.ts';

const header = [
  '档案编号', '姓名', '性别', '出生日期', '身份证号', '本人电话', '现住址', '村（居）委会代码', '残疾情况', '自理能力', '养老机构', '建档日期', '是否死亡',
]; // prettier-ignore
const abilityWords = { able: '可自理', semi: '半失能', dependent: '失能' } as const;

export const healthRecordsOffice: Office = {
  file: 'health-records',
  outdated: 0.5,
  householdPhone: 0.3,
  open: (path, { today, prefectureName }) =>
    openXlsx(path, {
      sheetName: '居民健康档案',
      title: `${prefectureName}居民健康档案登记表（截至${dayText(today)}）`,
      header,
      words: ['男', '女', '无', '是', '否', '可自理', '半失能', '失能'],
    }),
  knows: (person, { today, random }) => {
    const age = ageOnDay(person.birthDay, today);
    return random.chance(person.outsider ? 0.3 : age >= 65 ? 0.84 : age >= 60 ? 0.55 : age < 7 ? 0.6 : 0.24);
  },
  rows: (person, write, { today, random }) => {
    const written = write();
    return [
      [
        `${person.household.home.areaCode.slice(0, 9)}${String(person.number % 100_000_000).padStart(8, '0')}`,
        written.name,
        sexWord(written.sex),
        birthCell(written),
        idCell(written),
        written.phone,
        written.address,
        written.areaCode,
        random.chance(0.85) ? (person.disability ?? '无') : '',
        abilityWords[person.ability],
        person.household.home.institution ?? '',
        dayText(Math.min(today - 30, Math.max(person.birthDay + 30, today - random.between(200, 4000)))),
        person.deathDay !== null && random.chance(0.55) ? '是' : '否',
      ],
    ];
  },
};
