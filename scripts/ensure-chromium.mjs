// Finds a Chromium for the browser journeys, or installs one by whichever way the machine allows.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];
const works = (program) => spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;

const found = () => [process.env.QIAOMEN_CHROMIUM, ...places].find((path) => path && existsSync(path) && works(path));

/** The browser that Playwright itself downloaded, or undefined. */
const ofPlaywright = () => {
  const script = "process.stdout.write(require('@playwright/test').chromium.executablePath())";
  const asked = spawnSync(join(root, 'node_modules/.bin/node'), ['-e', script], {
    cwd: join(root, 'e2e'),
    encoding: 'utf8',
  });
  return asked.status === 0 && existsSync(asked.stdout) ? asked.stdout : undefined;
};

const aptInstall = () => {
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = (...args) => {
    const [program, ...rest] = [...sudo, 'apt-get', ...args];
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    return spawnSync(program, rest, { stdio: ['ignore', 'ignore', 'inherit'], env }).status === 0;
  };
  return apt('update', '-qq') && apt('install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk');
};

/** Path of a Chromium that runs. Tries, in order: what is there, apt-get, Playwright's download. */
export const ensureChromium = () => {
  const present = found() ?? ofPlaywright();
  if (present !== undefined) return present;
  process.stdout.write('Installing Chromium for the browser journeys …\n');
  if (existsSync('/usr/bin/apt-get') && aptInstall()) {
    const installed = found();
    if (installed !== undefined) return installed;
  }
  spawnSync(join(root, 'node_modules/.bin/playwright'), ['install', '--with-deps', 'chromium'], { stdio: 'inherit' });
  const downloaded = ofPlaywright();
  if (downloaded === undefined) throw new Error('No Chromium: install one, or set QIAOMEN_CHROMIUM to its path.');
  return downloaded;
};
