import { defineConfig } from 'vitest/config';

export default defineConfig({
  define: { __APP_VERSION__: JSON.stringify('0.1.0') },
  test: {
    include: ['play-faults.ts'],
    // a soak plays fifteen hundred visits with three hundred pictures in one row
    testTimeout: process.env['QIAOMEN_FAULT_ROUNDS'] === undefined ? 240_000 : 1_200_000,
    hookTimeout: 180_000,
    reporters: ['default', ['json', { outputFile: '../../.data/test-results/faults.json' }]],
  },
});
