/** `npm run restore`: an install from a backup, and the drill that proves a backup can be restored. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { backupKeyFile, readBackupKey } from '../backup/backup-key.ts';
import { clear } from '../backup/restore-backup.ts';
import { restoreInstall } from '../backup/restore-install.ts';
import { takenAt } from '../backup/retention.ts';
import { readEnv } from '../env.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const usage = `usage: npm run restore -- --from FILE --to FOLDER [--key FILE]
       npm run restore -- --drill [--from FILE] [--key FILE]
  --from   the backup; for the drill the newest in backups/ of the data folder unless told
  --to     the new data folder, empty or not there yet
  --key    file with the key of the backups
  --drill  restores beside everything, checks, and takes it away again`;

const newest = (folder: string): string => {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => takenAt(name) !== undefined) : [];
  const [name] = names.sort().reverse();
  if (name === undefined) throw new Error(`There is no backup in ${folder}: name one with --from`);
  return join(folder, name);
};

/** Answers whether everything was as the backup said. */
const restore = async (): Promise<boolean> => {
  const { values } = parseArgs({
    options: {
      from: { type: 'string' },
      to: { type: 'string' },
      key: { type: 'string' },
      drill: { type: 'boolean', default: false },
    },
  });
  if (values.drill === (values.to !== undefined) || (!values.drill && values.from === undefined)) {
    say(usage);
    process.exitCode = 2;
    return true;
  }
  const { dataDir } = readEnv(process.env);
  const file = resolve(values.from ?? newest(join(dataDir, 'backups')));
  const key = readBackupKey(resolve(values.key ?? backupKeyFile(dataDir)));
  const into = resolve(values.to ?? mkdtempSync(join(tmpdir(), 'qiaomen-drill-')));
  const began = performance.now();
  const seconds = (): string => `${((performance.now() - began) / 1000).toFixed(1)} s`;
  try {
    const { manifest, report } = await restoreInstall(file, key, into, new Date());
    say(`${file}, begun ${manifest.begunAt}, PostgreSQL ${manifest.postgres}`);
    say(
      `restored and checked in ${seconds()}: ${report.indexes} indexes, ${report.auditLines} audit lines, ${report.opened} sealed numbers opened`,
    );
    for (const { what, expected, found } of report.mismatches)
      say(`DIFFERENT ${what}: expected ${expected}, found ${found}`);
    const whole = report.mismatches.length === 0;
    say(whole ? 'Everything is as the backup said.' : `${report.mismatches.length} differences.`);
    if (!values.drill) {
      say(`Start it with QIAOMEN_DATA_DIR=${into} npm start.`);
      say(
        `Everybody signs in anew; every tablet fetches its list anew and sends again what it has kept. What was changed after ${manifest.begunAt}`,
      );
      say('and came from no tablet is to be done again: accounts and tablets that were closed since then first.');
    }
    return whole;
  } finally {
    if (values.drill) {
      await clear(into);
      rmSync(into, { recursive: true, force: true });
    }
  }
};

try {
  if (!(await restore())) process.exitCode = 1;
} catch (error) {
  const unknownOption = (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS') === true;
  say(unknownOption ? usage : `Nothing was restored: ${(error as Error).message}`);
  process.exitCode = unknownOption ? 2 : 1;
}
