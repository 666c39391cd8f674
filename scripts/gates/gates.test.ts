/** Each gate is shown a violation planted in a copy of the tree and must fail on it; the copy without it must pass. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
let copy = '';

const gate = (program: string, ...args: string[]) => {
  const done = spawnSync(join(root, 'node_modules/.bin', program), args, { cwd: copy, encoding: 'utf8' });
  return { failed: done.status !== 0, output: done.stdout + done.stderr };
};

/** Writes a file into the copy, runs `check`, and puts the copy back as it was. */
const withPlanted = <T>(path: string, text: string, check: () => T): T => {
  const file = join(copy, path);
  let before: string | undefined;
  try {
    before = readFileSync(file, 'utf8');
  } catch {
    mkdirSync(dirname(file), { recursive: true });
  }
  writeFileSync(file, text);
  try {
    return check();
  } finally {
    if (before === undefined) rmSync(file);
    else writeFileSync(file, before);
  }
};

/** The packages of the real tree, but the workspaces of the copy: a path in a finding then is a path of the copy. */
const linkPackages = () => {
  const modules = join(root, 'node_modules');
  mkdirSync(join(copy, 'node_modules', '@qiaomen'), { recursive: true });
  for (const name of readdirSync(modules))
    if (name !== '@qiaomen') symlinkSync(join(modules, name), join(copy, 'node_modules', name));
  for (const name of readdirSync(join(modules, '@qiaomen')))
    symlinkSync(
      join(copy, relative(root, realpathSync(join(modules, '@qiaomen', name)))),
      join(copy, 'node_modules', '@qiaomen', name),
    );
  for (const workspace of ['apps/web', 'apps/server', 'packages/linkage', 'packages/synth', 'prisma', 'e2e'])
    if (existsSync(join(root, workspace, 'node_modules')))
      symlinkSync(join(root, workspace, 'node_modules'), join(copy, workspace, 'node_modules'));
};

