/** What arrived of a picture nobody went on with for a week goes; its tablet begins it anew. */
import { keepPiecesDays } from '@qiaomen/domain/photo/photo';
import { writeFor } from './import/steps.ts';
import type { Job, JobDeps } from './job.ts';
import { listProvinces } from './regions.ts';

export const sweepPhotoPieces = async ({ db, now }: Pick<JobDeps, 'db' | 'now'>): Promise<void> => {
  const before = new Date(now().getTime() - keepPiecesDays * 86_400_000);
  for (const province of await listProvinces(db))
    await db.transact(writeFor(province, null, now()), async ({ tx, audit }) => {
      const count = await tx.$executeRaw`
        DELETE FROM photo_piece WHERE (county, command_id, sha256) IN (
          SELECT county, command_id, sha256 FROM photo_piece
          GROUP BY county, command_id, sha256 HAVING max(received_at) < ${before})`;
      if (count > 0) await audit({ action: 'photo.sweepPieces', entity: 'photo', entityId: null, detail: { count } });
    });
};

export const sweepPhotoPiecesJob: Job = {
  name: 'photo.sweepPieces',
  cron: '27 * * * *',
  run: (_payload, deps) => sweepPhotoPieces(deps),
};
