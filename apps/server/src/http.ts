/** The web server: one API under /api, the pages beside it. */
import { createExpressMiddleware } from '@trpc/server/adapters/express';
import express, { type ErrorRequestHandler, type Express, type Router } from 'express';
import { compressReplies } from './http/compress-replies.ts';
import { expandRequests } from './http/expand-requests.ts';
import { createContext, type ServerDeps } from './http/request-context.ts';
import { requireJsonPost, requireSameOrigin } from './http/same-origin.ts';
import { securityHeaders } from './http/security-headers.ts';
import { staticFiles } from './http/static-files.ts';
import { appRouter } from './router.ts';

export interface HttpOptions {
  deps: ServerDeps;
  origin: string | null;
  trustedProxies: number;
  tls: boolean;
  distDir: string;
  /** uploads and downloads, which are not JSON */
  rawRoutes: readonly { path: string; router: Router }[];
  isReady(): Promise<boolean>;
}

const maxBodySize = 1_000_000;
const maxBatchSize = 10;

export const createApp = ({ deps, origin, trustedProxies, tls, distDir, rawRoutes, isReady }: HttpOptions): Express => {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', trustedProxies);
  app.set('query parser', 'simple');
  app.use(securityHeaders({ tls }));

  app.get('/healthz', (_req, res) => void res.set('cache-control', 'no-store').type('text').send('ok'));
  app.get('/readyz', async (_req, res) => {
    const ready = await isReady();
    res
      .set('cache-control', 'no-store')
      .status(ready ? 200 : 503)
      .type('text')
      .send(ready ? 'ready' : 'not ready');
  });

  app.use('/api', (_req, res, next) => {
    res.set('cache-control', 'no-store');
    next();
  });
  app.use('/api', requireSameOrigin(origin));
  app.use('/api/trpc/sync.pull', compressReplies);
  app.use('/api/trpc/sync.push', ...expandRequests(maxBodySize));
  app.use(
    '/api/trpc',
    requireJsonPost,
    createExpressMiddleware({
      router: appRouter,
      createContext: ({ req, res }) => createContext(deps, req, res),
      allowMethodOverride: true,
      maxBodySize,
      maxBatchSize,
    }),
  );
  for (const { path, router } of rawRoutes) app.use(path, router);
  app.use('/api', (_req, res) => void res.status(404).json({ error: { message: 'not_found' } }));

  app.use(staticFiles(distDir));
  app.use((_req, res) => void res.status(404).type('text').send('404'));
  app.use(lastResort(deps));
  return app;
};

/** Faults outside tRPC: a number and a word, never a stack. */
const lastResort =
  (deps: ServerDeps): ErrorRequestHandler =>
  (error: unknown, req, res, next) => {
    const status = statusOf(error);
    if (status >= 500) deps.log.error({ method: req.method, status, err: error }, 'fault');
    if (res.headersSent) next(error);
    else res.status(status).type('text').send(String(status));
  };

const statusOf = (error: unknown): number => {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : 500;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500;
};
