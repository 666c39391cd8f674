import { expect, test } from 'vitest';
import { seedOf } from './seeded.ts';
import { failureOf, shrink } from './shrink.ts';
import { storyOf } from './steps.ts';

/** Another one each time: whoever sees a failure puts its seed here to tell the story again. */
const run = Date.now() % 2 ** 31;
const stories = 10_000;
/** about 15 s on a machine of its own; a busy one gets time */
const longestMs = 240_000;

test(
  `no acknowledged fact is lost and none counts twice, whatever happens (seed ${String(run)}, ${String(stories)} stories)`,
  async () => {
    for (let nth = 0; nth < stories; nth += 1) {
      const story = storyOf(seedOf(run, nth));
      if ((await failureOf(story)) === null) continue;
      const shortest = await shrink(story);
      expect.fail(
        `seed ${run}, story ${nth}: ${await failureOf(shortest)}\n${shortest.map((step) => JSON.stringify(step)).join('\n')}`,
      );
    }
  },
  longestMs,
);

test('a seed tells the same story again', () => {
  expect(storyOf(seedOf(1, 2))).toEqual(storyOf(seedOf(1, 2)));
  expect(storyOf(seedOf(1, 2))).not.toEqual(storyOf(seedOf(1, 3)));
});
