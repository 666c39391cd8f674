// Gate: every dependency has an exact version, and every workspace is private and Apache-2.0.
import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';

const folders = [
  '.',
  'prisma',
  'e2e',
  ...['apps', 'packages'].flatMap((top) => readdirSync(top).map((name) => join(top, name))),
];
const faults = [];
for (const folder of folders) {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) continue;
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  if (manifest.private !== true) faults.push(`${file}: not private`);
  if (manifest.license !== 'Apache-2.0') faults.push(`${file}: licence is not Apache-2.0`);
  for (const field of ['dependencies', 'devDependencies', 'optionalDependencies'])
    for (const [name, version] of Object.entries(manifest[field] ?? {}))
      if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) faults.push(`${file}: ${name} is not pinned (${version})`);
}
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.exit(faults.length === 0 ? 0 : 1);
