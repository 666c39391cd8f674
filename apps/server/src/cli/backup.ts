/** `npm run backup`: one sealed file with everything, taken while the product works. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startCluster } from '@qiaomen/prisma/cluster/start-cluster';
import { backupKeyFile, createBackupKey, readBackupKey } from '../backup/backup-key.ts';
import { expiredBackups } from '../backup/retention.ts';
import { takeBackup } from '../backup/take-backup.ts';
import { readEnv } from '../env.ts';
import { embeddedName } from '../install/prepare-database.ts';
import { withInterrupt } from './with-interrupt.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const megabytes = (bytes: number): string => `${(bytes / 1024 ** 2).toFixed(1)} MB`;

const usage = `usage: npm run backup -- [--to FOLDER] [--key FILE] [--prune]
  --to     folder of the backups; backups/ in the data folder unless told. It belongs on another machine.
  --key    file with the key; made at the first backup unless it is there
  --prune  afterwards remove backups but one of each of the last 7 days, 4 weeks and 12 months`;

const backUp = async (): Promise<void> => {
  const { values } = parseArgs({
    options: { to: { type: 'string' }, key: { type: 'string' }, prune: { type: 'boolean', default: false } },
  });
  const env = readEnv(process.env);
  if (env.databaseUrl !== null)
    throw new Error(
      'DATABASE_URL names a PostgreSQL of yours: back it up with its own tools, and keys/ and uploads/ of the data folder with it',
    );
  if (!existsSync(join(env.dataDir, 'cluster.json'))) throw new Error(`There is nothing to back up in ${env.dataDir}`);
  const to = resolve(values.to ?? join(env.dataDir, 'backups'));
  const keyFile = resolve(values.key ?? backupKeyFile(env.dataDir));
  if (!existsSync(keyFile)) {
    createBackupKey(keyFile);
    say(
      `A key was made: ${keyFile}. Keep a copy apart from this machine and from the backups. Without it nobody opens them.`,
    );
  }
  const key = readBackupKey(keyFile);
  const cluster = await startCluster({ dataDir: env.dataDir });
  try {
    const began = performance.now();
    let shown = 0;
    const { file, bytes, read } = await withInterrupt((signal) =>
      takeBackup({
        cluster,
        database: embeddedName,
        dataDir: env.dataDir,
        to,
        key,
        now: new Date(),
        signal,
        onProgress: (at) => {
          if (at - shown < 100 * 1024 ** 2) return;
          shown = at;
          say(`${megabytes(at)} read …`);
        },
      }),
    );
    say(
      `${file}: ${megabytes(read)} read, ${megabytes(bytes)} written, ${((performance.now() - began) / 1000).toFixed(1)} s`,
    );
    if (!values.prune) return;
    for (const name of expiredBackups(readdirSync(to), new Date())) {
      rmSync(join(to, name));
      say(`removed ${name}`);
    }
  } finally {
    await cluster.stop();
  }
};

try {
  await backUp();
} catch (error) {
  const unknownOption = (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS') === true;
  say(unknownOption ? usage : `The backup was not made: ${(error as Error).message}`);
  process.exitCode = unknownOption ? 2 : 1;
}
