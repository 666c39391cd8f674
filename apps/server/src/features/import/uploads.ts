/** A file comes in pieces: begun with its size and hash, gone on with after a cut, checked as a whole at its end. */
import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import { maxUploadMegabytes, pieceBytes, type BeginUpload, type UploadLine } from '@qiaomen/domain/import-batch/upload';
import type { Tx } from '@qiaomen/prisma/scoped';
import { domainErrorOf, refuse } from '../../errors.ts';
import { FileTooLarge } from '../../jobs/import/sealed-file.ts';
import { writeFor } from '../../jobs/import/steps.ts';
import { readPieces, removePieces, writePiece } from '../../jobs/import/upload-pieces.ts';
import { withWorkFolder } from '../../jobs/import/work-folder.ts';
import type { GuardedContext } from '../../trpc.ts';
import { hasRoom, isDiskFull } from '../../jobs/import/disk-space.ts';
import { prefectureOf } from './prefecture.ts';
import { findSame, registerUpload } from './register-upload.ts';

const bytesOf = (hex: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(hex, 'hex'));

/** The last part of what may be a path, without characters that only hide something. */
export const cleanFileName = (text: string): string =>
  (
    text
      .normalize('NFC')
      .replaceAll(/\p{Cc}|\p{Cf}/gu, '')
      .split(/[/\\]/)
      .at(-1)
      ?.trim() ?? ''
  ).slice(-200);

export const beginUpload = async (
  ctx: GuardedContext,
  input: BeginUpload,
): Promise<{ uploadId: string; received: number }> => {
  const prefecture = await prefectureOf(ctx);
  if (input.bytes === 0) refuse({ code: 'file_empty' });
  if (input.bytes > maxUploadMegabytes * 2 ** 20) refuse({ code: 'file_too_large', maxMegabytes: maxUploadMegabytes });
  const sha256 = bytesOf(input.sha256);
  const found = await ctx.db.read({ area: prefecture }, async (tx) => ({
    same: await findSame(tx, prefecture, sha256),
    open: await tx.upload.findUnique({
      where: { areaCode_createdBy_sha256: { areaCode: prefecture, createdBy: ctx.actor.userId, sha256 } },
      select: { id: true, received: true },
    }),
  }));
  if (found.same !== undefined) refuse({ code: 'file_seen_before', batchId: found.same });
  if (found.open !== null) return { uploadId: found.open.id, received: Number(found.open.received) };
  if (!(await hasRoom(ctx.dataDir, input.bytes))) refuse({ code: 'disk_full' });
  return ctx.db.transact(writeFor(prefecture, ctx.actor.userId, ctx.now()), async ({ tx, at, audit }) => {
    const id = randomUUID();
    const fileName = cleanFileName(input.fileName);
    const owner = { areaCode: prefecture, createdBy: ctx.actor.userId };
    const times = { createdAt: at, updatedAt: at };
    await tx.upload.create({
      data: { id, ...owner, fileName, bytes: BigInt(input.bytes), sha256, ...times },
      select: { id: true },
    });
    await audit({ action: 'import.beginUpload', entity: 'upload', entityId: id, detail: { bytes: input.bytes } });
    return { uploadId: id, received: 0 };
  });
};

interface OpenUpload {
  id: string;
  prefecture: AreaCode;
  fileName: string;
  bytes: number;
  received: number;
  sha256: Uint8Array;
}

/** Only who began it goes on with it. */
const getUpload = async (ctx: GuardedContext, uploadId: string): Promise<OpenUpload> => {
  const prefecture = await prefectureOf(ctx);
  const row = await ctx.db.read({ area: prefecture }, (tx) =>
    tx.upload.findFirst({
      where: { id: uploadId, createdBy: ctx.actor.userId },
      select: { id: true, fileName: true, bytes: true, received: true, sha256: true },
    }),
  );
  if (row === null) return refuse({ code: 'not_found' });
  return { ...row, prefecture, bytes: Number(row.bytes), received: Number(row.received) };
};

