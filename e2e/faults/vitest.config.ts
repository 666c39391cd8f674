import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['play-faults.ts'],
    testTimeout: 240_000,
    hookTimeout: 180_000,
    reporters: ['default', ['json', { outputFile: '../../.data/test-results/faults.json' }]],
  },
});
