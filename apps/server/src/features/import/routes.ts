/** Files are streams, not JSON: the pieces of an upload, rows to correct as a spreadsheet, the practice files. */
import { join } from 'node:path';
import { Router } from 'express';
import { Language } from '@qiaomen/domain/account/role';
import { maxUploadMegabytes, pieceBytes } from '@qiaomen/domain/import-batch/upload';
import { z } from 'zod';
import { refuse } from '../../errors.ts';
import { admitted } from '../../http/admitted.ts';
import type { ServerDeps } from '../../http/request-context.ts';
import { demoFilesDir, isDemoFileName } from './demo-files.ts';
import { sendFaults } from './fault-sheet.ts';
import { takePiece } from './uploads.ts';

type RouteDeps = ServerDeps;

const Piece = z.object({ uploadId: z.uuid(), offset: z.coerce.number().int().min(0) });
const FaultsAsked = z.object({
  batchId: z.uuid(),
  language: Language,
  warnings: z.enum(['0', '1']).transform((text) => text === '1'),
});

/** Mounted at /api; whoever may speak to it at all was settled before (own origin, own header). */
export const importRoutes = (deps: RouteDeps): Router => {
  const router = Router();
  router.put(
    '/imports/uploads/:uploadId/:offset',
    admitted(deps, 'import.manage', async (ctx, req, res) => {
      const piece = Piece.safeParse(req.params);
      if (!piece.success) return refuse({ code: 'bad_input', fields: ['offset'] });
      const declared = Number(req.get('content-length') ?? 0);
      if (declared > pieceBytes) return refuse({ code: 'file_too_large', maxMegabytes: maxUploadMegabytes });
      res.json({ received: await takePiece(ctx, piece.data, req) });
    }),
  );
  router.get(
    '/imports/:batchId/faults.xlsx',
    admitted(deps, 'import.manage', async (ctx, req, res) => {
      const asked = FaultsAsked.safeParse({ ...req.params, ...req.query });
      if (!asked.success) return refuse({ code: 'bad_input', fields: ['batchId'] });
      await sendFaults(ctx, asked.data, res);
    }),
  );
  router.get(
    '/demo-files/:name',
    admitted(deps, 'import.manage', async (ctx, req, res) => {
      const { name } = req.params;
      if (!ctx.demo || typeof name !== 'string' || !isDemoFileName(name)) {
        res.status(404).json({ error: { message: 'not_found', data: { domain: { code: 'not_found' } } } });
        return;
      }
      await new Promise<void>((resolve, reject) => {
        res.download(join(demoFilesDir(deps.dataDir), name), name, { dotfiles: 'allow' }, (error) =>
          error === undefined || res.headersSent ? resolve() : reject(error),
        );
      });
    }),
  );
  return router;
};
