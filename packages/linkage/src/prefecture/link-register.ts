import { fork } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourceKind } from '@qiaomen/domain/register/query';
import type { LinkSummary, Progress } from '../engine/run-link.ts';
import type { LinkFiles } from './link-here.ts';

/** One line of the records file. */
export interface LinkRecord {
  id: string;
  kind: SourceKind;
  name: string;
  sex: 'male' | 'female' | 'unknown';
  birthDate: string | null;
  idNumber: string | null;
  phone: string | null;
  areaCode: string | null;
  /** in an incremental run: the person of the register the row belongs to, and whether it is to be looked at */
  person?: string | null;
  fresh?: boolean;
}

type Message =
  | { type: 'progress'; step: string; done: number; total: number }
  | { type: 'done'; summary: LinkSummary }
  | { type: 'failed'; message: string };

/**
 * Links all records in a child process, so that the caller stays responsive and a fault cannot take it along. Writes
 * clusters, edges, review (NDJSON) and model.json into `outDir`; on abort or failure nothing of the work stays there.
 */
export const linkInChild = async (
  options: LinkFiles & { onProgress: Progress; signal: AbortSignal },
): Promise<LinkSummary> => {
  const { onProgress, signal, ...files } = options;
  const { outDir } = files;
  signal.throwIfAborted();
  const child = fork(fileURLToPath(new URL('./child.ts', import.meta.url)), {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const abort = (): void => void child.kill('SIGKILL');
  signal.addEventListener('abort', abort, { once: true });
  let outcome: Message | undefined;
  child.on('message', (message: Message) => {
    if (message.type === 'progress') onProgress(message.step, message.done, message.total);
    else outcome = message;
  });
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  child.send(files satisfies LinkFiles);
  await exited;
  signal.removeEventListener('abort', abort);
  if (outcome?.type === 'done' && !signal.aborted) return outcome.summary;
  const leftOvers = [
    'link.duckdb',
    'link.duckdb.wal',
    'spill',
    'clusters.ndjson',
    'edges.ndjson',
    'review.ndjson',
    'model.json',
  ];
  await Promise.all(leftOvers.map((name) => rm(join(outDir, name), { recursive: true, force: true })));
  signal.throwIfAborted();
  throw new Error(outcome?.type === 'failed' ? outcome.message : 'link: the child process ended early');
};