beforeAll(() => {
  copy = realpathSync(mkdtempSync(join(tmpdir(), 'qiaomen-gates-')));
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\0')
    .filter((path) => path !== '');
  for (const path of files) {
    try {
      cpSync(join(root, path), join(copy, path), { recursive: true });
    } catch (error) {
      // a file that git still lists but somebody has just deleted
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  cpSync(join(root, 'prisma/src/generated'), join(copy, 'prisma/src/generated'), { recursive: true });
  linkPackages();
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe('the lint gate', () => {
  const lint = (path: string) => gate('oxlint', '--type-aware', '--deny-warnings', path);
  it.each([
    [
      'a promise nobody awaits',
      'const send = async () => 1;\nexport const act = () => {\n  send();\n};\n',
      'no-floating-promises',
    ],
    ['any', 'export const value = (input: any) => input as string;\n', 'no-explicit-any'],
    ['a non-null assertion', 'export const first = (list: string[]) => list[0]!;\n', 'no-non-null-assertion'],
    ['a default export', 'export default 1;\n', 'no-default-export'],
    ['console', "export const act = () => console.log('x');\n", 'no-console'],
    [
      'a switch that forgets a case',
      "export const act = (kind: 'a' | 'b') => {\n  switch (kind) {\n    case 'a':\n      return 1;\n  }\n  return 0;\n};\n",
      'switch-exhaustiveness-check',
    ],
    [
      'a file of more than 250 lines',
      'export const a = 1;\n'.replace('a', 'x0') +
        Array.from({ length: 260 }, (_, i) => `export const y${i} = ${i};\n`).join(''),
      'max-lines',
    ],
  ])('catches %s', (_, text, rule) => {
    const path = 'packages/domain/src/planted.ts';
    const { failed, output } = withPlanted(path, text, () => lint(path));
    expect(output).toContain(rule);
    expect(failed).toBe(true);
  });
  it('passes an innocent file', () => {
    const path = 'packages/domain/src/planted.ts';
    expect(withPlanted(path, 'export const one = 1;\n', () => lint(path)).failed).toBe(false);
  });
});

describe('the boundary gate', () => {
  const cruise = (...paths: string[]) => gate('depcruise', '--config', '.dependency-cruiser.mjs', ...paths);
  it.each([
    [
      'domain reading a file',
      'packages/domain/src/planted.ts',
      "import { readFileSync } from 'node:fs';\nexport const x = readFileSync;\n",
      'domain-stays-pure',
    ],
    [
      'the web app importing the database',
      'apps/web/src/planted.ts',
      "import { connect } from '@qiaomen/prisma/scoped';\nexport const x = connect;\n",
      'web-knows-domain-and-i18n',
    ],
    [
      'the web app shipping the router',
      'apps/web/src/planted.ts',
      "import { appRouter } from '@qiaomen/server/router';\nexport const x = appRouter;\n",
      'web-takes-only-the-type-of-the-router',
    ],
    [
      'the database importing the domain',
      'prisma/src/planted.ts',
      "import { policy } from '@qiaomen/domain/policy';\nexport const x = policy;\n",
      'prisma-knows-nobody',
    ],
    [
      'linkage importing the database',
      'packages/linkage/src/planted.ts',
      "import { connect } from '../../../prisma/src/scoped.ts';\nexport const x = connect;\n",
      'linkage-knows-domain',
    ],
    [
      'a handler importing Prisma itself',
      'apps/server/src/planted.ts',
      "import { PrismaClient } from '../../../prisma/src/generated/client.ts';\nexport const x = PrismaClient;\n",
      'generated-client-stays-inside',
    ],
    [
      'a feature importing its sibling',
      'apps/server/src/features/planted/planted.ts',
      "import { campaignProcedures } from '../campaign/procedures.ts';\nexport const x = campaignProcedures;\n",
      'no-sibling-features',
    ],
    [
      'an import that points nowhere',
      'packages/synth/src/planted.ts',
      "import { x } from './nowhere.ts';\nexport const y = x;\n",
      'everything-resolves',
    ],
  ])('catches %s', (_, path, text, rule) => {
    const { failed, output } = withPlanted(path, text, () => cruise(path));
    expect(output).toContain(rule);
    expect(failed).toBe(true);
  });
  it('catches a cycle', () => {
    const { failed, output } = withPlanted(
      'packages/domain/src/planted-a.ts',
      "import { b } from './planted-b.ts';\nexport const a = () => b;\n",
      () =>
        withPlanted(
          'packages/domain/src/planted-b.ts',
          "import { a } from './planted-a.ts';\nexport const b = () => a;\n",
          () => cruise('packages/domain'),
        ),
    );
    expect(output).toContain('no-cycles');
    expect(failed).toBe(true);
  });
  it('passes the tree as it is, and really walks it', () => {
    const { failed, output } = cruise('apps', 'packages', 'prisma', 'e2e');
    expect(output).toMatch(/no dependency violations found \(\d{2,} modules/);
    expect(failed).toBe(false);
  });
});

describe('the other gates', () => {
  it('types: a misspelt property does not compile', () => {
    const text = "import { policy } from './policy.ts';\nexport const rule = policy['register.raed'];\n";
    const { failed, output } = withPlanted('packages/domain/src/planted.ts', text, () =>
      gate('tsc', '-p', 'packages/domain', '--incremental', 'false'),
    );
    expect(output).toContain('register.raed');
    expect(failed).toBe(true);
  });
  it('unused: a file nobody imports', () => {
    const { failed, output } = withPlanted('apps/server/src/planted-orphan.ts', 'export const orphan = 1;\n', () =>
      gate('knip', '--no-progress'),
    );
    expect(output).toContain('planted-orphan.ts');
    expect(failed).toBe(true);
  });
  it('format: double quotes', () => {
    const path = 'packages/domain/src/planted.ts';
    expect(withPlanted(path, 'export const x = "y"\n', () => gate('prettier', '--check', path)).failed).toBe(true);
  });
  it('pins: a caret range', () => {
    const manifest = readFileSync(join(root, 'packages/domain/package.json'), 'utf8').replace('"zod": "', '"zod": "^');
    const { failed, output } = withPlanted('packages/domain/package.json', manifest, () =>
      gate('node', 'scripts/gates/pins.mjs'),
    );
    expect(output).toContain('zod is not pinned');
    expect(failed).toBe(true);
  });
});
