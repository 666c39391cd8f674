import { defineConfig } from 'vitest/config';

/** The tests of the folders that stryker.config.mjs breaks on purpose. */
export default defineConfig({
  test: {
    include: ['src/{ability,aefi,close-out,forecast,quiz,rule-version,screening}/*.test.ts'],
    testTimeout: 60_000,
  },
});
