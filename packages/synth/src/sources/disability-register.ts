/** The disabled persons' federation: GB18030, a title, and no column for the ID number: the certificate begins with it. */
import { openCsv } from '../files/csv-file.ts';
import { dayText } from '../day.ts';
import type { Cell } from '../files/sink.ts';
import { birthCell, sexWord, type Office } from './office.ts';

const header = [
  '姓名', '性别', '出生日期', '残疾人证号', '残疾类别', '残疾等级', '联系电话', '居住地区划代码', '现住址', '监护人姓名', '发证日期',
]; // prettier-ignore

// in the order of their digit on the certificate (GB/T 26341-2010)
const categories = ['视力', '听力', '言语', '肢体', '智力', '精神', '多重'];
const grades = ['一级', '二级', '三级', '四级'];

export const disabilityRegisterOffice: Office = {
  file: 'disability-register',
  outdated: 0.5,
  householdPhone: 0.35,
  open: (path, { prefectureName, today }) => {
    const sink = openCsv(path, { encoding: 'gb18030', newline: '\r\n', quoteAll: false });
    sink.row([`${prefectureName}持证残疾人名册（${dayText(today)}）`, ...header.slice(1).map(() => '')]);
    sink.row(header);
    return sink;
  },
  // some hold a certificate that no other office knows of
  knows: (person, { random }) =>
    !person.outsider && random.chance(person.disability === null ? 0.017 : person.deathDay === null ? 0.95 : 0.5),
  rows: (person, write, { random, today }) => {
    const written = write();
    const known = person.disability ?? '';
    const category = categories.findIndex((word) => known.startsWith(word));
    const grade = grades.findIndex((word) => known.endsWith(word));
    const categoryAt = category === -1 ? random.below(7) : category;
    const gradeAt = grade === -1 ? random.between(1, 3) : grade;
    const reissued = random.chance(0.04) ? `B${String(random.between(1, 3))}` : '';
    const number: Cell =
      written.idNumber === ''
        ? ''
        : `${written.idNumber}${String(categoryAt + 1)}${String(gradeAt + 1)}${written.idAsNumber ? '' : reissued}`;
    const asDigits = random.chance(0.1);
    return [
      [
        written.name,
        sexWord(written.sex),
        birthCell(written),
        number,
        asDigits ? String(categoryAt + 1) : categories[categoryAt] + (random.chance(0.7) ? '残疾' : ''),
        asDigits ? String(gradeAt + 1) : (grades[gradeAt] ?? ''),
        written.phone,
        written.areaCode,
        written.address,
        random.chance(0.3) ? person.household.headName : '',
        dayText(today - random.between(100, 3600)),
      ],
    ];
  },
};
