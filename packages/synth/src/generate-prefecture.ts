/** A prefecture of invented people and the five files its offices would send, with the truth beside them. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ShippedPrefecture } from '@qiaomen/domain/area/divisions/divisions';
import { ageOnDay, parseDay } from './day.ts';
import { sourceFiles, type ErrorModel, type SourceFile } from './errors/error-model.ts';
import { errorModelA } from './errors/model-a.ts';
import { errorModelB } from './errors/model-b.ts';
import { openCsv } from './files/csv-file.ts';
import { openSourceTable } from './files/source-table.ts';
import type { Person } from './people/person.ts';
import { generatePopulation } from './people/population.ts';
import { profiles } from './people/profile.ts';
import { randomStream } from './random.ts';
import { healthRecordsOffice } from './sources/health-records.ts';
import { medicalInsuranceOffice } from './sources/medical-insurance.ts';
import { entryFor, type Office, type OfficeContext } from './sources/office.ts';
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
};

const offices: Record<SourceFile, Office> = {
  population: populationOffice,
  'social-insurance': socialInsuranceOffice,
  'medical-insurance': medicalInsuranceOffice,
  'health-records': healthRecordsOffice,
  vaccinations: vaccinationsOffice,
};

const errorModels: Record<'a' | 'b', ErrorModel> = { a: errorModelA, b: errorModelB };

const perFile = <Value>(make: (file: SourceFile) => Value): Record<SourceFile, Value> => ({
  population: make('population'),
  'social-insurance': make('social-insurance'),
  'medical-insurance': make('medical-insurance'),
  'health-records': make('health-records'),
  vaccinations: make('vaccinations'),
});

export const generatePrefecture = async (settings: PrefectureSettings): Promise<PrefectureSummary> => {
  const { people, seed, prefecture, outDir } = settings;
  const today = parseDay(settings.today);
  mkdirSync(outDir, { recursive: true });
  const truth = openCsv(join(outDir, 'truth.csv'), { encoding: 'utf-8', newline: '\n', quoteAll: false });
  truth.row(['source', 'row', 'person']);
  const model = errorModels[settings.errorModel ?? 'a'];
  const mess = perFile((): Record<string, number> => ({}));

  const desks = sourceFiles.map((file) => {
    const office = offices[file];
    const context: OfficeContext = {
      today,
      prefectureName: profiles[prefecture].name,
      random: randomStream(seed, `office/${file}`),
    };
    const counts = mess[file];
    const clerk = model(file, randomStream(seed, `errors/${file}`), (name) => {
      counts[name] = (counts[name] ?? 0) + 1;
    });
    const sink = office.open(join(outDir, fileNames[file]), context);
    return { office, context, clerk, table: openSourceTable(file, sink, truth, randomStream(seed, `order/${file}`)) };
  });

  let elders = 0;
  let over80 = 0;
  let made = 0;
  let stranger: Person | undefined;
  for (const family of generatePopulation({ people, seed, prefecture, today })) {
    for (const person of family) {
      const lineAbove = stranger ?? person;
      for (const { office, context, clerk, table } of desks) {
        if (!office.knows(person, context)) continue;
        const write = () => clerk.write(entryFor(person, family, lineAbove, office, context.random));
        const lines = office.rows(person, write, context);
        for (const cells of lines) {
          const slip = clerk.rowSlip();
          // half of the duplicates are typed again from the same paper, with slips of their own
          const retyped = slip === 'duplicate' && lines.length === 1 && context.random.chance(0.5);
          const again = retyped ? (office.rows(person, write, context)[0] ?? cells) : cells;
          table.add(cells, person.number, slip, again);
        }
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
  const rows = perFile((file) => desks.find(({ office }) => office.file === file)?.table.rows() ?? 0);
  return { people: made, elders, over80, rows, mess };
};
