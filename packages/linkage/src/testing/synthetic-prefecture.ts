import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The five files of invented people, written by the package that makes them, run as a program. */
export const writePrefecture = async (
  outDir: string,
  people: number,
  seed: number,
  errorModel: 'a' | 'b',
): Promise<void> => {
  const program = fileURLToPath(new URL('../../../synth/src/cli.ts', import.meta.url));
  const options = { people, seed, out: outDir, 'error-model': errorModel };
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  await promisify(execFile)(process.execPath, [program, ...flags]);
};
