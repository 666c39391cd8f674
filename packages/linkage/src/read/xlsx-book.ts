/** The parts of a workbook around its sheets: which sheets there are, shared strings, and which styles mean a date. */
import type { Limits } from './limits.ts';
import { TableFault } from './table-fault.ts';
import { readXml } from './xml-scanner.ts';
import type { ZipPackage } from './zip-package.ts';

export interface Sheet {
  name: string;
  part: string;
}

export interface Workbook {
  sheets: Sheet[];
  strings: string[];
  dateStyles: Set<number>;
  date1904: boolean;
}

/** Built-in number formats that show a date (ECMA-376 part 1, 18.8.30; 27–36 and 50–58 are the East Asian dates). */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);

const isDateFormat = (code: string): boolean => {
  const bare = code.replaceAll(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '').toLowerCase();
  return /[yd]/.test(bare) && !/[0#?]/.test(bare);
};

const readStyles = async (zip: ZipPackage): Promise<Set<number>> => {
  const dateStyles = new Set<number>();
  if (!zip.has('xl/styles.xml')) return dateStyles;
  const dateFormats = new Set<number>();
  let inCellFormats = false;
  let index = 0;
  await readXml(zip.text('xl/styles.xml'), {
    open(name, attributes) {
      if (name === 'numFmt' && isDateFormat(attributes.get('formatCode') ?? '')) {
        dateFormats.add(Number(attributes.get('numFmtId')));
      } else if (name === 'cellXfs') inCellFormats = true;
      else if (name === 'xf' && inCellFormats) {
        const format = Number(attributes.get('numFmtId') ?? 0);
        if (isBuiltInDate(format) || dateFormats.has(format)) dateStyles.add(index);
        index += 1;
      }
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return dateStyles;
};

/** The text of an `si` or `is` element: its runs joined, without the phonetic guide (`rPh`). */
export class RichText {
  private parts = '';
  private inText = false;
  private phonetic = 0;

  open(name: string): void {
    if (name === 'rPh') this.phonetic += 1;
    else if (name === 't') this.inText = this.phonetic === 0;
  }

  close(name: string): void {
    if (name === 'rPh') this.phonetic -= 1;
    else if (name === 't') this.inText = false;
  }

  text(text: string): void {
    if (this.inText) this.parts += text;
  }

  take(): string {
    const text = this.parts;
    this.parts = '';
    return text;
  }
}

const readStrings = async (zip: ZipPackage, limits: Limits): Promise<string[]> => {
  const strings: string[] = [];
  if (!zip.has('xl/sharedStrings.xml')) return strings;
  const rich = new RichText();
  let length = 0;
  await readXml(zip.text('xl/sharedStrings.xml'), {
    open: (name) => rich.open(name),
    text: (text) => rich.text(text),
    close(name) {
      rich.close(name);
      if (name !== 'si') return;
      const text = rich.take();
      length += text.length * 2;
      if (length > limits.sharedStringBytes) {
        throw new TableFault({ code: 'file_too_large', maxMegabytes: Math.floor(limits.sharedStringBytes / 2 ** 20) });
      }
      strings.push(text);
    },
  });
  return strings;
};

const readTargets = async (zip: ZipPackage): Promise<Map<string, string>> => {
  const targets = new Map<string, string>();
  await readXml(zip.text('xl/_rels/workbook.xml.rels'), {
    open(name, attributes) {
      if (name !== 'Relationship' || attributes.get('TargetMode') === 'External') return;
      const target = attributes.get('Target') ?? '';
      targets.set(attributes.get('Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`);
    },
  });
  return targets;
};

export const readWorkbook = async (zip: ZipPackage, limits: Limits): Promise<Workbook> => {
  if (!zip.has('xl/workbook.xml') || !zip.has('xl/_rels/workbook.xml.rels')) {
    throw new TableFault({ code: 'file_not_what_it_says', expected: 'xlsx' });
  }
  const targets = await readTargets(zip);
  const sheets: Sheet[] = [];
  let date1904 = false;
  await readXml(zip.text('xl/workbook.xml'), {
    open(name, attributes) {
      if (name === 'workbookPr') date1904 = ['1', 'true'].includes(attributes.get('date1904') ?? '');
      if (name !== 'sheet' || (attributes.get('state') ?? 'visible') !== 'visible') return;
      const part = targets.get(attributes.get('r:id') ?? '');
      if (part !== undefined && zip.has(part)) sheets.push({ name: attributes.get('name') ?? '', part });
    },
  });
  return { sheets, strings: await readStrings(zip, limits), dateStyles: await readStyles(zip), date1904 };
};
