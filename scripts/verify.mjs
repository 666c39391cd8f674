// `npm run check` (types, lint, boundaries, unused, format, texts) and `npm test` (check, suites, browser journeys).
import { spawn } from 'node:child_process';
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

const say = (text) => void process.stdout.write(text);

/** @param live what it prints is seen at once; otherwise all of it stands together when it has ended */
const step = (name, [program, ...args], env, { cwd = root, live = true } = {}) =>
  new Promise((resolve) => {
    const began = Date.now();
    const said = [];
    if (live) say(`\n=== ${name}\n`);
    const stdio = live ? 'inherit' : ['ignore', 'pipe', 'pipe'];
    const child = spawn(join(root, 'node_modules/.bin', program), args, { cwd, env, stdio });
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => said.push(chunk));
    child.on('error', (cause) => said.push(Buffer.from(`${String(cause)}\n`)));
    child.on('close', (status) => {
      if (!live) say(`\n=== ${name}\n${Buffer.concat(said).toString()}`);
      say(`=== ${name}: ${status === 0 ? 'passed' : 'FAILED'} in ${((Date.now() - began) / 1000).toFixed(1)} s\n`);
      resolve(status === 0);
    });
  });

/** The compiler beside all other gates: each leaves one of two cores idle. @returns names of those that failed */
const runGates = async (env) => {
  const failed = [];
  const inTurn = async (some) => {
    for (const [name, command] of some) if (!(await step(name, command, env, { live: false }))) failed.push(name);
  };
  const isCompiler = ([name]) => name === 'types';
  await Promise.all([inTurn(gates.filter(isCompiler)), inTurn(gates.filter((gate) => !isCompiler(gate)))]);
  return failed;
};

export const check = async (env) => {
  const failed = await runGates(env);
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
  const failed = await runGates(env);
  // the pages were built just before
  if (!(await step('size', ['node', 'apps/web/scripts/bundle-size.mjs'], env))) failed.push('size');
  const suites = [
    'turbo',
    'run',
    'test',
    '--filter=!@qiaomen/e2e',
    '--concurrency=1',
    '--output-logs=full',
    '--continue',
  ];
  if (!(await step('suites', suites, env))) failed.push('suites');
  if (!(await step('gates', ['vitest', 'run', '--root', 'scripts/gates'], env))) failed.push('gates');
  if (!(await step('faults', ['vitest', 'run', '--root', 'e2e/faults'], env))) failed.push('faults');
  const browser = { ...env, QIAOMEN_CHROMIUM: ensureChromium() };
  if (!(await step('journeys', ['playwright', 'test'], browser, { cwd: join(root, 'e2e') }))) failed.push('journeys');
  const sum = tally();
  process.stdout.write(`\nAll of it took ${((Date.now() - began) / 1000).toFixed(0)} s.\n`);
  if (failed.length > 0) process.stdout.write(`Failed: ${failed.join(', ')}\n`);
  // a gate that fails counts as one failed test
  process.stdout.write(`${sum.passed} passed, ${Math.max(sum.failed, failed.length)} failed\n`);
  process.exit(failed.length === 0 && sum.failed === 0 && sum.passed > 0 ? 0 : 1);
};
