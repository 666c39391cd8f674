/** Runs one linkage as a child process: files come as the first message, progress and the summary go back. */
import { type LinkFiles, linkHere } from './link-here.ts';

const finish = (message: unknown, code: number): void => {
  if (process.send === undefined) return;
  process.send(message, undefined, {}, () => process.exit(code));
};

process.once('message', (files: LinkFiles) => {
  linkHere(files, (step, done, total) => void process.send?.({ type: 'progress', step, done, total })).then(
    (summary) => finish({ type: 'done', summary }, 0),
    // only the message: it names tables and counts, never values
    (error: unknown) => finish({ type: 'failed', message: error instanceof Error ? error.message : 'unknown' }, 1),
  );
});
process.once('disconnect', () => process.exit(1));
