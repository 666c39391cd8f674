/** The web part of a running server: sign-in limits, routes, socket. */
import { join } from 'node:path';
import pg from 'pg';
import type { Database } from '@qiaomen/prisma/scoped';
import type { Env } from './env.ts';
import { importRoutes } from './features/import/routes.ts';
import { photoRoutes } from './features/photo/routes.ts';
import { registerExportRoutes } from './features/register-export/routes.ts';
import { createApp } from './http.ts';
import { listen } from './http/listen.ts';
import type { ServerDeps } from './http/request-context.ts';
import { postgresAttempts } from './identity/attempts.ts';

const distDir = join(import.meta.dirname, '../../web/dist');

/** Owned by the role of the job queue; the application role may not create tables. */
const attemptSchema = 'job';

type WebDeps = Omit<ServerDeps, 'attempts'> & { jobsUrl: string };

export const startWeb = async (env: Env, web: WebDeps): Promise<{ url: string; stop(): Promise<void> }> => {
  const { jobsUrl, ...rest } = web;
  const pool = new pg.Pool({ connectionString: jobsUrl, max: 2, application_name: 'qiaomen-attempts' });
  pool.on('error', (error) => rest.log.warn({ err: error }, 'a connection was lost'));
  try {
    const deps: ServerDeps = { ...rest, attempts: await postgresAttempts(pool, attemptSchema) };
    const app = createApp({
      deps,
      origin: env.origin,
      trustedProxies: env.trustedProxies,
      tls: env.tls !== null,
      distDir,
      rawRoutes: [importRoutes(deps), registerExportRoutes(deps), photoRoutes(deps)].map((router) => ({
        path: '/api',
        router,
      })),
      isReady: () => isReady(rest.db),
    });
    const listening = await listen(app, { port: env.port, tls: env.tls });
    return {
      url: env.origin ?? `${env.tls === null ? 'http' : 'https'}://localhost:${listening.port}`,
      stop: async () => {
        await listening.drain();
        await pool.end();
      },
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
};

const readyWithin = 500;

const isReady = (db: Database): Promise<boolean> => {
  const late = new Promise<false>((resolve) => void setTimeout(() => resolve(false), readyWithin).unref());
  const answered = db
    .reference((tx) => tx.area.findFirst({ select: { code: true } }))
    .then(
      (area) => area !== null,
      () => false,
    );
  return Promise.race([answered, late]);
};
