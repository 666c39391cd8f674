/** Files as offices, their programs and attackers send them, made when a test asks for them; and what each gets. */
import { writeFile } from 'node:fs/promises';
import { deflateRawSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { checkCharacterOf } from '@qiaomen/domain/person/id-number';
import { hostileBooks, type HostileFile } from './hostile-books.ts';

const idOf = (year: number, sequence: number): string => {
  const first17 = `992401${String(year)}0815${String(sequence).padStart(3, '0')}`;
  return first17 + checkCharacterOf(first17);
};

const header = '姓名,性别,身份证号,出生日期,联系电话,行政区划代码';
const line = (
  index: number,
  changes: Partial<Record<'name' | 'id' | 'birth' | 'phone' | 'area', string>> = {},
): string =>
  [
    changes.name ?? `王秀${'英兰芳珍'.charAt(index % 4)}`,
    '女',
    changes.id ?? idOf(1936 + (index % 20), 102 + 2 * index),
    changes.birth ?? `${String(1936 + (index % 20))}-08-15`,
    changes.phone ?? `16912${String(345_610 + index)}`,
    changes.area ?? '222401001001',
  ].join(',');
const lines = (count: number): string[] => Array.from({ length: count }, (_, index) => line(index));
const csv = (...rows: string[]): string => `${[header, ...rows].join('\n')}\n`;

const text =
  (content: string, encoding = 'utf8') =>
  (path: string): Promise<void> =>
    writeFile(path, iconv.encode(content, encoding));
const bytes =
  (...parts: Buffer[]) =>
  (path: string): Promise<void> =>
    writeFile(path, Buffer.concat(parts));

/** A zip with one entry whose name yazl would not write. */
const zipWith = (name: string, content: Buffer): Buffer => {
  const packed = deflateRawSync(content);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(content.length, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(20, 6);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(content.length, 24);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + packed.length, 16);
  return Buffer.concat([local, Buffer.from(name), packed, central, Buffer.from(name), end]);
};

/** The head of a compound file, as old Excel and password-protected workbooks begin. */
const compound = (inside: string): Buffer => {
  const file = Buffer.alloc(4096);
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(file);
  file.write(inside, 1024, 'utf16le');
  return file;
};

const fullWidth = (digits: string): string =>
  digits.replace(/[0-9X]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
const manyColumns = Array.from({ length: 20_000 }, (_, index) => `列${String(index)}`).join(',');
const mistyped = (id: string): string => id.slice(0, 17) + (id.endsWith('1') ? '2' : '1');

const texts: HostileFile[] = [
  { what: 'GB18030 named by nobody', name: 'a.csv', write: text(csv(...lines(3)), 'gb18030'), gets: { rows: 3, faults: {} } },
  { what: 'bytes of no encoding', name: 'a.csv', write: bytes(Buffer.from('姓名,身份证号\n'), Buffer.alloc(400, 0xff)), gets: { fault: 'file_encoding_unknown' } },
  { what: 'a GB18030 line pasted into UTF-8', name: 'a.csv', write: bytes(Buffer.from(csv(...lines(100))), iconv.encode(line(0, { name: '朴哲' }), 'gb18030')), gets: { rows: 101, faults: { name_strange: 1, sex_unknown: 1 } } },
  { what: 'UTF-16 without its mark', name: 'a.csv', write: text(csv(...lines(3)), 'utf-16le'), gets: { rows: 3, faults: {} } },
  { what: 'two byte order marks', name: 'a.csv', write: text(`\uFEFF\uFEFF${csv(...lines(2))}`), gets: { rows: 2, faults: {}, headers: header.split(',') } },
  { what: 'NUL bytes in names', name: 'a.csv', write: text(csv(line(0, { name: '王\0英' }), line(1))), gets: { rows: 2, faults: { name_strange: 1 } } },
  { what: 'a quote that is never closed', name: 'a.csv', write: text(csv(line(0, { name: '"王秀英' }), ...lines(30).slice(1))), gets: { rows: 30, faults: { name_strange: 1 } } },
  { what: 'ragged rows', name: 'a.csv', write: text(csv(`${line(0)},多,余`, '王秀兰,女', line(2))), gets: { rows: 3, faults: { row_long: 1, row_short: 1, birth_missing: 1, area_missing: 1, nothing_to_match: 1 } } },
  { what: 'titles above the header', name: 'a.csv', write: text(`延吉市老年人名册,,,,,\n填报单位：,,,日期：,,\n${csv(...lines(2))}`), gets: { rows: 2, faults: {}, headers: header.split(',') } },
  { what: 'no header: the first person is no column name', name: 'a.csv', write: text(`${lines(3).join('\n')}\n`), gets: { rows: 3, faults: { name_missing: 3, area_missing: 3 }, headers: ['', '', '', '', '', ''] } },
  { what: 'an empty file', name: 'a.csv', write: text(''), gets: { fault: 'file_empty' } },
  { what: 'blank lines only', name: 'a.csv', write: text('\n\r\n ,,\n'), gets: { fault: 'file_empty' } },
  { what: 'a header and nothing below', name: 'a.csv', write: text(csv()), gets: { fault: 'file_empty' } },
  { what: 'digits lost in a spreadsheet', name: 'a.csv', write: text(csv(line(0, { id: '9.92401E+17' }), line(1, { id: '992401193708150000' }))), gets: { rows: 2, faults: { id_digits_lost: 2 } } },
  { what: 'old and mistyped numbers', name: 'a.csv', write: text(csv(line(0, { id: '992401360815102' }), line(1, { id: mistyped(idOf(1937, 104)) }), line(2, { id: '222401360815996' }))), gets: { rows: 3, faults: { id_15_digits: 1, id_checksum: 1, id_century: 1 } } },
  { what: 'impossible and future dates', name: 'a.csv', write: text(csv(line(0, { birth: '1936-02-30' }), line(1, { birth: '2086-01-01' }))), gets: { rows: 2, faults: { birth_impossible: 1, birth_future: 1 } } },
  { what: 'the same row many times', name: 'a.csv', write: text(csv(...Array.from({ length: 5000 }, () => line(0)))), gets: { rows: 5000, faults: {} } },
  { what: 'two columns of one name', name: 'a.csv', write: text(`姓名,${header}\n旧名,${line(0)}\n`), gets: { rows: 1, faults: {}, headers: ['姓名', ...header.split(',')] } },
  { what: 'columns nobody knows', name: 'a.csv', write: text('甲,乙,丙\n一,二,三\n'), gets: { rows: 1, faults: { birth_missing: 1, area_missing: 1, name_missing: 1, nothing_to_match: 1 } } },
  { what: 'phones in the column of names', name: 'a.csv', write: text(csv(line(0, { name: '16912345678' }), line(1, { name: '16912345679' }))), gets: { rows: 2, faults: { name_missing: 2 } } },
  { what: 'line ends of an old Macintosh', name: 'a.csv', write: text(csv(...lines(3)).replaceAll('\n', '\r')), gets: { rows: 3, faults: {} } },
  { what: 'semicolons', name: 'a.csv', write: text(csv(...lines(3)).replaceAll(',', ';')), gets: { rows: 3, faults: {} } },
  { what: 'tabs', name: 'a.txt', write: text(csv(...lines(3)).replaceAll(',', '\t')), gets: { rows: 3, faults: {} } },
  { what: 'full-width digits', name: 'a.csv', write: text(csv(line(0, { id: fullWidth(idOf(1936, 102)), phone: fullWidth('16912345678') }))), gets: { rows: 1, faults: {} } },
  { what: 'cells that are formulas to a spreadsheet', name: 'a.csv', write: text(csv(line(0, { name: `"=HYPERLINK(""http://x"",""y"")"` }), line(1, { name: '@SUM(1)' }))), gets: { rows: 2, faults: { name_strange: 2 } } },
  { what: 'a cell of two million letters', name: 'a.csv', write: text(csv(line(0), line(1, { name: '王'.repeat(2_000_000) }))), gets: { rows: 2, faults: { name_strange: 1 } } },
  { what: 'a very long header', name: 'a.csv', write: text(`姓名,身份证号,${'备注'.repeat(10_000)}\n王秀英,${idOf(1936, 102)},x\n`), gets: { rows: 1, faults: { area_missing: 1 } } },
  { what: 'twenty thousand columns', name: 'a.csv', write: text(`${manyColumns}\n${manyColumns}\n`), gets: { fault: 'file_damaged' } },
  { what: 'unknown areas', name: 'a.csv', write: text(csv(line(0, { area: '222401001999' }), line(1, { area: '110101001001' }), line(2, { area: '延吉市' }))), gets: { rows: 3, faults: { area_to_town: 1, area_outside: 1, area_unknown: 1 } } },
  { what: 'a web page called .xls', name: 'a.xls', write: text(`<html><head><meta charset="utf-8"></head><body><table><tr><td>姓名</td></tr></table></body></html>`), gets: { fault: 'file_old_excel' } },
  { what: 'a text called .xls', name: 'a.xls', write: text(csv(...lines(2)).replaceAll(',', '\t'), 'gb18030'), gets: { rows: 2, faults: {} } },
  { what: 'a text called .xlsx', name: 'a.xlsx', write: text(csv(...lines(2))), gets: { fault: 'file_not_what_it_says' } },
  { what: 'an old workbook called .xlsx', name: 'a.xlsx', write: bytes(compound('Workbook')), gets: { fault: 'file_old_excel' } },
  { what: 'a workbook with a password', name: 'a.xlsx', write: bytes(compound('EncryptedPackage')), gets: { fault: 'file_has_password' } },
  { what: 'a PDF called .csv', name: 'a.csv', write: text('%PDF-1.7\n'), gets: { fault: 'file_not_what_it_says' } },
  { what: 'a program', name: 'a.exe', write: text('MZ'), gets: { fault: 'file_type_unknown' } },
  { what: 'a zip whose names climb out of it', name: 'a.xlsx', write: bytes(zipWith('../../etc/cron.d/x', Buffer.from('x'))), gets: { fault: 'file_damaged' } },
  { what: 'a zip in a zip', name: 'a.xlsx', write: bytes(zipWith('inner.xlsx', zipWith('inner.xlsx', Buffer.alloc(1000)))), gets: { fault: 'file_not_what_it_says' } },
  { what: 'a zip bomb', name: 'a.xlsx', write: bytes(zipWith('xl/workbook.xml', Buffer.alloc(2 ** 26))), gets: { fault: 'file_too_large' } },
]; // prettier-ignore

export const hostileFiles: readonly HostileFile[] = [...texts, ...hostileBooks];
