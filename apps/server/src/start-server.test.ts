import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '@qiaomen/prisma/testing/test-database';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEnv, type Env } from './env.ts';
import { describeStart } from './install/describe-start.ts';
import { createDemoUsers } from './install/demo-users.ts';
import { explainFailure } from './install/explain-failure.ts';
import { silentLog } from './log.ts';
import { startServer, type DemoDeps, type RunningServer } from './start-server.ts';
import { testAreas } from './testing/test-app.ts';

let test: TestDatabase;
let dataDir: string;
let running: RunningServer | undefined;

beforeEach(async () => {
  test = await createTestDatabase();
  dataDir = mkdtempSync(join(tmpdir(), 'qiaomen-start-'));
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  await test.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Against the test server's database, as DATABASE_URL of an install of one's own. */
const env = (change: NodeJS.ProcessEnv = {}): Env =>
  readEnv({ PORT: '0', DATABASE_URL: test.urls.adminUrl, QIAOMEN_DATA_DIR: dataDir, ...change });

const oneDemoUser = async ({ db, now }: DemoDeps): Promise<void> => {
  const { prefecture } = testAreas;
  const user = { login: 'admin', name: '金美兰', role: 'admin', areaCodes: [prefecture], language: 'zh-CN' } as const;
  await createDemoUsers(db, prefecture, [user], { since: now(), at: now() });
};
const noDemo = (): Promise<void> => Promise.reject(new Error('a real install loads no demo'));

const start = async (with_: Env, loadDemo: (deps: DemoDeps) => Promise<void>): Promise<RunningServer> => {
  running = await startServer(with_, { log: silentLog, loadDemo });
  return running;
};

describe('the first start', () => {
  it('of a real install knows every area, has no user and prints a one-time code', async () => {
    const server = await start(env({ QIAOMEN_DEMO: 'off' }), noDemo);
    expect(server.demo).toBe(false);
    expect(await server.db.reference((tx) => tx.area.count())).toBeGreaterThan(3000);
    const said = await describeStart(server, new Date());
    expect(said).toMatch(/^ {4}[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/m);
    expect(said).toMatch(/Qiaomen is ready at http:\/\/localhost:\d+$/);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  });

  it('of a demo loads it once and prints the sign-ins', async () => {
    let loads = 0;
    const load = async (deps: DemoDeps): Promise<void> => {
      loads += 1;
      await oneDemoUser(deps);
    };
    const first = await start(env(), load);
    expect(await describeStart(first, new Date())).toContain('admin');
    await first.stop();
    const second = await start(env(), load);
    expect([second.demo, loads]).toEqual([true, 1]);
  });
});

describe('a later start', () => {
  it('never turns a real install into a demo', async () => {
    const first = await start(env({ QIAOMEN_DEMO: 'off' }), noDemo);
    await createDemoUsersOfNobody(first);
    await first.stop();
    const second = await start(env(), noDemo);
    expect(second.demo).toBe(false);
  });

  it('of a demo with the demo switched off shuts its users out', async () => {
    await (await start(env(), oneDemoUser)).stop();
    const server = await start(env({ QIAOMEN_DEMO: 'off' }), noDemo);
    expect(server.demo).toBe(false);
    expect(await describeStart(server, new Date())).toContain('QIAOMEN_DATA_DIR');
  });

  it('after loading a demo was interrupted does not show half of it', async () => {
    const cut = async (deps: DemoDeps): Promise<void> => {
      await oneDemoUser(deps);
      throw new Error('the power went');
    };
    await expect(start(env(), cut)).rejects.toThrow('the power went');
    await expect(start(env(), oneDemoUser)).rejects.toThrow(/was interrupted: give an empty one/);
  });
});

/** Not a dependency: where the machine lacks it the TLS test is skipped. */
const openssl = 'openssl';

/** Somebody, so that the install is no longer empty. */
const createDemoUsersOfNobody = (server: RunningServer): Promise<void> =>
  server.db.transact({ scope: { area: '22' }, actorId: null, county: '000000', at: new Date() }, async (writer) => {
    const id = crypto.randomUUID();
    await writer.tx.user.create({ data: { id, login: 'somebody', name: '某人', role: 'admin', status: 'active' } });
    await writer.audit({ action: 'test.user', entity: 'user', entityId: id, detail: {} });
  });

describe('a start', () => {
  it('serves over TLS with a certificate and key', async ({ skip }) => {
    if (spawnSync(openssl, ['version']).status !== 0) skip();
    const [certFile, keyFile] = [join(dataDir, 'cert.pem'), join(dataDir, 'key.pem')];
    const args = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'];
    execFileSync(openssl, [...args, '-subj', '/CN=localhost', '-keyout', keyFile, '-out', certFile], {
      stdio: 'ignore',
    });
    const server = await start(
      env({ QIAOMEN_DEMO: 'off', QIAOMEN_TLS_CERT: certFile, QIAOMEN_TLS_KEY: keyFile }),
      noDemo,
    );
    expect(server.url).toMatch(/^https:/);
    const answer = await new Promise<{ status: number | undefined; hsts: string | undefined }>((resolve, reject) => {
      const asked = request(`${server.url}/healthz`, { rejectUnauthorized: false }, (res) => {
        res.resume();
        resolve({ status: res.statusCode, hsts: res.headers['strict-transport-security'] });
      });
      asked.on('error', reject).end();
    });
    expect(answer).toEqual({ status: 200, hsts: 'max-age=31536000' });
  });

  it('on a port that is taken fails and leaves nothing running', async () => {
    const server = await start(env({ QIAOMEN_DEMO: 'off' }), noDemo);
    const port = new URL(server.url ?? '').port;
    const again = startServer(env({ QIAOMEN_DEMO: 'off', PORT: port }), { log: silentLog, loadDemo: noDemo });
    await expect(again).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('that failed for a reason at the terminal says what to do about it', () => {
    const failed = (code: string, path?: string): Error => Object.assign(new Error(code), { code, path });
    const mine = env({ DATABASE_URL: 'postgresql://a:b@localhost:1/x', PORT: '4000' });
    expect(explainFailure(failed('EADDRINUSE'), mine)).toContain('PORT=4001');
    expect(explainFailure(failed('EROFS', '/srv'), mine)).toContain('QIAOMEN_DATA_DIR');
    expect(explainFailure(failed('ECONNREFUSED'), mine)).toContain('DATABASE_URL');
    expect(explainFailure(failed('EIO'), mine)).toBeUndefined();
    expect(explainFailure(new Error('a bug'), mine)).toBeUndefined();
  });

  it('creates the database that DATABASE_URL names where the server has none of that name', async () => {
    const url = new URL(test.urls.adminUrl);
    const name = `${url.pathname.slice(1)}_new`;
    url.pathname = `/${name}`;
    const server = await start(env({ QIAOMEN_DEMO: 'off', DATABASE_URL: url.href }), noDemo);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    await server.stop();
    const admin = new pg.Client({ connectionString: test.urls.adminUrl });
    await admin.connect();
    await admin.query(`DROP DATABASE ${pg.escapeIdentifier(name)} WITH (FORCE)`);
    await admin.end();
  });

  it('for jobs alone opens no socket', async () => {
    const server = await start(env({ QIAOMEN_DEMO: 'off', QIAOMEN_ROLE: 'jobs' }), noDemo);
    expect(server.url).toBeNull();
    expect(await describeStart(server, new Date())).toBe('Qiaomen is running background jobs');
  });
});
