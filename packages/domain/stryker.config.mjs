/** `npm run mutate`: breaks each rule on purpose and asks whether a test notices. Takes minutes, so it is not part of `npm test`. */
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  mutate: ['ability', 'aefi', 'close-out', 'forecast', 'quiz', 'rule-version', 'screening'].flatMap((folder) => [
    `src/${folder}/*.ts`,
    `!src/${folder}/*.test.ts`,
  ]),
  vitest: { configFile: 'vitest.mutate.config.ts', related: true },
  // rows of a table are read once, when their file is loaded: what they say is held by docs/rules.md and the table tests
  ignoreStatic: true,
  reporters: ['clear-text'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  thresholds: { high: 95, low: 90, break: 90 },
  tempDirName: '.mutate',
  concurrency: 2,
};
