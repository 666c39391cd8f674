/** The product itself, killed while a tablet sends: what was acknowledged is there, once. */
import { randomUUID } from 'node:crypto';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account } from '@qiaomen/domain/account/query';
import { countyOf } from '@qiaomen/domain/area/area-code';
import type { Envelope } from '@qiaomen/domain/command';
import type { DeviceToken, PullReply, PushReply } from '@qiaomen/domain/sync/query';
import { readPidFile } from '@qiaomen/prisma/cluster/postmaster';
import { startCluster } from '@qiaomen/prisma/cluster/start-cluster';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signedIn, type Client } from './bench/client.ts';
import { newId } from './entry/new-id.ts';

let dataDir: string;
let server: ChildProcess;
let url: string;

const program = (file: string): ChildProcess =>
  spawn(process.execPath, [join(import.meta.dirname, file), ...(file.startsWith('cli') ? ['--check'] : [])], {
    env: { PATH: process.env['PATH'], PORT: '0', QIAOMEN_DATA_DIR: dataDir, QIAOMEN_DEMO_PEOPLE: '100' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });

const exited = (child: ChildProcess): Promise<number | null> =>
  child.exitCode === null && child.signalCode === null
    ? new Promise((resolve) => child.once('exit', resolve))
    : Promise.resolve(child.exitCode);

/** Until the ready line, which names the port. */
const start = async (): Promise<void> => {
  server = program('main.ts');
  url = await new Promise((resolve, reject) => {
    let said = '';
    server.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const ready = /Qiaomen is ready at (\S+)/.exec(said);
      if (ready?.[1] !== undefined) resolve(ready[1]);
    });
    void exited(server).then(() => reject(new Error(`stopped before it was ready: ${said.slice(-1000)}`)));
  });
};

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'qiaomen-killed-'));
  await start();
}, 120_000);
afterAll(async () => {
  server.kill('SIGKILL');
  await exited(server);
  await (await startCluster({ dataDir })).stop();
  rmSync(dataDir, { recursive: true, force: true });
}, 60_000);

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const isReady = (): Promise<boolean> =>
  fetch(`${url}/readyz`).then(
    (answer) => answer.ok,
    () => false,
  );

interface Tablet {
  client: Client;
  token: DeviceToken;
  account: Account;
  entries: PullReply['upserts'];
}

const enrol = async (): Promise<Tablet> => {
  const client = await signedIn(url, 'worker1', 2);
  const input = { deviceId: randomUUID(), label: '测试平板', appVersion: '0' };
  const token = await client.call<DeviceToken>('account.enrolDevice', input);
  const everything = { epoch: null, cursors: {}, schema: 1, resume: null };
  const { upserts } = await client.call<PullReply>('sync.pull', everything);
  return { client, token, account: client.account, entries: upserts };
};

const visitOf = ({ token, account, entries }: Tablet, deviceSeq: number): Envelope => {
  const entry = entries[deviceSeq % entries.length];
  if (entry === undefined) throw new Error('a worker of the demo without an entry');
  const at = new Date();
  const { personId, campaignId } = entry;
  return {
    id: newId(at),
    v: 1,
    type: 'visit.record',
    county: countyOf(entry.areaCode),
    deviceId: token.deviceId,
    userId: account.userId,
    deviceSeq,
    occurredAt: at.toISOString(),
    tz: 'Asia/Shanghai',
    elapsedMs: 0,
    deps: [],
    attachments: [],
    payload: { visitId: newId(at), personId, campaignId, outcome: '02', reasons: [], nextDate: null, note: '' },
  };
};

/** Sends as a tablet does: what got no answer, or is to be sent again, stays in the queue. */
const keepSending = (tablet: Tablet) => {
  const acknowledged: Envelope[] = [];
  let queue: Envelope[] = [];
  let deviceSeq = 0;
  let isMaking = true;
  const send = async (): Promise<void> => {
    const headers = { 'content-type': 'application/json', 'x-qiaomen': '1', 'x-device-token': tablet.token.token };
    const body = JSON.stringify({ commands: queue, deviceNow: new Date().toISOString() });
    const answer = await fetch(`${url}/api/trpc/sync.push`, { method: 'POST', headers, body });
    const { result } = (await answer.json()) as { result: { data: PushReply } };
    const applied = new Set(result.data.answers.filter(({ state }) => state === 'applied').map(({ id }) => id));
    acknowledged.push(...queue.filter(({ id }) => applied.has(id)));
    queue = queue.filter(({ id }) => !applied.has(id));
  };
  const loop = async (): Promise<void> => {
    while (isMaking || queue.length > 0) {
      while (isMaking && queue.length < 5) queue.push(visitOf(tablet, (deviceSeq += 1)));
      await send().catch(() => pause(50));
    }
  };
  const sending = loop();
  return {
    count: () => acknowledged.length,
    end: async (): Promise<Envelope[]> => {
      isMaking = false;
      await sending;
      return acknowledged;
    },
  };
};

const visitIdsOf = async (deviceId: string): Promise<string[]> => {
  const cluster = await startCluster({ dataDir });
  const client = new pg.Client({ connectionString: cluster.urlFor('qiaomen') });
  await client.connect();
  const { rows } = await client.query<{ id: string }>('SELECT id FROM visit WHERE device_id = $1', [deviceId]);
  await client.end();
  await cluster.stop();
  return rows.map(({ id }) => id);
};

const pidOfDatabase = (): number => readPidFile(join(dataDir, 'postgres'))?.pid ?? 0;

describe('a server that is killed while a tablet sends', () => {
  it('loses nothing it acknowledged and keeps nothing twice', async () => {
    const tablet = await enrol();
    const sending = keepSending(tablet);
    for (const killed of ['server', 'database', 'both']) {
      const before = sending.count();
      while (sending.count() < before + 20) await pause(20);
      if (killed !== 'server') process.kill(pidOfDatabase(), 'SIGKILL');
      if (killed !== 'database') {
        server.kill('SIGKILL');
        await exited(server);
        await start();
      }
      while (!(await isReady())) await pause(50);
    }
    const acknowledged = await sending.end();
    const said = acknowledged.map(({ payload }) => (payload as { visitId: string }).visitId).toSorted();
    expect((await visitIdsOf(tablet.token.deviceId)).toSorted()).toEqual(said);
    expect(await exited(program('cli/rebuild.ts'))).toBe(0);
    expect(readdirSync(join(dataDir, 'work'))).toEqual([]);
  }, 120_000);

  it('stops when asked and takes its database along', async () => {
    const pid = pidOfDatabase();
    server.kill('SIGINT');
    server.kill('SIGINT');
    expect(await exited(server)).toBe(0);
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });
});
