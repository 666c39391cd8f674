import { defineConfig } from '@playwright/test';

// a port of its own for each run, so that two on one machine do not meet; workers inherit it
process.env['QIAOMEN_E2E_PORT'] ??= String(4100 + Math.floor(Math.random() * 800));

/** Journeys run against the real product on demo data; `product.ts` starts it once on a folder of its own. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  globalSetup: './start-product.ts',
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  retries: 0,
  reporter: [['list'], ['json', { outputFile: '../.data/test-results/e2e.json' }]],
  outputDir: '../.data/test-results/e2e-artifacts',
  use: {
    baseURL: process.env['QIAOMEN_E2E_URL'] ?? `http://localhost:${process.env['QIAOMEN_E2E_PORT']}`,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 800, height: 1280 },
    screenshot: 'only-on-failure',
    serviceWorkers: 'allow',
    launchOptions: {
      executablePath: process.env['QIAOMEN_CHROMIUM'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // a microphone that hums, and somebody who lets it be used
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
      ],
    },
  },
});
