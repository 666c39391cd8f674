import { defineConfig } from 'vitest/config';

export default defineConfig({
  define: { __APP_VERSION__: JSON.stringify('0.1.0') },
  test: {
    include: ['play-faults.ts'],
    testTimeout: 240_000,
    hookTimeout: 180_000,
    reporters: ['default', ['json', { outputFile: '../../.data/test-results/faults.json' }]],
  },
});
