/** A tablet in a real browser against the running product; the journeys themselves live with the others in `e2e`. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { startProduct } from './product.ts';
import { row, type Line } from './table.ts';

export const benchTablet = async (say: (line: string) => void): Promise<Line[]> => {
  const product = await startProduct({ people: 2000, large: 0, keep: null, say, port: 4037 });
  try {
    const child = spawn(process.execPath, [join(import.meta.dirname, '../../../../e2e/tablet-bench.ts'), product.url], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    let wrong = '';
    child.stdout.on('data', (chunk: Buffer) => void (said += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => void (wrong += chunk.toString()));
    const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
    if (code !== 0) return [row('a tablet in Chromium', 'FAILED', wrong.trim().split('\n').slice(-3).join(' · '))];
    return JSON.parse(said) as Line[];
  } finally {
    await product.stop();
  }
};
