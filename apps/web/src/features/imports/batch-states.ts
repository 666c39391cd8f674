import type { BatchState } from '@qiaomen/domain/import-batch/query';

const running: readonly BatchState[] = ['staging', 'staged', 'linking', 'approving', 'undoing', 'redoing'];

/** A job works on it: the page asks again and again. */
export const isRunning = (state: BatchState): boolean => running.includes(state);

/** Publishing is the one step that cannot be stopped half way by a person. */
export const canStop = (state: BatchState): boolean =>
  isRunning(state) && state !== 'approving' && state !== 'undoing' && state !== 'redoing';
