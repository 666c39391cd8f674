/** A prefecture of invented people and the nine files its offices would send, with the truth beside them. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ShippedPrefecture } from '@qiaomen/domain/area/divisions/divisions';
import { ageOnDay, parseDay } from './day.ts';
import { createFate, departureOf, linesOf, newcomers, openDesk } from './delivery.ts';
import { residentFiles, sourceFiles, type ErrorModel, type SourceFile } from './errors/error-model.ts';
import { errorModelA } from './errors/model-a.ts';
import { errorModelB } from './errors/model-b.ts';
import { openCsv } from './files/csv-file.ts';
import { openSourceTable } from './files/source-table.ts';
import type { Person } from './people/person.ts';
import { generatePopulation } from './people/population.ts';
import { profiles } from './people/profile.ts';
import { randomStream } from './random.ts';
import { deathsOffice } from './sources/deaths.ts';
import { disabilityRegisterOffice } from './sources/disability-register.ts';
import { healthRecordsOffice } from './sources/health-records.ts';
import { medicalInsuranceOffice } from './sources/medical-insurance.ts';
import { moveOutsOffice } from './sources/move-outs.ts';
import { nursingHomesOffice } from './sources/nursing-homes.ts';
import type { Office } from './sources/office.ts';
import { populationOffice } from './sources/population.ts';
import { socialInsuranceOffice } from './sources/social-insurance.ts';
import { vaccinationsOffice } from './sources/vaccinations.ts';

export interface PrefectureSettings {
  people: number;
  seed: number | string;
  prefecture: ShippedPrefecture;
  /** YYYY-MM-DD: ages, the vaccination history and the opening of the campaign are counted from this day */
  today: string;
  outDir: string;
  /** the second model makes other errors at other rates */
  errorModel?: 'a' | 'b';
  /** the nth delivery after the first: the same prefecture some months later, people who did not change as they were */
  later?: number;
}

export interface PrefectureSummary {
  people: number;
  elders: number;
  over80: number;
  rows: Record<SourceFile, number>;
  /** how often each mess was made, by file */
  mess: Record<SourceFile, Record<string, number>>;
}

export const fileNames: Record<SourceFile, string> = {
  population: 'population.csv',
  'social-insurance': 'social-insurance.csv',
  'medical-insurance': 'medical-insurance.csv',
  'health-records': 'health-records.xlsx',
  vaccinations: 'vaccinations.csv',
  'disability-register': 'disability-register.csv',
  'nursing-homes': 'nursing-homes.xlsx',
  deaths: 'deaths.csv',
  'move-outs': 'move-outs.csv',
};

const offices: Record<SourceFile, Office> = {
  population: populationOffice,
  'social-insurance': socialInsuranceOffice,
  'medical-insurance': medicalInsuranceOffice,
  'health-records': healthRecordsOffice,
  vaccinations: vaccinationsOffice,
  'disability-register': disabilityRegisterOffice,
  'nursing-homes': nursingHomesOffice,
  deaths: deathsOffice,
  'move-outs': moveOutsOffice,
};

const errorModels: Record<'a' | 'b', ErrorModel> = { a: errorModelA, b: errorModelB };

const perFile = <Value>(make: (file: SourceFile) => Value): Record<SourceFile, Value> => ({
  population: make('population'),
  'social-insurance': make('social-insurance'),
  'medical-insurance': make('medical-insurance'),
  'health-records': make('health-records'),
  vaccinations: make('vaccinations'),
  'disability-register': make('disability-register'),
  'nursing-homes': make('nursing-homes'),
  deaths: make('deaths'),
  'move-outs': make('move-outs'),
});

const isOfResidents = (file: SourceFile): boolean => (residentFiles as readonly SourceFile[]).includes(file);

export const generatePrefecture = async (settings: PrefectureSettings): Promise<PrefectureSummary> => {
  const { people, prefecture, outDir, later = 0 } = settings;
  const seed = String(settings.seed);
  const today = parseDay(settings.today);
  mkdirSync(outDir, { recursive: true });
  const truth = openCsv(join(outDir, 'truth.csv'), { encoding: 'utf-8', newline: '\n', quoteAll: false });
  truth.row(['source', 'row', 'person']);
  const model = errorModels[settings.errorModel ?? 'a'];
  const mess = perFile((): Record<string, number> => ({}));
  const context = { today, prefectureName: profiles[prefecture].name };

  const desks = sourceFiles.map((file) => {
    const office = offices[file];
    const counts = mess[file];
    const tally = (name: string): void => {
      counts[name] = (counts[name] ?? 0) + 1;
    };
    const first = openDesk(office, context, model, seed, tally);
    const laterOnes = Array.from({ length: later }, (_, index) =>
      openDesk(office, context, model, `${seed}/later${String(index + 1)}`, tally),
    );
    const sink = office.open(join(outDir, fileNames[file]), first.context);
    const table = openSourceTable(file, sink, truth, randomStream(seed, `order/${file}`));
    return { file, inTurn: [first, ...laterOnes], first, table };
  });

  const fateOf = createFate(seed, prefecture, later, people);
  const all = people + newcomers(people, later);
  let elders = 0;
  let over80 = 0;
  let made = 0;
  let stranger: Person | undefined;
  for (const family of generatePopulation({ people: all, seed, prefecture, today })) {
    for (const person of family) {
      const neighbours = { family, lineAbove: stranger ?? person };
      const { person: now, writtenIn, gone } = fateOf(person);
      for (const { file, first, inTurn, table } of desks) {
        const isNews = gone && departureOf(person) === file;
        const known = first.office.knows(person, first.context);
        if (!known && !isNews) continue;
        // doses are kept as they were: they happened
        const isRewritten = writtenIn > 0 && file !== 'vaccinations';
        let lines = known ? linesOf(first, person, neighbours) : [];
        for (const desk of isRewritten ? inTurn.slice(1, writtenIn + 1) : []) lines = linesOf(desk, now, neighbours);
        if (gone && isOfResidents(file)) continue;
        for (const { cells, slip, again } of lines) table.add(cells, person.number, slip, again);
      }
      const age = ageOnDay(person.birthDay, today);
      if (age >= 60) elders += 1;
      if (age >= 80) over80 += 1;
      made += 1;
    }
    stranger = family[0];
    for (const { table } of desks) await table.drained();
  }
  for (const { table } of desks) await table.close();
  await truth.close();
  const rows = perFile((file) => desks.find((desk) => desk.file === file)?.table.rows() ?? 0);
  return { people: made, elders, over80, rows, mess };
};
