import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test('a run that somebody stops leaves no record of a person behind', async () => {
  const place = await mkdtemp(join(tmpdir(), 'qiaomen-folder-test-'));
  const script = `import { writeFileSync } from 'node:fs';
    import { openWorkFolder } from '${new URL('work-folder.ts', import.meta.url).href}';
    const { folder } = await openWorkFolder();
    writeFileSync(folder + '/records.ndjson', '{}');
    process.stdout.write('there');
    setInterval(() => undefined, 1000);`;
  const environment = { ...process.env, QIAOMEN_WORK_DIR: place };
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { env: environment });
  await once(child.stdout, 'data');
  expect(await readdir(place)).toHaveLength(1);
  child.kill('SIGINT');
  expect((await once(child, 'exit'))[0]).toBe(130);
  expect(await readdir(place)).toEqual([]);
  await rm(place, { recursive: true });
});
