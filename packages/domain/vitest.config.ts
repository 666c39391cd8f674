import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    setupFiles: ['../../scripts/property-seed.ts'],
    testTimeout: 60_000,
    // rules are pure: no file can leave anything behind for the next, and modules are read once
    isolate: false,
  },
});
