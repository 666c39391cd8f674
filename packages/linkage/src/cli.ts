/** `npm run link`: finds the rows of files that are one person. Exit code 2: the files, the spec or the flags are wrong. */
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { shanghaiDay } from '@qiaomen/domain/register/day';
import { readFileArgument } from './general/file-kinds.ts';
import { linkFiles } from './general/link-files.ts';
import { linkPrefecture } from './general/link-prefecture.ts';
import { LinkRefusal } from './general/link-refusal.ts';

const usage = `Finds the rows of CSV and XLSX files that are one person.

  npm run link -- --spec SPEC.json --out links.csv FILE…
  npm run link -- --preset prefecture --out DIR [population=]FILE…

  --out          links.csv (with clusters.csv beside it), or the folder for both
  --threshold P  probability from which rows are one cluster (default 0.99)
  --model FILE   weigh with a stored model instead of learning one
  --save-model FILE
docs/linking.md explains the spec and the results.
`;

const readArguments = () => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        spec: { type: 'string' },
        preset: { type: 'string' },
        out: { type: 'string' },
        threshold: { type: 'string', default: '0.99' },
        model: { type: 'string' },
        'save-model': { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new LinkRefusal(error instanceof Error ? error.message : 'unknown option');
  }
};

/** Paths are the caller's: npm starts scripts in the root of the package. */
const fromCaller = (path: string): string => resolve(process.env['INIT_CWD'] ?? process.cwd(), path);

const optional = (path: string | undefined): string | null => (path === undefined ? null : fromCaller(path));

const main = async (): Promise<void> => {
  const { values, positionals } = readArguments();
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  const threshold = Number(values.threshold);
  if (!(threshold > 0 && threshold < 1)) throw new LinkRefusal('--threshold wants a number between 0 and 1');
  if (values.out === undefined) throw new LinkRefusal('--out is missing; --help shows the flags');
  if (positionals.length === 0) throw new LinkRefusal('no file is named; --help shows the flags');
  if ((values.spec === undefined) === (values.preset === undefined))
    throw new LinkRefusal('one of --spec and --preset is wanted; --help shows the flags');
  if (values.preset !== undefined && values.preset !== 'prefecture')
    throw new LinkRefusal(`--preset "${values.preset}": there is only prefecture`);
  if (values.spec !== undefined && basename(values.out) === 'clusters.csv')
    throw new LinkRefusal('--out: clusters.csv is written beside it; give the links another name');
  const out = fromCaller(values.out);
  const models = { model: optional(values.model), saveModel: optional(values['save-model']) };
  const { files, seconds, rows, links, clusters, candidatePairs, blocks } = await (values.spec === undefined
    ? linkPrefecture({
        ...models,
        files: positionals.map(readFileArgument).map(({ path, kind }) => ({ path: fromCaller(path), kind })),
        outDir: out,
        threshold,
        today: shanghaiDay(new Date()),
      })
    : linkFiles({ ...models, spec: fromCaller(values.spec), files: positionals.map(fromCaller), out, threshold }));
  const folder = values.spec === undefined ? out : dirname(out);
  for (const { rule, leftOut } of blocks)
    if (leftOut > 0)
      process.stdout.write(`  ${rule}: ${leftOut} rows in blocks that are too large were left to the other rules\n`);
  process.stdout.write(`${files.join(', ')}\n`);
  const { read, link, write } = seconds;
  process.stdout.write(
    `${rows} rows, ${candidatePairs} candidate pairs, ${links} links at ${threshold}, ${clusters} clusters\n` +
      `  read ${read.toFixed(1)} s, linked ${link.toFixed(1)} s, written ${write.toFixed(1)} s\n` +
      `  ${values.spec === undefined ? join(out, 'links.csv') : out}\n  ${join(folder, 'clusters.csv')}\n`,
  );
};

try {
  await main();
} catch (error) {
  if (!(error instanceof LinkRefusal)) throw error;
  process.stderr.write(`link: ${error.message}\n`);
  process.exitCode = 2;
}
