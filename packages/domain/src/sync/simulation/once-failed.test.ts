import { expect, test } from 'vitest';
import { recordedStories } from './recorded-stories.ts';
import { failureOf } from './shrink.ts';

test.each(recordedStories)('%s', async (_what, steps) => {
  expect(await failureOf(steps)).toBeNull();
});
