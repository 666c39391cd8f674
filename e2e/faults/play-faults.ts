import 'fake-indexeddb/auto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Stage } from './misfortunes.ts';
import { startProduct } from './product.ts';
import { startProxy } from './proxy.ts';
import { signInAs } from './real-tablet.ts';
import { checkProduct, playScenario } from './run-scenario.ts';
import { scenarios } from './scenarios.ts';

/** `npm run soak:faults -- --rounds 20` plays all of them as often. */
const rounds = Number(process.env['QIAOMEN_FAULT_ROUNDS'] ?? '1');
test('there are at least forty scenarios', () => {
  expect(scenarios.length).toBeGreaterThanOrEqual(40);
});

// each on a product of its own: after some rounds its few doors would have seen thousands of visits, as no door ever does
describe.each(Array.from({ length: rounds }, (_, round) => round + 1))('round %i', () => {
  let stage: Stage;
  beforeAll(async () => {
    const product = await startProduct(200);
    stage = { product, proxy: await startProxy(product.url()), signIn: await signInAs(product.url(), 'worker1') };
  }, 180_000);
  afterAll(async () => {
    await stage.proxy.close();
    await stage.product.stop();
  }, 60_000);

  test.each(scenarios)('nothing is lost and nothing counts twice when: $name', async (scenario) => {
    const before = stage.proxy.met();
    const { visits, soakVisits = visits, photos, soakPhotos = photos } = scenario;
    const many = { visits: soakVisits, photos: soakPhotos };
    await playScenario(stage, { ...scenario, ...(rounds > 1 ? many : {}) });
    const planned = [scenario.push, scenario.pull, scenario.photo].some((plan) => plan !== undefined);
    if (planned) expect(stage.proxy.met()).toBeGreaterThan(before);
  });

  test('the trail is whole and a rebuild finds no difference', async () => {
    await checkProduct(stage);
  });
});
