/** Households that told the police they leave: UTF-8 with a mark, everything quoted. */
import { dayText, unpaddedDayText } from '../day.ts';
import { openCsv } from '../files/csv-file.ts';
import { birthCell, idCell, sexWord, type Office } from './office.ts';

const header = [
  '姓名', '性别', '公民身份号码', '出生日期', '迁出日期', '迁往地', '原住址', '行政区划代码', '联系电话', '迁移原因',
]; // prettier-ignore

const far = ['山东省青岛市', '辽宁省大连市', '北京市朝阳区', '广东省深圳市', '吉林省长春市', '四川省成都市', '国外'];

export const moveOutsOffice: Office = {
  file: 'move-outs',
  outdated: 0.2,
  householdPhone: 0.2,
  open: (path) => {
    const sink = openCsv(path, { encoding: 'utf-8-bom', newline: '\r\n', quoteAll: true });
    sink.row(header);
    return sink;
  },
  knows: (person, { random }) => !person.outsider && person.deathDay === null && random.chance(0.0155),
  rows: (person, write, { random, today }) => {
    const written = write();
    const left = Math.max(person.birthDay, today - random.between(5, 400));
    return [
      [
        written.name,
        sexWord(written.sex),
        idCell(written),
        birthCell(written),
        random.chance(0.02) ? '' : random.chance(0.85) ? dayText(left) : unpaddedDayText(left),
        random.chance(0.05) ? '' : random.pick(far),
        written.address,
        written.areaCode,
        written.phone,
        random.pick(['投靠子女', '工作调动', '其他']),
      ],
    ];
  },
};
