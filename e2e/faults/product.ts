/** The product as it is started anywhere, with the means to kill it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPidFile } from '@qiaomen/prisma/cluster/postmaster';
import { startCluster } from '@qiaomen/prisma/cluster/start-cluster';
import pg from 'pg';

const serverDir = join(import.meta.dirname, '../../apps/server/src');

export interface Product {
  dataDir: string;
  url(): string;
  serverPid(): number;
  databasePid(): number;
  /** the server alone; its database stays as it is */
  killServer(signal?: 'SIGKILL' | 'SIGTERM'): Promise<void>;
  start(): Promise<void>;
  isReady(): Promise<boolean>;
  /** exit code of a program of ours, run on the same data */
  run(program: string, ...args: string[]): Promise<{ code: number | null; said: string }>;
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  stop(): Promise<void>;
}

const exited = (child: ChildProcess): Promise<number | null> =>
  child.exitCode === null && child.signalCode === null
    ? new Promise((resolve) => child.once('exit', resolve))
    : Promise.resolve(child.exitCode);

export const startProduct = async (people: number): Promise<Product> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'qiaomen-faults-'));
  const environment = {
    PATH: process.env['PATH'],
    PORT: '0',
    QIAOMEN_DATA_DIR: dataDir,
    QIAOMEN_DEMO_PEOPLE: String(people),
  };
  let server: ChildProcess;
  let url = '';
  const start = async (): Promise<void> => {
    server = spawn(process.execPath, [join(serverDir, 'main.ts')], {
      env: environment,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    url = await new Promise<string>((resolve, reject) => {
      let said = '';
      server.stdout?.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        const ready = /Qiaomen is ready at (\S+)/.exec(said);
        if (ready?.[1] !== undefined) resolve(ready[1]);
      });
      void exited(server).then(() => reject(new Error(`stopped before it was ready: ${said.slice(-1000)}`)));
    });
  };
  const query = async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> => {
    const cluster = await startCluster({ dataDir });
    const client = new pg.Client({ connectionString: cluster.urlFor('qiaomen') });
    try {
      await client.connect();
      return (await client.query<Row>(text, values)).rows;
    } finally {
      await client.end().catch(() => undefined);
      await cluster.stop();
    }
  };
  const killServer = async (signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> => {
    server.kill(signal);
    await exited(server);
  };
  await start();
  return {
    dataDir,
    url: () => url,
    serverPid: () => server.pid ?? 0,
    databasePid: () => readPidFile(join(dataDir, 'postgres'))?.pid ?? 0,
    killServer,
    start,
    isReady: () =>
      fetch(`${url}/readyz`).then(
        (answer) => answer.ok,
        () => false,
      ),
    run: async (program, ...args) => {
      const child = spawn(process.execPath, [join(serverDir, 'cli', program), ...args], {
        env: environment,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let said = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
      return { code: await exited(child), said };
    },
    query,
    stop: async () => {
      await killServer();
      await (await startCluster({ dataDir })).stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};
