import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf, parseDay } from './day.ts';
import { residentFiles, sourceFiles, type SourceFile } from './errors/error-model.ts';
import { fileNames, generatePrefecture, type PrefectureSummary } from './generate-prefecture.ts';
import type { Person } from './people/person.ts';
import { generatePopulation } from './people/population.ts';
import {
  birthHeaders, decodeCsv, idHeaders, nameHeaders, parseCsv, phoneHeaders, readSource, readTruth, unzip, type ReadSource,
} from './testing/read-files.ts'; // prettier-ignore

const settings = { people: 20_000, seed: 7, prefecture: '2224', today: '2026-11-22' } as const;
const root = mkdtempSync(join(tmpdir(), 'synth-'));
const folder = (name: string): string => join(root, name);
const bytesOf = (name: string, file: string): Buffer => readFileSync(join(folder(name), file));
const hashes = (name: string): string[] =>
  [...Object.values(fileNames), 'truth.csv'].map((file) =>
    createHash('sha256').update(bytesOf(name, file)).digest('hex'),
  );

let summary: PrefectureSummary;
let summaryB: PrefectureSummary;
const sources = new Map<SourceFile, ReadSource>();
const people = new Map<number, Person>();

beforeAll(async () => {
  summary = await generatePrefecture({ ...settings, outDir: folder('a') });
  summaryB = await generatePrefecture({ ...settings, outDir: folder('b'), errorModel: 'b' });
  for (const file of sourceFiles) sources.set(file, readSource(folder('a'), file));
  for (const family of generatePopulation({ ...settings, today: parseDay(settings.today) })) {
    for (const person of family) people.set(person.number, person);
  }
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

const sourceOf = (file: SourceFile): ReadSource => {
  const source = sources.get(file);
  if (source === undefined) throw new Error(`${file} was not read`);
  return source;
};

const dayRead = (text: string): number | null => {
  if (/^\d{4,5}$/.test(text)) return Number(text) - 25569;
  const [, year, month, day] = /^(\d{4})\D?(\d{1,2})\D?(\d{1,2})日?$/.exec(text) ?? [];
  return day === undefined ? null : dayOf(Number(year), Number(month), Number(day));
};

describe('a generated prefecture', () => {
  it('is the same to the last byte for the same seed, on a machine in another time zone too', async () => {
    const small = { ...settings, people: 1500 };
    await generatePrefecture({ ...small, outDir: folder('first') });
    const cli = fileURLToPath(new URL('cli.ts', import.meta.url));
    const options = ['--people', '1500', '--seed', '7', '--today', settings.today, '--out', folder('second')];
    execFileSync(process.execPath, [cli, ...options], { env: { ...process.env, TZ: 'America/New_York' } });
    expect(hashes('second')).toEqual(hashes('first'));
    await generatePrefecture({ ...small, seed: 8, outDir: folder('third') });
    const third = hashes('third');
    hashes('first').forEach((hash, index) => {
      expect(third[index]).not.toBe(hash);
    });
  });

  it('has as many rows in each file as it says, and a line of truth for every one of them', () => {
    const truth = readTruth(folder('a'));
    for (const file of sourceFiles) {
      expect(sourceOf(file).rows.length).toBe(summary.rows[file]);
      const numbers = truth.filter(({ source }) => source === file).map(({ row }) => row);
      expect(numbers.toSorted((left, right) => left - right)).toEqual(sourceOf(file).rows.map((_, index) => index + 1));
    }
  });

  it.each(sourceFiles)('says in truth.csv whose row it is: %s', (file) => {
    const { rows, column } = sourceOf(file);
    let recognised = 0;
    let sameId = 0;
    const lines = readTruth(folder('a')).filter(({ source }) => source === file);
    for (const { row, person: number } of lines) {
      const cells = rows[row - 1] ?? [];
      const person = people.get(number);
      if (person === undefined) throw new Error('truth names nobody');
      const id = column(cells, ...idHeaders).slice(0, 18) === person.idNumber;
      const birth = dayRead(column(cells, ...birthHeaders)) === person.birthDay;
      if (id) sameId += 1;
      if (id || birth || column(cells, ...nameHeaders) === person.name.text) recognised += 1;
    }
    expect(sameId / lines.length).toBeGreaterThan(file === 'health-records' || file === 'nursing-homes' ? 0.7 : 0.85);
    expect(recognised / lines.length).toBeGreaterThan(0.995);
  });

  it('writes each file in the encoding and form of its office', () => {
    const social = bytesOf('a', 'social-insurance.csv');
    expect(() => decodeCsv(social, 'utf-8')).toThrow();
    expect(parseCsv(decodeCsv(social, 'gb18030'))[0]?.[0]).toContain('延边朝鲜族自治州社会保险');
    expect(sourceOf('social-insurance').header).toContain('证件号码');
    const medical = bytesOf('a', 'medical-insurance.csv');
    expect([...medical.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(medical.toString('utf8').split('\r\n')[1]).toMatch(/^"[^"]*"(,"[^"]*")+$/);
    expect(bytesOf('a', 'population.csv')[0]).not.toBe(0xef);
    const parts = unzip(bytesOf('a', 'health-records.xlsx'));
    expect(parts.get('xl/worksheets/sheet1.xml')?.toString('utf8')).toContain('<mergeCell ref="A1:M1"/>');
    const { header, rows, column } = sourceOf('health-records');
    expect(header).toContain('身份证号');
    const serials = rows.filter((row) => /^\d{4,5}$/.test(column(row, '出生日期'))).length;
    expect(serials / rows.length).toBeGreaterThan(0.3);
    expect(rows.some((row) => /^99\d{13}000$/.test(column(row, '身份证号')))).toBe(true);
  });

  it('holds characters that need four bytes in GB 18030 and survive it', () => {
    const names = sourceOf('social-insurance').rows.map((row) => sourceOf('social-insurance').column(row, '姓名'));
    expect(names.some((name) => /[𠮷㛃䶮𬭊]/u.test(name))).toBe(true);
  });

  it('uses no identity number and no phone that somebody could have', () => {
    const provinces = new Set([11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46]);
    for (const province of [50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83]) provinces.add(province);
    const offenders: string[] = [];
    for (const model of ['a', 'b']) {
      for (const file of sourceFiles) {
        const { rows, column } = readSource(folder(model), file);
        for (const row of rows) {
          const id = column(row, ...idHeaders)
            .normalize('NFKC')
            .replaceAll(/\D/g, '');
          const filler = id.length < 2 || /^(\d)\1*$/.test(id.slice(0, 17));
          if (!filler && provinces.has(Number(id.slice(0, 2)))) offenders.push(id);
          const phone = column(row, ...phoneHeaders)
            .replaceAll(/\D/g, '')
            .replace(/^86/, '');
          if (phone.length > 1 && !phone.startsWith('169')) offenders.push(phone);
        }
      }
    }
    expect(offenders).toEqual([]);
  });
});

describe('the mess of the offices', () => {
  const share = (of: PrefectureSummary, file: SourceFile, ...messes: string[]): number =>
    messes.reduce((sum, mess) => sum + (of.mess[file][mess] ?? 0), 0) / of.rows[file];

  it.each([
    ['id_missing and id_placeholder', ['id_missing', 'id_placeholder'], 0.002, 0.14],
    ['id_mistyped and id_transposed', ['id_mistyped', 'id_transposed'], 0.0004, 0.03],
    ['id_15_digits', ['id_15_digits'], 0.0001, 0.035],
    ['id_other_person', ['id_other_person'], 0.0001, 0.012],
    ['name_homophone', ['name_homophone'], 0.0004, 0.035],
    ['phone_missing', ['phone_missing'], 0.1, 0.6],
    ['birth_lunar', ['birth_lunar'], 0.0008, 0.035],
    ['row_duplicate', ['row_duplicate'], 0.001, 0.03],
  ] as const)('%s lies in every file within what real files show', (_, messes, low, high) => {
    for (const file of residentFiles) {
      expect(share(summary, file, ...messes)).toBeGreaterThan(low);
      expect(share(summary, file, ...messes)).toBeLessThan(high);
    }
  });

  it('has every kind of mess somewhere', () => {
    const made = new Set(Object.values(summary.mess).flatMap((counts) => Object.keys(counts)));
    for (const mess of [
      'id_full_width', 'id_spaced', 'id_lower_x', 'id_apostrophe', 'id_as_number', 'id_scientific', 'name_look_alike',
      'name_traditional', 'name_variant', 'name_interpunct', 'name_respelled', 'name_suffix', 'name_space', 'name_missing',
      'birth_first_of_january', 'birth_swapped', 'birth_impossible', 'birth_missing', 'area_township_only',
      'area_old_code', 'area_missing', 'row_short', 'row_blank',
    ]) expect(made).toContain(mess); // prettier-ignore
  });

  it('is found in the files as it was counted: missing numbers of the health records', () => {
    const { rows, column } = sourceOf('health-records');
    const missing = rows.filter((row) => column(row, '身份证号') === '').length / rows.length;
    expect(Math.abs(missing - share(summary, 'health-records', 'id_missing'))).toBeLessThan(0.006);
  });

  it('is another one under error model b, about the same people', () => {
    expect(hashes('b')).not.toEqual(hashes('a'));
    expect(summaryB.elders).toBe(summary.elders);
    const kinds = (of: PrefectureSummary): Set<string> =>
      new Set(Object.values(of.mess).flatMap((counts) => Object.keys(counts)));
    const both = [...kinds(summaryB)].filter((mess) => kinds(summary).has(mess));
    expect(both.toSorted()).toEqual(['area_missing', 'id_missing', 'phone_missing', 'row_duplicate']);
    expect(kinds(summaryB).size).toBeGreaterThan(25);
  });
});
