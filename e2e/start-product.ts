import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Starts Qiaomen as a newcomer would, on an empty data folder, and stops it when the journeys are over. */
export default async function startProduct(): Promise<(() => Promise<void>) | undefined> {
  if (process.env['QIAOMEN_E2E_URL'] !== undefined) return undefined;
  const port = process.env['QIAOMEN_E2E_PORT'] ?? '4010';
  const dataDir = mkdtempSync(join(tmpdir(), 'qiaomen-e2e-'));
  const child = spawn(process.execPath, [join(import.meta.dirname, '../apps/server/src/main.ts')], {
    env: { ...process.env, PORT: port, QIAOMEN_DATA_DIR: dataDir, QIAOMEN_DEMO_PEOPLE: '2000' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('Qiaomen is ready at')) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('exit', (code) =>
      reject(new Error(`Qiaomen stopped with ${code} before it was ready:\n${said.slice(-3000)}`)),
    );
    setTimeout(() => reject(new Error(`Qiaomen was not ready in 180 s:\n${said.slice(-3000)}`)), 180_000).unref();
  });
  return async () => {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await gone;
    rmSync(dataDir, { recursive: true, force: true });
  };
}
