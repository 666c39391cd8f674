/**
 * `npm run soak:sync -- --sequences 10000000`: tells random stories of tablets, network and server, on all cores, and stops
 * at the first in which something is lost. Goes on where it was stopped; `--seed` and `--from` tell known ones again.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { seedOf } from '@qiaomen/domain/sync/simulation/seeded';
import { failureOf, shrink } from '@qiaomen/domain/sync/simulation/shrink';
import { storyOf } from '@qiaomen/domain/sync/simulation/steps';
import { z } from 'zod';

const perChunk = 2_000;
const Chunk = z.object({ seed: z.int(), from: z.int(), to: z.int() });
type Chunk = z.infer<typeof Chunk>;
const Told = z.object({ from: z.int(), failure: z.string().nullable() });
const Progress = z.object({ seed: z.int(), sequences: z.int(), from: z.int(), done: z.int() });

const say = (text: string): void => void process.stdout.write(`${text}\n`);

const tellChunk = async ({ seed, from, to }: Chunk): Promise<string | null> => {
  for (let nth = from; nth < to; nth += 1) {
    const story = storyOf(seedOf(seed, nth));
    if ((await failureOf(story)) === null) continue;
    const shortest = await shrink(story);
    const steps = shortest.map((step) => JSON.stringify(step)).join('\n');
    return `seed ${String(seed)}, story ${String(nth)}: ${(await failureOf(shortest)) ?? ''}\n${steps}`;
  }
  return null;
};

const serve = (): void => {
  // calls fail on purpose by the million, and nobody reads where
  Error.stackTraceLimit = 0;
  parentPort?.on('message', (message: unknown) => {
    const chunk = Chunk.parse(message);
    void tellChunk(chunk).then((failure) => parentPort?.postMessage({ from: chunk.from, failure }));
  });
};

const stateFile = join(import.meta.dirname, '../../../../.data/soak-sync.json');
const readProgress = (): z.infer<typeof Progress> | undefined => {
  try {
    return Progress.parse(JSON.parse(readFileSync(stateFile, 'utf8')));
  } catch {
    return undefined;
  }
};

interface Run {
  seed: number;
  sequences: number;
  from: number;
  done: number;
}

const chooseRun = (): Run => {
  const { values } = parseArgs({
    options: { sequences: { type: 'string', default: '1000000' }, seed: { type: 'string' }, from: { type: 'string' } },
  });
  const sequences = z.coerce.number().int().min(1).parse(values.sequences);
  const known = readProgress();
  if (values.seed === undefined && known?.sequences === sequences) return known;
  const seed = z.coerce.number().int().min(0).optional().parse(values.seed) ?? Date.now() % 2 ** 31;
  const from = z.coerce.number().int().min(0).optional().parse(values.from) ?? 0;
  return { seed, sequences, from, done: 0 };
};

/** Hands chunks to the cores; counts only what lies below every chunk that is still being told. */
const soak = async (run: Run): Promise<string | null> => {
  const end = run.from + run.sequences;
  const began = Date.now();
  const before = run.done;
  let next = run.from + run.done;
  let shownAt = began;
  const busy = new Set<number>();
  const workers = Array.from({ length: availableParallelism() }, () => new Worker(new URL(import.meta.url)));
  const failure = await new Promise<string | null>((resolve, reject) => {
    const give = (worker: Worker): void => {
      if (next < end) {
        const chunk = { seed: run.seed, from: next, to: Math.min(end, next + perChunk) };
        busy.add(chunk.from);
        next = chunk.to;
        worker.postMessage(chunk);
      } else if (busy.size === 0) resolve(null);
    };
    for (const worker of workers) {
      worker.on('error', reject);
      worker.on('message', (message: unknown) => {
        const told = Told.parse(message);
        busy.delete(told.from);
        run.done = Math.min(next, ...busy) - run.from;
        writeFileSync(stateFile, JSON.stringify(run));
        if (told.failure !== null) return resolve(told.failure);
        if (Date.now() - shownAt > 10_000) {
          shownAt = Date.now();
          const perSecond = Math.round(((run.done - before) * 1000) / (shownAt - began));
          say(`${String(run.done)} of ${String(run.sequences)} stories, ${String(perSecond)} a second, none failed`);
        }
        give(worker);
      });
      give(worker);
    }
  });
  await Promise.all(workers.map((worker) => worker.terminate()));
  return failure;
};

if (isMainThread) {
  mkdirSync(dirname(stateFile), { recursive: true });
  const run = chooseRun();
  say(`seed ${String(run.seed)}, stories ${String(run.from + run.done)} to ${String(run.from + run.sequences - 1)}`);
  const failure = await soak(run);
  if (failure === null) {
    rmSync(stateFile, { force: true });
    say(`${String(run.sequences)} stories, none failed (seed ${String(run.seed)}).`);
  } else {
    say(failure);
    process.exitCode = 1;
  }
} else serve();
