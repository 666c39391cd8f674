/** `npm run import -- --kind population FILE`: the import of the screen, for very large files. */
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { AreaCode } from '@qiaomen/domain/area/area-code';
import type { BatchCounts } from '@qiaomen/domain/import-batch/query';
import { SourceKind } from '@qiaomen/domain/register/query';
import { missingFields } from '@qiaomen/domain/import-batch/required-fields';
import type { Database } from '@qiaomen/prisma/scoped';
import { domainErrorOf } from '../errors.ts';
import { registerUpload } from '../features/import/register-upload.ts';
import { findPrefecture } from '../install/prefecture.ts';
import { findBatch } from '../jobs/import/batch.ts';
import { beginPublishing, beginStaging, SecondWordNeeded } from '../jobs/import/begin.ts';
import { runImport, runPublish } from '../jobs/import/run-import.ts';
import type { JobDeps } from '../jobs/job.ts';
import { createLog } from '../log.ts';
import { withData } from './with-data.ts';

const usage = `Imports one file of an office into the register.

  npm run import -- [--kind KIND] [--approve] [--login LOGIN] FILE

  --kind KIND     population, social, medical, health or vaccination; without it the columns tell
  --approve       publish at once; without it the preview waits for an admin on the import page
  --login LOGIN   the admin who answers for it (default: the first one)
  --prefecture P  four digits, where the install serves more than one
`;

class BadUse extends Error {}

const say = (text: string): void => void process.stdout.write(`${text}\n`);

const readArguments = () => {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        kind: { type: 'string' },
        approve: { type: 'boolean', default: false },
        login: { type: 'string' },
        prefecture: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    const [file, ...more] = positionals;
    if (values.help || file === undefined || more.length > 0) throw new BadUse();
    const kind = values.kind === undefined ? undefined : SourceKind.parse(values.kind);
    return { ...values, kind, file };
  } catch {
    throw new BadUse(usage);
  }
};

/** An admin of this prefecture or of what it belongs to. */
const findAdmin = (db: Database, prefecture: AreaCode, login: string | undefined, at: Date): Promise<string> =>
  db.reference(async (tx) => {
    const onDuty = {
      areaCode: { in: [prefecture, prefecture.slice(0, 2)] },
      from: { lte: at },
      OR: [{ to: null }, { to: { gt: at } }],
    };
    const admin = await tx.user.findFirst({
      where: { role: 'admin', status: 'active', duties: { some: onDuty }, ...(login === undefined ? {} : { login }) },
      select: { id: true },
      orderBy: { createdAt: 'asc' },
    });
    if (admin === null) throw new BadUse('There is no such admin. Name one with --login.\n');
    return admin.id;
  });

const prefectureOfInstall = async (db: Database, given: string | undefined): Promise<AreaCode> => {
  const code = given ?? (await db.reference(findPrefecture))?.areaCode;
  if (code === undefined || !/^\d{4}$/.test(code)) throw new BadUse('Name the prefecture with --prefecture.\n');
  return AreaCode.parse(code);
};

const describe = (counts: BatchCounts): string =>
  (
    [
      ['rows', counts.rows],
      ['valid', counts.valid],
      ['invalid', counts.invalid],
      ['with warnings', counts.warnings],
      ['unchanged', counts.unchanged],
      ['new people', counts.newPersons],
      ['matched', counts.matched],
      ['pairs to review', counts.review],
      ['doses', counts.doses],
    ] as const
  )
    .map(([name, count]) => `  ${name.padEnd(16)}${String(count).padStart(10)}`)
    .join('\n');

const approved = (by: Parameters<typeof beginPublishing>[0], batchId: string): Promise<boolean> =>
  beginPublishing(by, [batchId]).catch((error: unknown) => {
    if (!(error instanceof SecondWordNeeded)) throw error;
    throw new BadUse(
      'A rule stopped this import: another admin must confirm it on the import page. Nothing was changed.\n',
    );
  });

type Options = ReturnType<typeof readArguments>;

const importFile = async (deps: JobDeps, options: Options, signal: AbortSignal): Promise<void> => {
  const { db } = deps;
  const prefecture = await prefectureOfInstall(db, options.prefecture);
  const actorId = await findAdmin(db, prefecture, options.login, deps.now());
  const by = { db, now: deps.now, prefecture, actorId };
  const batchId = await registerUpload(deps, {
    prefecture,
    userId: actorId,
    fileName: basename(options.file),
    content: createReadStream(options.file),
  });
  const read = async () => {
    const batch = await db.read({ area: prefecture }, (tx) => findBatch(tx, batchId));
    if (batch === undefined) throw new Error('the batch is gone');
    return batch;
  };
  const { kind: found, mapping } = await read();
  const kind = options.kind ?? found;
  const missing = missingFields(kind, mapping);
  if (missing.length > 0)
    throw new BadUse(`No column was found for: ${missing.join(', ')}. Map the columns on the import page.\n`);
  if (!(await beginStaging(by, [{ batchId, kind, mapping }])))
    throw new BadUse('Another import is running. This file waits on the import page.\n');
  await runImport(deps, { prefecture, batchIds: [batchId] }, signal);
  const preview = await read();
  say(`${kind}: ${basename(options.file)}\n${describe(preview.counts)}`);
  if (preview.state !== 'preview') throw new BadUse(`The import stopped: ${preview.state}\n`);
  if (!options.approve) {
    say('Waits for approval on the import page.');
    return;
  }
  if (!(await approved(by, batchId))) throw new BadUse('Another import is running.\n');
  await runPublish(deps, { prefecture, batchIds: [batchId], actorId }, signal);
  const { state } = await read();
  if (state !== 'approved') throw new BadUse('Publishing failed; nothing was changed.\n');
  say('Approved.');
};

try {
  const options = readArguments();
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  await withData(({ env, db, keys }) =>
    importFile(
      { db, keys, dataDir: env.dataDir, workDir: env.workDir, now: () => new Date(), log: createLog() },
      options,
      stop.signal,
    ),
  );
} catch (error) {
  const refusal = domainErrorOf(error);
  if (error instanceof BadUse) process.stderr.write(error.message);
  else process.stderr.write(`${refusal === null ? String(error) : `The file was refused: ${refusal.code}`}\n`);
  process.exitCode = 1;
}
