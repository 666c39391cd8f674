/** The key of all backups of an install. It opens everything, so it is kept apart from them: on paper or a stick, in a safe. */
import { createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const backupKeyFile = (dataDir: string): string => join(dataDir, 'backup-key', 'backup.key');

/** 32 bytes, as base64 in one line. */
export const readBackupKey = (file: string): Buffer => {
  const key = existsSync(file) ? Buffer.from(readFileSync(file, 'utf8').trim(), 'base64') : undefined;
  if (key?.length === 32) return key;
  throw new Error(
    key === undefined
      ? `The key of the backup is not in ${file}: fetch it from where you keep it and name it with --key`
      : `${file} is not the key of a backup`,
  );
};

export const createBackupKey = (file: string): void => {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true });
};

/** Each file is sealed with a key of its own, made of the install's key and the file's salt. */
export const keyOfFile = (key: Buffer, salt: Buffer): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', key, salt, 'qiaomen backup 1', 32)));
