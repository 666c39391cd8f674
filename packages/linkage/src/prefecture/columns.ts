import type { ColumnMapping, ImportField } from '@qiaomen/domain/import-batch/query';
import { importFields } from '@qiaomen/domain/import-batch/query';
import { missingFields } from '@qiaomen/domain/import-batch/required-fields';
import type { SourceKind } from '@qiaomen/domain/register/query';
import { parseIdNumber } from '@qiaomen/domain/person/id-number';
import { normalisePhone } from '@qiaomen/domain/person/phone';

/** What offices call their columns, most telling first. Compared without blanks, brackets and punctuation. */
const headerWords: Record<ImportField, readonly string[]> = {
  name: ['姓名', '老人姓名', '居民姓名', '参保人姓名', '参保人员姓名', '受种者姓名', '受种人姓名', '人员姓名', '患者姓名', '名字', 'name', 'fullname', 'xm', '이름', '성명', 'མིང'],
  sex: ['性别', 'sex', 'gender', 'xb', '성별', 'ཕོ་མོ'],
  birthDate: ['出生日期', '出生年月日', '出生年月', '出生时间', '生日', 'birthdate', 'birthday', 'dateofbirth', 'dob', 'csrq', '생년월일'],
  idNumber: ['公民身份号码', '身份证号', '身份证号码', '居民身份证号', '居民身份证号码', '公民身份证号', '证件号码', '证件号', '身份证', '身份号码', '社会保障号码', '社会保障号', 'idnumber', 'idcard', 'idno', 'sfzh', '신분증번호', '공민신분번호'],
  phone: ['联系电话', '手机号码', '手机号', '本人电话', '电话号码', '电话', '手机', '联系方式', '联系号码', 'phone', 'mobile', 'tel', 'telephone', '전화번호', '전화', '련락전화', 'ཁ་པར'],
  areaCode: ['村居代码', '居住地区划代码', '现住址区划代码', '居委会代码', '村委会代码', '村社区代码', '社区代码', '行政区划代码', '统计用区划代码', '区划代码', '区划编码', '行政区划', '参保地区划', '参保地代码', '地区代码', '地区编码', '区划', 'areacode', 'area', 'xzqh', '지역코드'],
  address: ['现住址', '居住地址', '家庭住址', '详细地址', '常住地址', '户籍地址', '户籍住址', '住址', '地址', 'address', '주소', '현주소'],
  ethnicity: ['民族', 'ethnicity', 'mz', '민족', 'མི་རིགས'],
  householdId: ['户号', '户编号', '家庭编号', '家庭户号', '户籍编号', 'householdid', 'household', '세대번호'],
  disabled: ['是否残疾', '是否残疾人', '残疾人', '残疾', '残疾情况', 'disabled', '장애'],
  nursingHome: ['是否入住养老机构', '是否养老机构', '养老机构', '入住养老院', '机构养老', '是否住养老院', 'nursinghome', '양로원'],
  deceased: ['是否死亡', '死亡标志', '是否已故', '已故', '死亡', '人员状态', '生存状态', '档案状态', '参保状态', 'deceased', '사망'],
  product: ['疫苗名称', '接种疫苗', '疫苗品种', '疫苗种类', '疫苗', 'vaccine', 'product', '백신', '왁찐'],
  givenOn: ['接种日期', '接种时间', '接种年月日', 'vaccinationdate', 'givenon', 'date', '접종날자', '접종일'],
  lot: ['疫苗批号', '批号', '生产批号', '批次', 'lot', 'batch', '제조번호'],
  disabilityNumber: ['残疾人证号', '残疾证号', '残疾人证号码', '残疾证号码', '残疾人证编号', '残疾证编号', 'disabilitynumber', '장애자증번호'],
  disabilityCategory: ['残疾类别', '残疾类型', '残疾种类', 'disabilitycategory', '장애종류'],
  disabilityGrade: ['残疾等级', '残疾级别', '残疾程度', 'disabilitygrade', '장애등급'],
  institution: ['机构名称', '养老机构名称', '养老院名称', '养老机构', '入住机构', '所在机构', '入住养老机构', '福利院名称', '敬老院名称', 'institution', '기구이름', '양로원이름'],
  institutionCode: ['机构代码', '机构编码', '机构编号', '养老机构代码', '统一社会信用代码', '社会信用代码', 'institutioncode'],
  room: ['房间床位', '房间号', '床位号', '房床号', '房间', '床位', '房号', '床号', 'room', '방번호'],
  admittedOn: ['入住日期', '入院日期', '入住时间', '入院时间', '入住年月日', 'admittedon', 'admissiondate', '입주날자'],
  dischargedOn: ['离院日期', '退住日期', '离开日期', '出院日期', '退院日期', '离院时间', '退住时间', 'dischargedon', 'dischargedate', '퇴소날자'],
  deathDate: ['死亡日期', '死亡时间', '去世日期', '去世时间', '死亡年月日', '亡故日期', '火化日期', 'deathdate', 'dateofdeath', '사망날자', '사망일'],
  deathSource: ['信息来源', '数据来源', '来源', '死亡信息来源', '上报单位', '登记单位', 'deathsource', 'source', '출처'],
  movedOn: ['迁出日期', '迁出时间', '迁移日期', '迁出年月日', '搬迁日期', '外出日期', 'movedon', 'movedate', '이사날자'],
  destination: ['迁往地', '迁往地址', '迁入地', '迁入地址', '迁往地区', '迁往何处', '迁往', '去向', '去往地', '现居地', 'destination', '이사간곳'],
}; // prettier-ignore

