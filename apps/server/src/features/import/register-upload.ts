/** Takes a file in: encrypted on disk first, then looked at, then entered as a batch. The same file twice is no change. */
import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import { isWhole } from '@qiaomen/domain/import-batch/preview';
import { maxUploadMegabytes } from '@qiaomen/domain/import-batch/upload';
import { TableFault } from '@qiaomen/linkage/read/table-fault';
import type { FieldKeys } from '@qiaomen/prisma/field-crypto';
import type { Database, Json, Tx } from '@qiaomen/prisma/scoped';
import { refuse } from '../../errors.ts';
import { takeImportLockIn } from '../../jobs/import/import-lock.ts';
import { FileTooLarge, removeSealed, writeSealed, type WrittenFile } from '../../jobs/import/sealed-file.ts';
import { writeFor } from '../../jobs/import/steps.ts';
import { inspectFile, type Inspection } from './inspect-file.ts';
import { recallByHeaders } from './recall-mapping.ts';
import { sealColumns, sealLines } from './sealed-cells.ts';

export interface UploadDeps {
  db: Database;
  keys: FieldKeys;
  dataDir: string;
  workDir: string;
  now(): Date;
}

export interface Upload {
  prefecture: AreaCode;
  userId: string;
  fileName: string;
  content: Readable;
  /** what was announced; other content is refused */
  sha256?: Uint8Array;
}

/** A discarded file may be sent again: its content is no longer here. */
export const findSame = async (
  tx: Tx,
  prefecture: AreaCode,
  sha256: WrittenFile['sha256'],
): Promise<string | undefined> => {
  const same = await tx.importBatch.findFirst({
    where: { areaCode: prefecture, sha256, NOT: { blobKey: '' } },
    select: { id: true },
    orderBy: { createdAt: 'asc' },
  });
  return same?.id;
};

export const toJson = (value: object): Json => JSON.parse(JSON.stringify(value)) as Json;

export const countLive = (tx: Tx, areaCode: AreaCode, kind: string): Promise<number> =>
  tx.sourceRecord.count({ where: { areaCode, kind, live: true } });

const enter = (
  deps: UploadDeps,
  upload: Upload,
  file: WrittenFile & { blobKey: string },
  found: Inspection,
): Promise<string> =>
  deps.db.transact(writeFor(upload.prefecture, upload.userId, deps.now()), async ({ tx, at, audit }) => {
    await takeImportLockIn(tx, upload.prefecture);
    const same = await findSame(tx, upload.prefecture, file.sha256);
    if (same !== undefined) refuse({ code: 'file_seen_before', batchId: same });
    const id = randomUUID();
    const headers = found.columns.map(({ header }) => header);
    const recalled = await recallByHeaders(tx, upload.prefecture, headers);
    const { kind, mapping } = recalled ?? found;
    const from = recalled === undefined ? null : { fileName: recalled.fileName, at: recalled.at };
    await tx.importBatch.create({
      data: {
        id,
        areaCode: upload.prefecture,
        kind,
        sender: recalled?.sender ?? '',
        whole: isWhole(kind, found.rows, await countLive(tx, upload.prefecture, kind)),
        look:
          toJson({ firstLines: sealLines(deps.keys, id, found.firstLines), sheets: found.sheets, recalled: from }) ??
          {},
        fileName: upload.fileName,
        sha256: file.sha256,
        bytes: BigInt(file.bytes),
        blobKey: file.blobKey,
        format: toJson(found.format) ?? {},
        columns: toJson(sealColumns(deps.keys, id, found.columns)) ?? [],
        mapping: toJson(mapping) ?? {},
        state: 'uploaded',
        counts: { fileRows: found.rows },
        createdBy: upload.userId,
        createdAt: at,
      },
    });
    const detail = { kind, bytes: file.bytes, rows: found.rows };
    await audit({ action: 'import.upload', entity: 'import_batch', entityId: id, detail });
    return id;
  });

/** Answers the id of the batch; everything else is a refusal and leaves no file behind. */
export const registerUpload = async (deps: UploadDeps, upload: Upload): Promise<string> => {
  const blobKey = randomUUID();
  try {
    const maxBytes = maxUploadMegabytes * 2 ** 20;
    const written = await writeSealed(deps.keys, deps.dataDir, blobKey, upload.content, maxBytes);
    if (written.bytes === 0) refuse({ code: 'file_empty' });
    if (upload.sha256 !== undefined && Buffer.compare(upload.sha256, written.sha256) !== 0)
      refuse({ code: 'upload_damaged' });
    const same = await deps.db.read({ area: upload.prefecture }, (tx) =>
      findSame(tx, upload.prefecture, written.sha256),
    );
    if (same !== undefined) refuse({ code: 'file_seen_before', batchId: same });
    const found = await inspectFile(deps, { blobKey, fileName: upload.fileName });
    return await enter(deps, upload, { ...written, blobKey }, found);
  } catch (error) {
    await removeSealed(deps.dataDir, blobKey);
    if (error instanceof FileTooLarge) return refuse({ code: 'file_too_large', maxMegabytes: maxUploadMegabytes });
    if (error instanceof TableFault) return refuse(error.error);
    throw error;
  }
};
