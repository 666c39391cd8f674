/** Tablets that are behind: an old program, a past the server lost, a worker with another role. */
import type { Pull } from '@qiaomen/domain/sync/query';
import { CountyCode } from '@qiaomen/domain/area/area-code';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { doorWorld, type DoorWorld } from '../testing/staffed-world.ts';
import { testAreas } from '../testing/test-app.ts';

let world: DoorWorld;
const county = CountyCode.parse(testAreas.county);
const fresh: Pull = { epoch: null, cursors: {}, schema: 1, resume: null };

beforeAll(async () => {
  world = await doorWorld();
});
afterAll(() => world.app.close());

test('a program that is too old is refused its list, and never its work', async () => {
  const elder = await world.addElder();
  const old = world.app.caller(world.worker).sync.pull({ ...fresh, client: '0.0.9' });
  await expect(old).rejects.toMatchObject({ cause: { domain: { code: 'client_too_old' } } });
  expect(await world.own.push([world.own.wrap(world.visit(elder))])).toMatchObject([{ state: 'applied' }]);
  for (const client of ['0.1.0', '0.1.1', '0.10', '1.0.0-next'])
    expect((await world.app.caller(world.worker).sync.pull({ ...fresh, client })).minClient).toBe('0.1.0');
});

test('a push that speaks of another past is asked for everything anew, and takes nothing', async () => {
  const elder = await world.addElder();
  const command = world.own.wrap(world.visit(elder));
  const pushIn = (epoch: string | null) =>
    world.app
      .deviceCaller(world.worker, world.own.deviceId)
      .sync.push({ commands: [command], deviceNow: world.app.now().toISOString(), epoch });
  const lost = await pushIn('a past that was lost');
  expect(lost.answers).toMatchObject([{ state: 'retry' }]);
  expect((await world.app.caller(world.supervisor).person.detail({ county, personId: elder.personId })).visits).toEqual(
    [],
  );
  expect((await pushIn(lost.epoch ?? '')).answers).toMatchObject([{ state: 'applied' }]);
});

test('work of somebody who has another role by now reaches the server and is kept aside', async () => {
  const elder = await world.addElder();
  const former = await world.app.createUser('auditor', [testAreas.prefecture]);
  const theirs = await world.tablet(former);
  expect(await theirs.push([theirs.wrap(world.visit(elder))])).toMatchObject([
    { state: 'quarantined', reason: 'wrong_role' },
  ]);
});