/** Columns about somebody else. */
const otherPerson = /户主|联系人|监护|紧急|填报|经办|医生|家属|子女|配偶|接种人员|接种医生|登记人/u;

const kindWords: [SourceKind, RegExp, number][] = [
  ['disability', /残疾人?证|残疾(?:类别|类型|种类|等级|级别)/u, 4],
  [
    'nursing_home',
    /^(?:养老)?机构名称$|入住(?:日期|时间|机构)|入院(?:日期|时间)|房间|床位|(?:离|退)院(?:日期|时间)|退住/u,
    3,
  ],
  ['death', /(?:死亡|去世|亡故)(?:日期|时间|年月日|原因|地点)|死因|火化|사망날자/u, 4],
  ['move_out', /迁出|迁往|迁移(?:日期|时间|原因)|去向|이사간/u, 4],
  ['vaccination', /疫苗|接种|批号|剂次|백신|접종/u, 3],
  ['health', /健康|档案|随访|血压|责任医生|建档|慢病|体检|건강/u, 2],
  ['medical', /医保|医疗/u, 3],
  ['social', /社保|社会保障|社会保险|养老金|养老保险|待遇|退休|缴费/u, 2],
  ['medical', /参保/u, 2],
  ['social', /参保/u, 1],
  ['population', /户号|户主|户籍|户编号|常住|人口|与户主关系|村居|호구/u, 2],
  ['population', /民族/u, 1],
];

/** What the name of the file says; a little more than one header. */
const fileWords: [SourceKind, RegExp][] = [
  ['disability', /残疾|残联|disab/u],
  ['nursing_home', /养老院|养老机构|敬老院|福利院|入住|nursing|care-?home/u],
  ['death', /死亡|去世|火化|殡葬|销户|death|deceased/u],
  ['move_out', /迁出|外迁|迁移|move-?out|moved/u],
  ['vaccination', /疫苗|接种|vaccin/u],
  ['health', /健康|档案|公卫|health/u],
  ['medical', /医保|医疗|medical/u],
  ['social', /社保|社会保险|养老保险|人社|social/u],
  ['population', /人口|户籍|公安|常住|population|residents/u],
];

/** Fields that a column may only stand for in these kinds: "接种机构名称" is no nursing home. */
const onlyIn: Partial<Record<ImportField, readonly SourceKind[]>> = {
  disabilityNumber: ['disability', 'health'],
  disabilityCategory: ['disability'],
  disabilityGrade: ['disability'],
  institution: ['nursing_home'],
  institutionCode: ['nursing_home'],
  room: ['nursing_home'],
  admittedOn: ['nursing_home'],
  dischargedOn: ['nursing_home'],
  deathDate: ['death', 'population', 'social', 'medical', 'health', 'nursing_home'],
  deathSource: ['death'],
  movedOn: ['move_out', 'population'],
  destination: ['move_out'],
  nursingHome: ['population', 'social', 'medical', 'health', 'vaccination', 'disability', 'death', 'move_out'],
};

