/** Opened files of a job: a 0700 folder that is removed at the end, on failure, and at the next start after a crash. */
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

const prefix = 'import-';

export const withWorkFolder = async <T>(workDir: string, work: (folder: string) => Promise<T>): Promise<T> => {
  await mkdir(workDir, { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(join(workDir, prefix));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Before any job runs: whatever a killed process left behind. */
export const sweepWorkFolders = async (workDir: string): Promise<void> => {
  const names = await readdir(workDir).catch(() => []);
  await Promise.all(
    names
      .filter((name) => name.startsWith(prefix))
      .map((name) => rm(join(workDir, name), { recursive: true, force: true })),
  );
};
