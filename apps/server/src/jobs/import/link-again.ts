/** Previews of other files were computed on a register that is no more: they are linked again, by themselves. */
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import type { BulkWriter } from '@qiaomen/prisma/scoped';

export const linkAgain = async (b: BulkWriter, prefecture: AreaCode): Promise<void> => {
  const waiting = await b.query<{ id: string }>(
    `UPDATE link.import_batch SET state = 'staged' WHERE state = 'preview' AND area_code = $1 RETURNING id::text`,
    [prefecture],
  );
  for (const { id } of waiting) {
    await b.query(
      `UPDATE link.job_progress SET state = 'queued', step = 'linking', done = 0, total = NULL, error = NULL, cancel = false,
              updated_at = $2 WHERE id = $1`,
      [id, b.at],
    );
    await b.enqueue('import.run', { prefecture, batchId: id }, { jobKey: `import.run ${id}` });
  }
};
