/** A file on its way lies in pieces, each sealed for itself; what was not finished in time is thrown away. */
import { createReadStream } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { keepUploadHours, pieceBytes } from '@qiaomen/domain/import-batch/upload';
import type { FieldKeys } from '@qiaomen/prisma/field-crypto';
import type { JobDeps } from '../job.ts';
import { openSealed, removeSealed, uploadsDir, writeSealed } from './sealed-file.ts';

const keyOf = (uploadId: string, offset: number): string => `${uploadId}.piece-${offset / pieceBytes}`;

/** Answers how many bytes it was. A piece that was cut off is written again from its start. */
export const writePiece = async (
  keys: FieldKeys,
  dataDir: string,
  { uploadId, offset }: { uploadId: string; offset: number },
  content: Readable,
): Promise<number> => (await writeSealed(keys, dataDir, keyOf(uploadId, offset), content, pieceBytes)).bytes;

/** The whole file, opened piece by piece into the work folder: never more than one lies there. */
export const readPieces = (
  keys: FieldKeys,
  dataDir: string,
  folder: string,
  { uploadId, bytes }: { uploadId: string; bytes: number },
): Readable => {
  const target = join(folder, 'piece');
  async function* pieces(): AsyncGenerator<Buffer> {
    for (let offset = 0; offset < bytes; offset += pieceBytes) {
      await openSealed(keys, dataDir, keyOf(uploadId, offset), target);
      for await (const chunk of createReadStream(target)) yield chunk as Buffer;
      await rm(target);
    }
  }
  return Readable.from(pieces());
};

const isPiece = (name: string): boolean => name.includes('.piece-');

export const removePieces = async (dataDir: string, uploadId: string): Promise<void> => {
  const folder = uploadsDir(dataDir);
  const names = await readdir(folder).catch(() => []);
  const own = names.filter((name) => isPiece(name) && name.startsWith(uploadId));
  await Promise.all(own.map((name) => rm(join(folder, name), { force: true })));
};

const sealed = /^([0-9a-f-]{36})\.sealed$/;

/** Whole files nobody knows: a process that was killed between a file and its row, or between a row and its file, left them. */
export const sweepUnknown = async (
  { dataDir, now }: Pick<JobDeps, 'dataDir' | 'now'>,
  isKnown: (ids: string[]) => Promise<ReadonlySet<string>>,
): Promise<number> => {
  const folder = uploadsDir(dataDir);
  const oldest = now().getTime() - keepUploadHours * 3_600_000;
  const ids = (await readdir(folder).catch(() => [])).flatMap((name) => sealed.exec(name)?.[1] ?? []);
  const known = await isKnown(ids);
  let removed = 0;
  for (const id of ids.filter((one) => !known.has(one))) {
    const found = await stat(join(folder, `${id}.sealed`)).catch(() => null);
    if (found === null || found.mtimeMs >= oldest) continue;
    await removeSealed(dataDir, id);
    removed += 1;
  }
  return removed;
};

/** Pieces nobody added to for two days, with or without a row that knows them. */
export const sweepPieces = async ({ dataDir, now }: Pick<JobDeps, 'dataDir' | 'now'>): Promise<number> => {
  const folder = uploadsDir(dataDir);
  const oldest = now().getTime() - keepUploadHours * 3_600_000;
  const groups = Map.groupBy((await readdir(folder).catch(() => [])).filter(isPiece), (name) => name.slice(0, 36));
  let removed = 0;
  for (const [uploadId, names] of groups) {
    const times = await Promise.all(
      names.map(async (name) => (await stat(join(folder, name)).catch(() => null))?.mtimeMs ?? 0),
    );
    if (Math.max(...times) >= oldest) continue;
    await removePieces(dataDir, uploadId);
    removed += 1;
  }
  return removed;
};
