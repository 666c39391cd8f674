import { expect, test } from 'vitest';
import { mendedByTablet } from './mended-by-tablet.ts';
import { plantedInServer } from './planted-in-server.ts';
import { plantedInTablet } from './planted-in-tablet.ts';
import { recordedStories } from './recorded-stories.ts';
import { seedOf } from './seeded.ts';
import { failureOf } from './shrink.ts';
import { storyOf } from './steps.ts';
import type { Sabotage } from './story.ts';

/** One seed for all, so that the same fault is found in the same story on every machine. */
const run = 20261122;
const enoughToFind = 3_000;
const enoughToMend = 1_000;

/** How many stories it takes to notice, or null. */
const noticedAfter = async (sabotage: Sabotage): Promise<number | null> => {
  for (const [, story] of recordedStories) if ((await failureOf(story, sabotage)) !== null) return 0;
  for (let nth = 0; nth < enoughToFind; nth += 1)
    if ((await failureOf(storyOf(seedOf(run, nth)), sabotage)) !== null) return nth + 1;
  return null;
};

test.each(plantedInTablet)('is noticed: a tablet that %s', async (_fault, sabotage) => {
  expect(await noticedAfter(sabotage)).not.toBeNull();
});

test.each(plantedInServer)('is noticed: a server that %s', async (_fault, sabotage) => {
  expect(await noticedAfter(sabotage)).not.toBeNull();
});

/** All stories of the run: not one in which it stays. */
test.each(mendedByTablet)('is mended by its count: a tablet %s', async (_fault, sabotage) => {
  for (const [, story] of recordedStories) expect(await failureOf(story, sabotage)).toBeNull();
  for (let nth = 0; nth < enoughToMend; nth += 1)
    expect(await failureOf(storyOf(seedOf(run, nth)), sabotage), `story ${String(nth)}`).toBeNull();
});

test('at least twenty-five faults are planted', () => {
  expect(plantedInTablet.length + plantedInServer.length).toBeGreaterThanOrEqual(25);
});
