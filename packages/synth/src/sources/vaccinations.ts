/**
 * The vaccination record of the disease control centre: one row per dose, several per person, of people of 55 and more
 * (a margin below the target age, because the ages in its files are themselves uncertain).
 */
import { ageOnDay, dayText } from '../day.ts';
import type { Written } from '../errors/error-model.ts';
import { openCsv } from '../files/csv-file.ts';
import type { Cell } from '../files/sink.ts';
import type { Person } from '../people/person.ts';
import type { Random } from '../random.ts';
import { campaignAgeInDays, courseOf, type Dose, type Product } from '../vaccination/course.ts';
import { birthCell, idCell, sexWord, type Office, type OfficeContext } from './office.ts';

const header = [
  '姓名',
  '身份证号',
  '性别',
  '出生日期',
  '联系电话',
  '疫苗名称',
  '剂次',
  '接种日期',
  '疫苗批号',
  '接种单位',
];

const productNames: Record<Product, readonly [string, string]> = {
  INACT: ['新冠灭活疫苗(Vero细胞)', '新型冠状病毒灭活疫苗（Vero细胞）'],
  AD5_IM: ['重组新冠疫苗(5型腺病毒载体)', '重组新型冠状病毒疫苗（5型腺病毒载体）'],
  AD5_INH: ['吸入用重组新冠疫苗(5型腺病毒载体)', '吸入用重组新型冠状病毒疫苗（5型腺病毒载体）'],
  SUB_CHO: ['重组新冠疫苗(CHO细胞)', '重组新型冠状病毒疫苗（CHO细胞）'],
};
const otherVaccines = ['流感病毒裂解疫苗', '23价肺炎球菌多糖疫苗', '带状疱疹疫苗(CHO细胞)'];
const impossibleDays = ['2022-02-30', '0000-00-00', '2022/13/01', '待核'];

const lotOf = (random: Random, day: number): string => {
  const made = dayText(day - random.between(30, 150), '').slice(0, 6);
  return `${made}${random.pick(['A', 'B', 'C', 'K'])}${String(random.between(1, 40)).padStart(3, '0')}`;
};

const siteOf = (person: Person): string => {
  const { county, township } = person.household.home;
  if (township === '') return `${county}社区卫生服务中心`;
  return township.endsWith('街道') ? `${county}${township}社区卫生服务中心` : `${township}卫生院`;
};

const dayCell = (random: Random, day: number, today: number): string => {
  const slip = random.next();
  if (slip < 0.0006) return random.pick(impossibleDays);
  if (slip < 0.001) return dayText(today + random.between(20, 300));
  if (slip < 0.002) return '';
  if (slip < 0.03) return dayText(day, '/');
  return slip < 0.04 ? dayText(day, '') : dayText(day);
};

const doseRow = (
  written: Written,
  person: Person,
  dose: Dose,
  number: number,
  { random, today }: OfficeContext,
): Cell[] => [
  written.name,
  idCell(written),
  sexWord(written.sex),
  birthCell(written),
  written.phone,
  random.chance(0.002) ? '疫苗' : productNames[dose.product][random.chance(0.08) ? 1 : 0],
  String(number),
  dayCell(random, dose.day, today),
  random.chance(0.03) ? '' : lotOf(random, dose.day),
  siteOf(person),
];

export const vaccinationsOffice: Office = {
  file: 'vaccinations',
  outdated: 0,
  householdPhone: 0.3,
  open: (path, { today, prefectureName }) => {
    const sink = openCsv(path, { encoding: 'utf-8', newline: '\n', quoteAll: false });
    const title = `${prefectureName}预防接种个案（导出日期 ${dayText(today)}，本轮启动 ${dayText(today - campaignAgeInDays)}）`;
    sink.row([title, ...header.slice(1).map(() => '')]);
    sink.row(header);
    return sink;
  },
  knows: (person, { today }) => ageOnDay(person.birthDay, today) >= 55,
  rows: (person, write, context) => {
    const { random, today } = context;
    const course = courseOf(random, person, today);
    const otherVaccine = random.chance(0.008) ? random.pick(otherVaccines) : null;
    if (course.length === 0 && otherVaccine === null) return [];
    const rows: Cell[][] = [];
    let written = write();
    course.forEach((dose, index) => {
      // most sites copy the person from the last dose; some type everything again
      if (index > 0 && random.chance(0.1)) written = write();
      rows.push(doseRow(written, person, dose, index + 1, context));
      // the same dose entered again by the site the person comes from, sometimes under the day before
      if (!random.chance(0.004)) return;
      rows.push(doseRow(written, person, { ...dose, day: dose.day - random.below(2) }, index + 1, context));
    });
    if (otherVaccine !== null) {
      const row = doseRow(written, person, { product: 'INACT', day: today - random.between(30, 700) }, 1, context);
      rows.push(row.with(header.indexOf('疫苗名称'), otherVaccine));
    }
    return rows;
  },
};
