/** The raw routes of a feature over HTTP, with demo users that sign in by name. */
import { join } from 'node:path';
import type { Router } from 'express';
import { createApp } from '../http.ts';
import { listen } from '../http/listen.ts';
import type { ServerDeps } from '../http/request-context.ts';
import { memoryAttempts } from '../identity/attempts.ts';
import { createDemoUsers, demoPassword, type DemoUser } from '../install/demo-users.ts';
import { silentLog } from '../log.ts';
import { testAreas, type TestApp } from './test-app.ts';

/** The header no form and no image can send. */
export const own = { 'x-qiaomen': '1' };

export interface TestServer {
  address: string;
  /** @returns the session cookie */
  signIn(login: string): Promise<string>;
  post(procedure: string, input: object, headers?: Record<string, string>): Promise<Response>;
  drain(): Promise<void>;
}

export const testServer = async (
  app: TestApp,
  routes: (deps: ServerDeps) => Router,
  users: readonly DemoUser[],
): Promise<TestServer> => {
  await createDemoUsers(app.db, testAreas.prefecture, users, {
    since: new Date('2026-10-01T00:00:00Z'),
    at: app.now(),
  });
  const { db, keys, dataDir, now } = app;
  const workDir = join(dataDir, 'work');
  const deps = { db, keys, dataDir, workDir, now, log: silentLog, demo: true, attempts: memoryAttempts() };
  const server = await listen(
    createApp({
      deps,
      origin: null,
      trustedProxies: 0,
      tls: false,
      distDir: join(dataDir, 'dist'),
      rawRoutes: [{ path: '/api', router: routes(deps) }],
      isReady: async () => true,
    }),
    { port: 0, tls: null },
  );
  const address = `http://localhost:${server.port}`;
  const post: TestServer['post'] = (procedure, input, headers = own) =>
    fetch(`${address}/api/trpc/${procedure}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });
  return {
    address,
    post,
    signIn: async (login) => {
      const answer = await post('account.signIn', { login, password: demoPassword, totp: null });
      return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    },
    drain: () => server.drain(),
  };
};
