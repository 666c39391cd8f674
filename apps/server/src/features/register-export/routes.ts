/** The file of an export: opened for its asker only, while it lies ready; every fetch is written down first. */
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Router, type Response } from 'express';
import { Language } from '@qiaomen/domain/account/role';
import { shanghaiDay } from '@qiaomen/domain/register/day';
import { decideDownload } from '@qiaomen/domain/register-export/decide';
import { ExportFormat, ExportRequest, ExportState } from '@qiaomen/domain/register-export/query';
import { coversAll } from '../../entry/ranges-condition.ts';
import { openAsked } from '../../entry/sealed-export.ts';
import { refuse } from '../../errors.ts';
import { admitted } from '../../http/admitted.ts';
import type { ServerDeps } from '../../http/request-context.ts';
import { openSealed } from '../../jobs/import/sealed-file.ts';
import { withWorkFolder } from '../../jobs/import/work-folder.ts';
import { loadWords } from '../../words/load-words.ts';
import { ranges, type GuardedContext } from '../../trpc.ts';
import { writeAs } from '../../write-context.ts';

const takeDownload = (ctx: GuardedContext, id: string) =>
  ctx.db.transact(writeAs(ctx), async ({ tx, audit }) => {
    const row = await tx.registerExport.findUnique({ where: { id } });
    const stored =
      row === null
        ? null
        : {
            state: ExportState.parse(row.state),
            createdBy: row.createdBy,
            expiresAt: row.expiresAt?.toISOString() ?? null,
          };
    const decided = decideDownload(stored, ctx.actor.userId, ctx.now().toISOString());
    if (!decided.ok || row === null) return refuse(decided.ok ? { code: 'not_found' } : decided.error);
    // whoever lost one of the areas since does not take its people along
    if (!coversAll(ranges(ctx), openAsked(ctx.keys, id, row.selectionCipher).within))
      return refuse({ code: 'outside_area' });
    const { downloads } = await tx.registerExport.update({
      where: { id },
      data: { downloads: { increment: 1 } },
      select: { downloads: true },
    });
    const { masked, purpose, rows } = row;
    await audit({
      action: 'registerExport.download',
      entity: 'register_export',
      entityId: id,
      detail: { masked, purpose, rows, downloads },
    });
    return { format: ExportFormat.parse(row.format), language: Language.parse(row.language) };
  });

export const sendExport = async (ctx: GuardedContext, exportId: string, res: Response): Promise<void> => {
  const { format, language } = await takeDownload(ctx, exportId);
  const words = await loadWords(language);
  await withWorkFolder(ctx.workDir, async (folder) => {
    const path = join(folder, 'export');
    await openSealed(ctx.keys, ctx.dataDir, exportId, path);
    res.attachment(`${words('registerExport:file.name')} ${shanghaiDay(ctx.now())}.${format}`);
    await pipeline(createReadStream(path), res);
  });
};

export const registerExportRoutes = (deps: ServerDeps): Router => {
  const router = Router();
  router.get(
    '/register-exports/:exportId/file',
    admitted(deps, 'registerExport.ask', async (ctx, req, res) => {
      const asked = ExportRequest.safeParse(req.params);
      if (!asked.success) return refuse({ code: 'bad_input', fields: ['exportId'] });
      await sendExport(ctx, asked.data.exportId, res);
    }),
  );
  return router;
};
