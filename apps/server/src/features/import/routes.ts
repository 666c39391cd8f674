/** Files are streams, not JSON: upload of an office's file, download of the practice files. */
import { join } from 'node:path';
import { Router, type Request, type Response } from 'express';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { TRPCError } from '@trpc/server';
import type { Permission } from '@qiaomen/domain/policy';
import { domainErrorOf } from '../../errors.ts';
import { createContext, type ServerDeps } from '../../http/request-context.ts';
import { admitSession, type SessionContext } from '../../trpc.ts';
import { demoFilesDir, isDemoFileName } from './demo-files.ts';
import { prefectureOf } from './prefecture.ts';
import { maxUploadMegabytes, registerUpload } from './register-upload.ts';

type RouteDeps = ServerDeps & { workDir: string };

const answerRefusal = (req: Request, res: Response, error: unknown): boolean => {
  const domain = domainErrorOf(error);
  if (domain === null || !(error instanceof TRPCError)) return false;
  // the browser shows the answer only after it could send the rest
  req.resume();
  res.status(getHTTPStatusCodeFromError(error)).json({ error: { message: domain.code, data: { domain } } });
  return true;
};

const admitted =
  (
    deps: RouteDeps,
    permission: Permission,
    answer: (ctx: SessionContext, req: Request, res: Response) => Promise<void>,
  ) =>
  async (req: Request, res: Response): Promise<void> => {
    try {
      await answer(admitSession(await createContext(deps, req, res), permission), req, res);
    } catch (error) {
      if (!answerRefusal(req, res, error)) throw error;
    }
  };

const fileNameOf = (req: Request): string => {
  const { name } = req.query;
  const text =
    typeof name === 'string'
      ? name
          .normalize('NFC')
          .replaceAll(/\p{Cc}/gu, '')
          .split(/[/\\]/)
          .at(-1)
          ?.trim()
      : '';
  return (text ?? '').slice(-200);
};

/** Mounted at /api; whoever may speak to it at all was settled before (own origin, own header). */
export const importRoutes = (deps: RouteDeps): Router => {
  const router = Router();
  router.put(
    '/imports/upload',
    admitted(deps, 'import.manage', async (ctx, req, res) => {
      const declared = Number(req.get('content-length') ?? 0);
      const tooLarge = declared > maxUploadMegabytes * 2 ** 20;
      if (tooLarge) {
        req.resume();
        const domain = { code: 'file_too_large', maxMegabytes: maxUploadMegabytes };
        res.status(413).json({ error: { message: domain.code, data: { domain } } });
        return;
      }
      const batchId = await registerUpload(deps, {
        prefecture: await prefectureOf(ctx),
        userId: ctx.actor.userId,
        fileName: fileNameOf(req),
        content: req,
      });
      deps.log.info({ route: 'import.upload', userId: ctx.actor.userId, batchId }, 'upload');
      res.json({ batchId });
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
