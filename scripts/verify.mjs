// `npm run check` (types, lint, boundaries, unused, format, texts) and `npm test` (check, suites, browser journeys).
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureChromium } from './ensure-chromium.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const results = join(root, '.data', 'test-results');

/** Each gate: its name and the command, run in order of speed. `scripts/gates` plants a violation for each. */
export const gates = [
  ['pins', ['node', 'scripts/gates/pins.mjs']],
  ['format', ['prettier', '--check', '--log-level', 'warn', '.']],
  ['types', ['turbo', 'run', 'typecheck', '--output-logs=errors-only', '--concurrency=2']],
  ['boundaries', ['depcruise', '--config', '.dependency-cruiser.mjs', 'apps', 'packages', 'prisma', 'e2e']],
  ['lint', ['oxlint', '--type-aware', '--deny-warnings', '.']],
  ['unused', ['knip', '--no-progress']],
  ['texts', ['node', 'packages/i18n/src/check-cli.ts']],
];

const step = (name, [program, ...args], env, cwd = root) => {
  const began = Date.now();
  process.stdout.write(`\n=== ${name}\n`);
  const { status } = spawnSync(join(root, 'node_modules/.bin', program), args, { cwd, env, stdio: 'inherit' });
  process.stdout.write(
    `=== ${name}: ${status === 0 ? 'passed' : 'FAILED'} in ${((Date.now() - began) / 1000).toFixed(1)} s\n`,
  );
  return status === 0;
};

export const check = (env) => {
  const failed = gates.filter(([name, command]) => !step(name, command, env)).map(([name]) => name);
  if (failed.length > 0) {
    process.stderr.write(`\nFailed: ${failed.join(', ')}\n`);
    process.exit(1);
  }
};

/** Sums up what the runners wrote: Vitest's and Playwright's JSON reports. */
const tally = () => {
  let passed = 0;
  let failed = 0;
  for (const file of existsSync(results) ? readdirSync(results).filter((name) => name.endsWith('.json')) : []) {
    const report = JSON.parse(readFileSync(join(results, file), 'utf8'));
    passed += report.numPassedTests ?? report.stats?.expected ?? 0;
    failed += report.numFailedTests ?? (report.stats?.unexpected ?? 0) + (report.stats?.flaky ?? 0);
  }
  return { passed, failed };
};

export const test = async (env) => {
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });
  const began = Date.now();
  const failed = gates.filter(([name, command]) => !step(name, command, env)).map(([name]) => name);
  // the pages were built just before
  if (!step('size', ['node', 'apps/web/scripts/bundle-size.mjs'], env)) failed.push('size');
  const suites = [
    'turbo',
    'run',
    'test',
    '--filter=!@qiaomen/e2e',
    '--concurrency=1',
    '--output-logs=full',
    '--continue',
  ];
  if (!step('suites', suites, env)) failed.push('suites');
  if (!step('gates', ['vitest', 'run', '--root', 'scripts/gates'], env)) failed.push('gates');
  if (!step('faults', ['vitest', 'run', '--root', 'e2e/faults'], env)) failed.push('faults');
  const browser = ensureChromium();
  const journeys = step('journeys', ['playwright', 'test'], { ...env, QIAOMEN_CHROMIUM: browser }, join(root, 'e2e'));
  if (!journeys) failed.push('journeys');
  const sum = tally();
  process.stdout.write(`\nAll of it took ${((Date.now() - began) / 1000).toFixed(0)} s.\n`);
  if (failed.length > 0) process.stdout.write(`Failed: ${failed.join(', ')}\n`);
  // a gate that fails counts as one failed test
  process.stdout.write(`${sum.passed} passed, ${Math.max(sum.failed, failed.length)} failed\n`);
  process.exit(failed.length === 0 && sum.failed === 0 && sum.passed > 0 ? 0 : 1);
};
