import { parseArgs } from 'node:util';
import { isShippedPrefecture, shippedPrefectures } from '@qiaomen/domain/area/divisions/divisions';
import { parseDay } from './day.ts';
import { generatePrefecture } from './generate-prefecture.ts';

const usage = `Writes population.csv, social-insurance.csv, medical-insurance.csv, health-records.xlsx, vaccinations.csv,
disability-register.csv, nursing-homes.xlsx, deaths.csv, move-outs.csv and truth.csv.

  --people N            how many people (default 2000)
  --seed S              the same seed gives the same bytes (default 1)
  --out DIR             where to (required)
  --prefecture CODE     ${shippedPrefectures.join(' or ')} (default 2224)
  --today YYYY-MM-DD    the day the files are from (default 2022-12-21)
  --error-model a|b     which slips the offices make (default a)
  --later N             the Nth delivery after the first: 0.5 % new people, 1 % gone, 3 % moved, 2 % with a corrected
                        field each time; everybody else's rows as they were (default 0)
`;

const stop = (message: string): never => {
  process.stderr.write(`${message}\n\n${usage}`);
  process.exit(2);
};

const readArguments = () => {
  try {
    return parseArgs({
      options: {
        people: { type: 'string', default: '2000' },
        seed: { type: 'string', default: '1' },
        out: { type: 'string' },
        prefecture: { type: 'string', default: '2224' },
        today: { type: 'string', default: '2022-12-21' },
        'error-model': { type: 'string', default: 'a' },
        later: { type: 'string', default: '0' },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    return stop(error instanceof Error ? error.message : 'unknown option');
  }
};

const options = readArguments();
if (options.help) {
  process.stdout.write(usage);
  process.exit(0);
}
const people = Number(options.people);
// more would overflow the one sheet of the health records
if (!Number.isInteger(people) || people < 1 || people > 2_500_000) stop('--people wants a number from 1 to 2500000');
const outDir = options.out ?? stop('--out is required');
const prefecture = isShippedPrefecture(options.prefecture) ? options.prefecture : stop('--prefecture is not shipped');
const errorModel = options['error-model'];
if (errorModel !== 'a' && errorModel !== 'b') stop('--error-model is a or b');
const later = Number(options.later);
if (!Number.isInteger(later) || later < 0 || later > 50) stop('--later wants a number from 0 to 50');
try {
  parseDay(options.today);
} catch {
  stop('--today wants an existing day as YYYY-MM-DD');
}

const startedAt = performance.now();
const summary = await generatePrefecture({
  people,
  seed: options.seed,
  prefecture,
  today: options.today,
  outDir,
  errorModel: errorModel === 'b' ? 'b' : 'a',
  later,
});
const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
const rows = Object.entries(summary.rows).map(([file, count]) => `  ${file} ${String(count)} rows`);
process.stdout.write(
  `${String(summary.people)} people, ${String(summary.elders)} of 60 and more, ${String(summary.over80)} of 80 and more, in ${seconds} s\n${rows.join('\n')}\n`,
);
