/** What happens to server and database while tablets send. */
import { spawnSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import type { FaultProxy } from './proxy.ts';
import type { Product } from './product.ts';
import type { SignIn } from './real-tablet.ts';
import type { Misfortune } from './scenarios.ts';

export interface Stage {
  /** signed in once: the product counts attempts */
  signIn: SignIn;
  product: Product;
  proxy: FaultProxy;
}

const untilReady = async ({ product }: Stage): Promise<void> => {
  for (let tries = 0; !(await product.isReady()); tries += 1) {
    if (tries > 600) throw new Error('the product does not come back');
    await pause(50);
  }
};

const restart = async ({ product, proxy }: Stage): Promise<void> => {
  await product.start();
  proxy.point(product.url());
};

const freeze = async (pid: number): Promise<void> => {
  process.kill(pid, 'SIGSTOP');
  await pause(3_000);
  process.kill(pid, 'SIGCONT');
};

/** Processes of the database that serve the product. */
const backendsOf = async ({ product }: Stage): Promise<number[]> => {
  const rows = await product.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
  );
  return rows.map(({ pid }) => pid);
};

/** A limit of 8 KB on every file they write: the log of changes cannot grow, as on a full disk. */
const refuseWrites = async (stage: Stage): Promise<void> => {
  for (const pid of await backendsOf(stage)) spawnSync('prlimit', ['--pid', String(pid), '--fsize=8192']);
};

export const befall = async (stage: Stage, misfortune: Misfortune | undefined): Promise<void> => {
  const { product } = stage;
  switch (misfortune) {
    case 'killServer':
    case 'stopServer':
      await product.killServer(misfortune === 'killServer' ? 'SIGKILL' : 'SIGTERM');
      await restart(stage);
      break;
    case 'killServerThrice':
      for (let times = 0; times < 3; times += 1) {
        await product.killServer();
        await restart(stage);
        await pause(150);
      }
      break;
    case 'killDatabase':
      process.kill(product.databasePid(), 'SIGKILL');
      break;
    case 'killBoth':
      process.kill(product.databasePid(), 'SIGKILL');
      await product.killServer();
      await restart(stage);
      break;
    case 'killBackend': {
      const [pid] = await backendsOf(stage);
      if (pid !== undefined) process.kill(pid, 'SIGKILL');
      break;
    }
    case 'freezeServer':
      await freeze(product.serverPid());
      break;
    case 'freezeDatabase':
      for (const pid of await backendsOf(stage)) void freeze(pid);
      await pause(3_100);
      break;
    case 'diskRefuses':
      await refuseWrites(stage);
      await pause(300);
      break;
    case 'lockedTable':
      await product.query('BEGIN; LOCK TABLE register_entry IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(3); COMMIT');
      break;
    default:
  }
  await untilReady(stage);
};
