import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { residentFiles, sourceFiles } from './errors/error-model.ts';
import { fileNames, generatePrefecture, type PrefectureSummary } from './generate-prefecture.ts';
import { readSource, readTruth } from './testing/read-files.ts';

const settings = { people: 20_000, seed: 3, prefecture: '2224', today: '2022-12-21' } as const;
const root = mkdtempSync(join(tmpdir(), 'synth-later-'));
const folder = (later: number): string => join(root, String(later));
const summaries: PrefectureSummary[] = [];

beforeAll(async () => {
  for (const later of [0, 1, 2])
    summaries.push(await generatePrefecture({ ...settings, outDir: folder(later), later }));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Rows of a file by person, as text. */
const rowsByPerson = (later: number, file: (typeof sourceFiles)[number]): Map<number, string[]> => {
  const { rows } = readSource(folder(later), file);
  const byPerson = new Map<number, string[]>();
  for (const { source, row, person } of readTruth(folder(later))) {
    if (source !== file) continue;
    byPerson.set(person, [...(byPerson.get(person) ?? []), (rows[row - 1] ?? []).join('|')].toSorted());
  }
  return byPerson;
};

describe('the lists of what happened to people', () => {
  it('deaths are about 2 % of all people, move-outs 1.5 %, disabled 6 %, in nursing homes 1 to 3 %', () => {
    const rows = summaries[0]?.rows;
    const shareOf = (count: number | undefined): number => (count ?? 0) / settings.people;
    expect(shareOf(rows?.deaths)).toBeGreaterThan(0.015);
    expect(shareOf(rows?.deaths)).toBeLessThan(0.025);
    expect(shareOf(rows?.['move-outs'])).toBeGreaterThan(0.012);
    expect(shareOf(rows?.['move-outs'])).toBeLessThan(0.019);
    expect(shareOf(rows?.['disability-register'])).toBeGreaterThan(0.045);
    expect(shareOf(rows?.['disability-register'])).toBeLessThan(0.065);
    expect(shareOf(rows?.['nursing-homes'])).toBeGreaterThan(0.008);
    expect(shareOf(rows?.['nursing-homes'])).toBeLessThan(0.03);
  });

  it('a county has several nursing homes, and each has one code', () => {
    const { rows, column } = readSource(folder(0), 'nursing-homes');
    const codes = new Map<string, Set<string>>();
    for (const row of rows) {
      const code = column(row, '机构代码');
      if (code === '') continue;
      const key = `${column(row, '机构名称')}|${code.slice(0, 8)}`;
      codes.set(key, (codes.get(key) ?? new Set()).add(code));
    }
    expect(codes.size).toBeGreaterThan(8);
    for (const known of codes.values()) expect(known.size).toBe(1);
  });
});

describe('the next delivery of the same prefecture', () => {
  it.each(residentFiles)('leaves most rows of %s as they were, and changes, adds and drops a few', (file) => {
    const before = rowsByPerson(0, file);
    const after = rowsByPerson(1, file);
    const people = [...before.keys()];
    const gone = people.filter((person) => !after.has(person)).length / people.length;
    const changed =
      people.filter((person) => after.has(person) && after.get(person)?.join() !== before.get(person)?.join()).length /
      people.length;
    const fresh = [...after.keys()].filter((person) => !before.has(person)).length / people.length;
    expect(gone).toBeGreaterThan(0.004);
    expect(gone).toBeLessThan(0.018);
    expect(fresh).toBeGreaterThan(0.0015);
    expect(fresh).toBeLessThan(0.012);
    expect(changed).toBeLessThan(0.07);
    if (file !== 'vaccinations') expect(changed).toBeGreaterThan(0.02);
  });

  it('says of the gone that they died or left', () => {
    const before = rowsByPerson(0, 'population');
    const after = rowsByPerson(1, 'population');
    const gone = [...before.keys()].filter((person) => !after.has(person));
    const told = new Set([...rowsByPerson(1, 'deaths').keys(), ...rowsByPerson(1, 'move-outs').keys()]);
    expect(gone.length).toBeGreaterThan(100);
    expect(gone.filter((person) => !told.has(person))).toEqual([]);
  });

  it('builds on the one before: who was gone stays gone, and the same command gives the same bytes', async () => {
    const first = rowsByPerson(0, 'population');
    const second = rowsByPerson(1, 'population');
    const third = rowsByPerson(2, 'population');
    const gone = [...first.keys()].filter((person) => !second.has(person));
    expect(gone.filter((person) => third.has(person))).toEqual([]);
    await generatePrefecture({ ...settings, outDir: folder(9), later: 2 });
    for (const file of sourceFiles) {
      const bytes = (later: number): Buffer => readFileSync(join(folder(later), fileNames[file]));
      expect(bytes(9).equals(bytes(2))).toBe(true);
    }
  });
});
