/** Deaths as civil affairs and hospitals report them: half of them are news to every other office. */
import { ageOnDay, chineseDayText, dayText, unpaddedDayText } from '../day.ts';
import { openCsv } from '../files/csv-file.ts';
import { birthCell, idCell, sexWord, type Office } from './office.ts';

const header = [
  '姓名', '性别', '身份证号码', '出生日期', '死亡日期', '生前住址', '行政区划代码', '死亡信息来源', '上报人电话',
]; // prettier-ignore

export const deathsOffice: Office = {
  file: 'deaths',
  outdated: 0.5,
  householdPhone: 1,
  open: (path) => {
    const sink = openCsv(path, { encoding: 'utf-8', newline: '\n', quoteAll: false });
    sink.row(header);
    return sink;
  },
  knows: (person, { today, random }) => {
    if (person.outsider) return false;
    if (person.deathDay !== null) return random.chance(0.9);
    const age = ageOnDay(person.birthDay, today);
    return random.chance(age >= 80 ? 0.045 : age >= 60 ? 0.025 : 0.004);
  },
  rows: (person, write, { random, today }) => {
    const written = write();
    const died = person.deathDay ?? Math.max(person.birthDay, today - random.between(0, 14));
    const slip = random.next();
    const text = slip < 0.1 ? chineseDayText(died) : slip < 0.2 ? unpaddedDayText(died) : dayText(died);
    return [
      [
        written.name,
        sexWord(written.sex),
        idCell(written),
        birthCell(written),
        slip > 0.995 ? '' : slip > 0.99 ? '待核' : text,
        written.address,
        written.areaCode,
        random.pick(['民政殡葬', '医院', '公安注销', '村居上报']),
        written.phone,
      ],
    ];
  },
};
