/** What the person at the terminal can do about a start that failed; undefined where only the log tells more. */
import type { Env } from '../env.ts';

interface SystemError {
  code: string;
  path: string | undefined;
  message: string;
}

const systemError = (error: unknown): SystemError | undefined => {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  const path = 'path' in error && typeof error.path === 'string' ? error.path : undefined;
  return { code: error.code, path, message: error.message };
};

const unwritable = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOSPC', 'EDQUOT', 'ENOENT']);
const unreachable = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ECONNRESET']);

export const explainFailure = (error: unknown, env: Env): string | undefined => {
  const found = systemError(error);
  if (found === undefined) return undefined;
  const { code, path, message } = found;
  if (code === 'EADDRINUSE')
    return `Port ${env.port} is taken, perhaps by a Qiaomen that runs already. Stop that one, or choose another port: PORT=${env.port + 1} npm start`;
  if (code === 'EACCES' && path === undefined)
    return `This user may not open port ${env.port}. Choose one above 1023: PORT=4000 npm start`;
  if (env.tls !== null && (path === env.tls.certFile || path === env.tls.keyFile))
    return `The file ${path} named by QIAOMEN_TLS_CERT or QIAOMEN_TLS_KEY cannot be read (${code})`;
  if (code.startsWith('ERR_OSSL') || code.startsWith('ERR_SSL'))
    return 'QIAOMEN_TLS_CERT and QIAOMEN_TLS_KEY must name a certificate and its private key in PEM format';
  if (path !== undefined && unwritable.has(code))
    return `Cannot write to ${path} (${code}). QIAOMEN_DATA_DIR must name a folder this user may create or write to: ${env.dataDir}`;
  if (env.databaseUrl === null) return undefined;
  if (code === 'ERR_INVALID_URL') return 'DATABASE_URL must look like postgresql://user:password@host:5432/database';
  if (unreachable.has(code)) return `The PostgreSQL server of DATABASE_URL does not answer (${code})`;
  if (code === '28P01' || code === '28000')
    return `The PostgreSQL server of DATABASE_URL refuses this user: ${message}`;
  return undefined;
};
