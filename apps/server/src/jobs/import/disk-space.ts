/** Whether the data folder can take a file, asked before the first byte, and what a full disk looks like when it comes anyway. */
import { mkdir, statfs } from 'node:fs/promises';
import { uploadsDir } from './sealed-file.ts';

/** the file as pieces, the file as a whole, and room for the database to go on */
const reserveBytes = 256 * 2 ** 20;

export const freeBytes = async (folder: string): Promise<number> => {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
};

export const hasRoom = async (dataDir: string, bytes: number): Promise<boolean> => {
  const folder = uploadsDir(dataDir);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return (await freeBytes(folder)) >= 2 * bytes + reserveBytes;
};

// 53100: PostgreSQL's own word for it
const fullCodes = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', '53100']);

export const isDiskFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && fullCodes.has(error.code);
