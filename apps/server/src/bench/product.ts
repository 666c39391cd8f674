/** The product itself, started as a newcomer starts it, on an empty folder or on one kept from an earlier run. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadLargeRegister } from './large-register.ts';

export interface Product {
  url: string;
  dataDir: string;
  /** not a number where the folder was there before */
  readySeconds: number;
  /** what the server itself used of a processor by then; not a number where the system does not say */
  readyCpuSeconds: number;
  /** a second start on the same data */
  secondStartSeconds: number;
  /** megabytes the server holds now */
  memory(): Promise<number>;
  stop(): Promise<void>;
}

/** Linux counts a hundred ticks a second. The first two fields may hold spaces, so it counts from the closing bracket. */
const cpuSecondsOf = async (pid: number | undefined): Promise<number> => {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11] ?? Number.NaN) + Number(fields[12] ?? Number.NaN)) / 100;
};

const megabytesOf = async (pid: number | undefined): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? Number.NaN) / 1024;
};

const start = async (dataDir: string, port: number, people: number) => {
  const began = performance.now();
  const child = spawn(process.execPath, [join(import.meta.dirname, '../main.ts')], {
    env: { ...process.env, PORT: String(port), QIAOMEN_DATA_DIR: dataDir, QIAOMEN_DEMO_PEOPLE: String(people) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      // what it says later fills no memory
      if (said.length < 100_000) said += chunk.toString();
      if (said.includes('Qiaomen is ready at')) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void exited.then(() => reject(new Error(`stopped before it was ready:\n${said.slice(-2000)}`)));
  });
  return {
    cpuSeconds: await cpuSecondsOf(child.pid),
    seconds: (performance.now() - began) / 1000,
    memory: () => megabytesOf(child.pid),
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
};

interface ProductOptions {
  /** people who come through the import, the whole way of the demo */
  people: number;
  /** people put beside them by SQL; 0 for none */
  large: number;
  /** a folder that is kept and used again; null for one that is removed */
  keep: string | null;
  say(line: string): void;
  port?: number;
}

/** Written last, so that a folder whose filling was cut off is never taken for a full one. */
const markOf = (dataDir: string): string => join(dataDir, 'bench.json');

const isReady = async (dataDir: string, content: string): Promise<boolean> =>
  existsSync(markOf(dataDir)) && (await readFile(markOf(dataDir), 'utf8')) === content;

export const startProduct = async ({ people, large, keep, say, port = 4030 }: ProductOptions): Promise<Product> => {
  const content = JSON.stringify({ people, large });
  const dataDir = keep ?? (await mkdtemp(join(tmpdir(), 'qiaomen-bench-')));
  let first = { seconds: Number.NaN, cpuSeconds: Number.NaN };
  if (!(await isReady(dataDir, content))) {
    if (existsSync(markOf(dataDir))) throw new Error(`${dataDir} was filled with other numbers; remove it`);
    await mkdir(dataDir, { recursive: true });
    const started = await start(dataDir, port, people);
    first = started;
    await started.stop();
    if (large > 0) await loadLargeRegister(dataDir, large, say);
    await writeFile(markOf(dataDir), content);
  }
  const second = await start(dataDir, port, people);
  return {
    url: `http://localhost:${port}`,
    dataDir,
    readySeconds: first.seconds,
    readyCpuSeconds: first.cpuSeconds,
    secondStartSeconds: second.seconds,
    memory: second.memory,
    stop: async () => {
      await second.stop();
      if (keep === null) await rm(dataDir, { recursive: true, force: true });
    },
  };
};