/** Answers how many bytes are here. A piece for another place is refused and says where to go on. */
export const takePiece = async (
  ctx: GuardedContext,
  { uploadId, offset }: { uploadId: string; offset: number },
  content: Readable,
): Promise<number> => {
  const upload = await getUpload(ctx, uploadId);
  if (offset !== upload.received || offset % pieceBytes !== 0)
    return refuse({ code: 'upload_offset', received: upload.received });
  const expected = Math.min(pieceBytes, upload.bytes - offset);
  let written: number;
  try {
    written = await writePiece(ctx.keys, ctx.dataDir, { uploadId, offset }, content);
  } catch (error) {
    if (isDiskFull(error)) return refuse({ code: 'disk_full' });
    if (error instanceof FileTooLarge) return refuse({ code: 'upload_damaged' });
    throw error;
  }
  // a piece cut short counts for nothing: the next try writes over it
  if (written !== expected) return refuse({ code: 'upload_offset', received: upload.received });
  const received = offset + written;
  const moved = await ctx.db.transact(writeFor(upload.prefecture, ctx.actor.userId, ctx.now()), ({ tx, at }) =>
    tx.upload.updateMany({
      where: { id: uploadId, received: BigInt(offset) },
      data: { received: BigInt(received), updatedAt: at },
    }),
  );
  return moved.count === 1 ? received : refuse({ code: 'upload_offset', received: upload.received });
};

const forget = async (ctx: GuardedContext, upload: Pick<OpenUpload, 'id' | 'prefecture'>, why: string) => {
  await ctx.db.transact(writeFor(upload.prefecture, ctx.actor.userId, ctx.now()), async ({ tx, audit }) => {
    await tx.upload.deleteMany({ where: { id: upload.id } });
    await audit({ action: 'import.endUpload', entity: 'upload', entityId: upload.id, detail: { why } });
  });
  await removePieces(ctx.dataDir, upload.id);
};

/** The whole file: its hash must be the one that was announced. Then it is looked at and becomes a batch. */
export const finishUpload = async (ctx: GuardedContext, uploadId: string): Promise<{ batchId: string }> => {
  const upload = await getUpload(ctx, uploadId);
  if (upload.received !== upload.bytes) return refuse({ code: 'upload_offset', received: upload.received });
  try {
    const batchId = await withWorkFolder(ctx.workDir, (folder) =>
      registerUpload(ctx, {
        prefecture: upload.prefecture,
        userId: ctx.actor.userId,
        fileName: upload.fileName,
        sha256: upload.sha256,
        content: readPieces(ctx.keys, ctx.dataDir, folder, { uploadId, bytes: upload.bytes }),
      }),
    );
    await forget(ctx, upload, 'finished');
    return { batchId };
  } catch (error) {
    // with room again the pieces are still here, and after a failure of ours; a file that is no table is sent anew, corrected
    if (isDiskFull(error)) return refuse({ code: 'disk_full' });
    if (domainErrorOf(error) !== null) await forget(ctx, upload, 'refused');
    throw error;
  }
};

export const dropUpload = async (ctx: GuardedContext, uploadId: string): Promise<null> => {
  await forget(ctx, await getUpload(ctx, uploadId), 'dropped');
  return null;
};

const readOpen = (tx: Tx, areaCode: AreaCode, createdBy: string) =>
  tx.upload.findMany({
    where: { areaCode, createdBy },
    select: { id: true, fileName: true, bytes: true, received: true, updatedAt: true },
    orderBy: { createdAt: 'desc' },
    take: 50,
  });

/** What this person began and did not finish. */
export const listUploads = async (ctx: GuardedContext): Promise<UploadLine[]> => {
  const prefecture = await prefectureOf(ctx);
  const rows = await ctx.db.read({ area: prefecture }, (tx) => readOpen(tx, prefecture, ctx.actor.userId));
  return rows.map((row) => ({
    uploadId: row.id,
    fileName: row.fileName,
    bytes: Number(row.bytes),
    received: Number(row.received),
    updatedAt: row.updatedAt.toISOString(),
  }));
};
