/** Opened files of one run: in a folder that only its user reads, gone at the end and when somebody stops the program. */
import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface WorkFolder {
  folder: string;
  remove(): Promise<void>;
}

const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export const openWorkFolder = async (): Promise<WorkFolder> => {
  const folder = await mkdtemp(join(process.env['QIAOMEN_WORK_DIR'] ?? tmpdir(), 'qiaomen-link-'));
  // a signal ends a process without any `finally`, and people's records lie here in the clear
  const stop = (signal: NodeJS.Signals): void => {
    rmSync(folder, { recursive: true, force: true });
    process.exit(signal === 'SIGTERM' || signal === 'SIGHUP' ? exitCodes[signal] : exitCodes.SIGINT);
  };
  for (const signal of signals) process.once(signal, stop);
  return {
    folder,
    remove: async () => {
      for (const signal of signals) process.off(signal, stop);
      await rm(folder, { recursive: true, force: true });
    },
  };
};
