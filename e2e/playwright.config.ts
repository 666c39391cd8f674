import { defineConfig } from '@playwright/test';

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
    baseURL: process.env['QIAOMEN_E2E_URL'] ?? 'http://localhost:4010',
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
      ],
    },
  },
});
