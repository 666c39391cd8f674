/** The files of the offices through the import everybody uses: uploaded, staged, linked together, approved. */
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import { registerUpload } from '../features/import/register-upload.ts';
import { getBatch } from '../jobs/import/batch.ts';
import { beginPublishing, beginStaging } from '../jobs/import/begin.ts';
import { runImport, runPublish } from '../jobs/import/run-import.ts';
import type { JobDeps } from '../jobs/job.ts';

export const importFiles = async (
  deps: JobDeps,
  { prefecture, actorId, paths }: { prefecture: AreaCode; actorId: string; paths: readonly string[] },
): Promise<void> => {
  const by = { ...deps, prefecture, actorId };
  const batches = [];
  for (const path of paths) {
    const batchId = await registerUpload(deps, {
      prefecture,
      userId: actorId,
      fileName: basename(path),
      content: createReadStream(path),
    });
    const { kind, mapping } = await deps.db.read({ area: prefecture }, (tx) => getBatch(tx, batchId));
    batches.push({ batchId, kind, mapping });
  }
  const target = { prefecture, batchIds: batches.map(({ batchId }) => batchId) };
  const { signal } = new AbortController();
  await beginStaging(by, batches);
  await runImport(deps, target, signal);
  await beginPublishing(by, target.batchIds);
  await runPublish(deps, { ...target, actorId }, signal);
  const states = await deps.db.read({ area: prefecture }, (tx) =>
    tx.importBatch.count({ where: { id: { in: target.batchIds }, state: 'approved' } }),
  );
  if (states !== batches.length) throw new Error('the files of the demo could not be imported');
};
