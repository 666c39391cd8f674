/** The log. Only listed fields get in, so that no name, number or note can. */
import pino, { type Logger } from 'pino';

export type Log = Pick<Logger, 'info' | 'warn' | 'error'>;

const allowed = new Set([
  'requestId', 'procedure', 'route', 'method', 'status', 'userId', 'areaCode', 'ms', 'code', 'job', 'jobId', 'batchId',
  'count', 'rows', 'port', 'step', 'signal', 'err',
]); // prettier-ignore

/** Type, code and place of an error; its message may quote values of a row and stays out. */
const errorFields = (error: unknown): Record<string, unknown> => {
  if (!(error instanceof Error)) return { type: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { type: error.name, code, at: frames.slice(0, 8).map((line) => line.trim()) };
};

const onlyAllowed = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([key]) => allowed.has(key)));

export const createLog = (write?: (line: string) => void): Logger =>
  pino(
    {
      // somebody who watches a terminal wants the address, not every call
      level: write === undefined && process.stderr.isTTY ? 'warn' : 'info',
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: onlyAllowed },
      serializers: { err: errorFields },
    },
    write === undefined ? pino.destination({ dest: 2, sync: false }) : { write },
  );

export const silentLog: Log = pino({ level: 'silent' });