/** What the cells of a row say, where the headers leave it open. */
const cellWords: [SourceKind, RegExp][] = [
  ['social', /养老|社会保险|失业|工伤/u],
  ['medical', /医疗|医保/u],
];

const plain = (header: string): string =>
  header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\([^)]*\)|\[[^\]]*\]|【[^】]*】/gu, '')
    .replace(/[\s*_:：、,.。/\\-]/gu, '');

/** 100 for the very word, less for a header that contains it, 0 for none. */
const fit = (field: ImportField, header: string): number => {
  const words = headerWords[field];
  const exact = words.indexOf(header);
  if (exact !== -1) return 100 - exact;
  if (otherPerson.test(header) && (field === 'name' || field === 'idNumber' || field === 'phone')) return 0;
  // the last word of a Chinese header says what it is: 现住址行政区划代码 is a code, not an address
  const points = words.map((word, position) => {
    const isInside = word.length >= 2 && header.includes(word) && header.length <= word.length + 8;
    return isInside ? 50 - position + (header.endsWith(word) ? 40 : 0) : 0;
  });
  return Math.max(0, ...points);
};

const share = (samples: readonly (readonly string[])[], column: number, test: (cell: string) => boolean): number => {
  const cells = samples.map((row) => row[column]?.trim() ?? '').filter((cell) => cell !== '');
  return cells.length === 0 ? 0 : cells.filter(test).length / cells.length;
};

const contentTests: [ImportField, (cell: string) => boolean][] = [
  ['idNumber', (cell) => parseIdNumber(cell).ok],
  ['phone', (cell) => normalisePhone(cell) !== null],
  ['sex', (cell) => /^(?:男|女|남|여)性?$/u.test(cell)],
];

const guessKind = (
  headers: readonly string[],
  samples: readonly (readonly string[])[],
  fileName: string,
): SourceKind => {
  const scores = new Map<SourceKind, number>();
  const said = fileWords.find(([, words]) => words.test(fileName.normalize('NFKC').toLowerCase()));
  if (said !== undefined) scores.set(said[0], 4);
  for (const [kind, words] of cellWords) {
    const rows = samples.filter((row) => row.some((cell) => words.test(cell))).length;
    if (rows > samples.length / 2) scores.set(kind, (scores.get(kind) ?? 0) + 3);
  }
  for (const [kind, words, points] of kindWords) {
    const hits = headers.filter((header) => words.test(header)).length;
    scores.set(kind, (scores.get(kind) ?? 0) + hits * points);
  }
  const best = [...scores].reduce((left, right) => (right[1] > left[1] ? right : left));
  return best[1] === 0 ? 'population' : best[0];
};

/** Each field gets the column that fits best by name; fields left over are looked for in the cells. `samples` are rows. */
export const proposeMapping = (
  headers: readonly string[],
  samples: readonly (readonly string[])[],
  fileName = '',
): { kind: SourceKind; mapping: ColumnMapping; missing: ImportField[] } => {
  const names = headers.map(plain);
  const kind = guessKind(names, samples, fileName);
  const possible = importFields.filter((field) => onlyIn[field]?.includes(kind) ?? true);
  const fits = possible.flatMap((field) =>
    names.map((name, column) => ({ field, column, points: name === '' ? 0 : fit(field, name) })),
  );
  fits.sort((left, right) => right.points - left.points || left.column - right.column);
  const mapping: ColumnMapping = {};
  const taken = new Set<number>();
  for (const { field, column, points } of fits) {
    if (points === 0 || mapping[field] !== undefined || taken.has(column)) continue;
    mapping[field] = column;
    taken.add(column);
  }
  for (const [field, test] of contentTests) {
    if (mapping[field] !== undefined) continue;
    const column = names.findIndex((_, index) => !taken.has(index) && share(samples, index, test) >= 0.6);
    if (column === -1) continue;
    mapping[field] = column;
    taken.add(column);
  }
  return { kind, mapping, missing: missingFields(kind, mapping) };
};
