/** The practice files of a demo: a second, later delivery of the five offices that nobody has imported yet. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

export interface DemoFile {
  name: string;
  bytes: number;
}

export const demoFilesDir = (dataDir: string): string => join(dataDir, 'demo-files');

/** No path, no truth: the names the offices give their files. */
export const isDemoFileName = (name: string): boolean =>
  /^[a-z-]{1,40}\.(?:csv|xlsx)$/.test(name) && name !== 'truth.csv';

export const listDemoFiles = async (dataDir: string): Promise<DemoFile[]> => {
  const folder = demoFilesDir(dataDir);
  const names = (await readdir(folder).catch(() => [])).filter(isDemoFileName).toSorted();
  return Promise.all(names.map(async (name) => ({ name, bytes: (await stat(join(folder, name))).size })));
};
