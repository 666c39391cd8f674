/** The product itself, started as a newcomer starts it, on an empty folder. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Product {
  url: string;
  dataDir: string;
  readySeconds: number;
  /** what the server itself used of a processor by then; not a number where the system does not say */
  readyCpuSeconds: number;
  /** a second start on the same data */
  secondStartSeconds: number;
  stop(): Promise<void>;
}

/** Linux counts a hundred ticks a second. The first two fields may hold spaces, so it counts from the closing bracket. */
const cpuSecondsOf = async (pid: number | undefined): Promise<number> => {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11] ?? Number.NaN) + Number(fields[12] ?? Number.NaN)) / 100;
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
      said += chunk.toString();
      if (said.includes('Qiaomen is ready at')) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void exited.then(() => reject(new Error(`stopped before it was ready:\n${said.slice(-2000)}`)));
  });
  return {
    cpuSeconds: await cpuSecondsOf(child.pid),
    seconds: (performance.now() - began) / 1000,
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
};

export const startProduct = async (people: number, port = 4030): Promise<Product> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'qiaomen-bench-'));
  const first = await start(dataDir, port, people);
  await first.stop();
  const second = await start(dataDir, port, people);
  return {
    url: `http://localhost:${port}`,
    dataDir,
    readySeconds: first.seconds,
    readyCpuSeconds: first.cpuSeconds,
    secondStartSeconds: second.seconds,
    stop: async () => {
      await second.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
