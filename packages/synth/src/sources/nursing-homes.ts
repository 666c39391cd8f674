/** The civil-affairs roster of nursing homes: one sheet for all homes, residents who left still on it. */
import { ageOnDay, dayText, unpaddedDayText } from '../day.ts';
import { openXlsx } from '../files/xlsx-file.ts';
import type { Random } from '../random.ts';
import { birthCell, idCell, sexWord, type Office } from './office.ts';

const header = [
  '机构名称', '机构代码', '入住老人姓名', '性别', '身份证号', '出生日期', '床位号', '入住日期', '离院日期', '联系电话', '户籍地区划代码', '家属联系人',
]; // prettier-ignore

/** The same institution has the same code in every row. */
const codeOf = (county: string, name: string): string => {
  let hash = 2166136261;
  for (const unit of county + name) hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 16777619);
  return `YL${county}${String((hash >>> 8) % 10_000).padStart(4, '0')}`;
};

const bed = (random: Random): string =>
  `${String(random.between(1, 5))}${String(random.between(1, 20)).padStart(2, '0')}-${String(random.between(1, 4))}`;

export const nursingHomesOffice: Office = {
  file: 'nursing-homes',
  outdated: 0.3,
  householdPhone: 0.6,
  open: (path, { prefectureName, today }) =>
    openXlsx(path, {
      sheetName: '入住老人',
      title: `${prefectureName}养老机构入住老人花名册（${dayText(today)}）`,
      header,
      words: ['男', '女'],
    }),
  knows: (person, { today, random }) => {
    if (person.household.home.institution !== null) return random.chance(0.94);
    // a short stay while the family is away
    return !person.outsider && ageOnDay(person.birthDay, today) >= 75 && random.chance(0.02);
  },
  rows: (person, write, { random, today }) => {
    const written = write();
    const { home } = person.household;
    const name = home.institution ?? `${home.township}敬老院`;
    const admitted = today - (home.institution === null ? random.between(10, 200) : random.between(30, 2500));
    const left =
      person.deathDay !== null && person.deathDay > admitted
        ? person.deathDay
        : home.institution === null && random.chance(0.7)
          ? Math.min(today, admitted + random.between(7, 90))
          : null;
    const day = random.chance(0.8) ? dayText : unpaddedDayText;
    return [
      [
        name,
        random.chance(0.9) ? codeOf(home.areaCode.slice(0, 6), name) : '',
        written.name,
        sexWord(written.sex),
        idCell(written),
        birthCell(written),
        bed(random),
        random.chance(0.03) ? '' : day(admitted),
        left === null ? '' : day(left),
        written.phone,
        written.areaCode,
        random.chance(0.5) ? `家属${String(random.between(1, 9))}` : '',
      ],
    ];
  },
};
