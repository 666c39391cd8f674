/** Tablets and the server, through the real procedures. */
import type { Command } from '@qiaomen/domain/command';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../entry/new-id.ts';
import { checkCounty } from '../entry/rebuild.ts';
import { doorWorld, type DoorWorld } from '../testing/staffed-world.ts';
import { testAreas, type TestUser } from '../testing/test-app.ts';
import { CountyCode } from '@qiaomen/domain/area/area-code';
import type { Pull, PullReply } from '@qiaomen/domain/sync/query';

let world: DoorWorld;
let neighbour: TestUser;
const county = CountyCode.parse(testAreas.county);
const fresh: Pull = { epoch: null, cursors: {}, schema: 1, resume: null };

beforeAll(async () => {
  world = await doorWorld();
  neighbour = await world.app.createUser('worker', [testAreas.siblingVillage]);
});
afterAll(() => world.app.close());

const pullAll = async (user: TestUser, from: Pull = fresh): Promise<PullReply & { next: Pull }> => {
  let request = from;
  const upserts = [];
  for (;;) {
    const reply = await world.app.caller(user).sync.pull(request);
    upserts.push(...reply.upserts);
    request = { epoch: reply.epoch, cursors: reply.nextCursors, schema: 1, resume: reply.resume };
    if (!reply.hasMore) return { ...reply, upserts, next: request };
  }
};

test('a batch of fifty with one broken command keeps the other forty-nine', async () => {
  const elder = await world.addElder();
  const commands: unknown[] = Array.from({ length: 50 }, () => world.own.wrap(world.visit(elder, { outcome: '08' })));
  commands[20] = { ...world.own.wrap(world.visit(elder)), payload: { personId: 'nobody' } };
  const answers = await world.own.push(commands);
  expect(answers.filter((answer) => answer.state === 'applied')).toHaveLength(49);
  expect(answers[20]).toMatchObject({ state: 'quarantined', reason: 'unreadable' });
  const detail = await world.app.caller(world.supervisor).person.detail({ county, personId: elder.personId });
  expect(detail.row).toMatchObject({ visitCount: 49 });
});

test('what no table can hold is kept aside for a person, not asked for again and again', async () => {
  const elder = await world.addElder();
  const { personId } = elder;
  const proposal = (): Command => ({
    type: 'person.propose',
    proposalId: newId(world.app.now()),
    personId: newId(world.app.now()),
    campaignId: world.campaignId,
    areaCode: elder.areaCode,
    name: '金\u0000顺姬',
    sex: 'female',
    birthDate: '1940-01-01',
    idNumber: null,
    phone: null,
    address: '',
    language: 'zh-CN',
  });
  const first = { ...proposal(), name: '崔顺姬' };
  const deep = JSON.parse(`${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`) as unknown;
  const commands = [
    world.own.wrap(world.visit(elder), { type: 'visit\u0000record' }),
    world.own.wrap(world.visit(elder), { deviceSeq: 2 ** 40 }),
    world.own.wrap(world.visit(elder), { v: 2 ** 40 }),
    world.own.wrap(world.visit(elder), { occurredAt: '0000-01-01T00:00:00Z' }),
    world.own.wrap(world.visit({ personId }, { nextDate: '0000-01-01' })),
    world.own.wrap(proposal()),
    world.own.wrap(first),
    world.own.wrap({ ...first, personId: newId(world.app.now()) }),
    { id: newId(world.app.now()), type: '\u0000' },
    deep,
    world.own.wrap(world.visit(elder)),
  ];
  const answers = await world.own.push(commands);
  const kept = 'quarantined';
  expect(answers.map(({ state }) => state)).toEqual([
    kept,
    kept,
    kept,
    kept,
    kept,
    kept,
    'applied',
    kept,
    kept,
    kept,
    'applied',
  ]);
  const again = await world.own.push(commands);
  expect(again.every(({ replayed }) => replayed)).toBe(true);
});

test('a command that waits for itself does not wait for ever', async () => {
  const command = world.own.wrap(world.visit(await world.addElder()));
  expect(await world.own.push([{ ...command, deps: [command.id] }])).toMatchObject([{ state: 'applied' }]);
});

test.each(['9999-12-31T23:59:59Z', '0000-01-01T00:00:00Z'])(
  'a tablet that thinks it is %s loses nothing',
  async (deviceNow) => {
    const command = world.own.wrap(world.visit(await world.addElder()));
    const reply = await world.app
      .deviceCaller(world.worker, world.own.deviceId)
      .sync.push({ commands: [command], deviceNow });
    expect(reply.answers).toMatchObject([
      { state: 'applied', flags: [{ code: 'clock_skew' }, ...(deviceNow < '1' ? [{ code: 'in_the_future' }] : [])] },
    ]);
  },
);

test('a visit said to have happened in another age is flagged and does not spoil the register', async () => {
  const elder = await world.addElder();
  const command = world.own.wrap(world.visit(elder, { outcome: '04', reasons: ['T1'] }), {
    occurredAt: '9999-12-31T23:00:00Z',
  });
  expect(await world.own.push([command])).toMatchObject([{ state: 'applied', flags: [{ code: 'in_the_future' }] }]);
  const detail = await world.app.caller(world.supervisor).person.detail({ county, personId: elder.personId });
  expect(detail.row).toMatchObject({ state: 'refused', nextDate: '2026-12-22' });
});

test('a reply that was lost is answered again in the same words, and nothing happens twice', async () => {
  const elder = await world.addElder();
  const command = world.own.wrap(world.visit(elder, { outcome: '04', reasons: ['T1'], note: '说再想想' }));
  const [first] = await world.own.push([command]);
  const [again] = await world.own.push([command]);
  expect(first).toMatchObject({ state: 'applied', replayed: false });
  expect(again).toEqual({ ...first, replayed: true });
  const detail = await world.app.caller(world.supervisor).person.detail({ county, personId: elder.personId });
  expect(detail.visits).toMatchObject([{ outcome: '04', note: '说再想想' }]);
});

test('two tablets at one door leave two visits on one entry', async () => {
  const elder = await world.addElder();
  const second = await world.tablet(world.worker);
  const [one, two] = [world.own.wrap(world.visit(elder)), second.wrap(world.visit(elder, { outcome: '03' }))];
  await Promise.all([world.own.push([one]), second.push([two])]);
  const detail = await world.app.caller(world.supervisor).person.detail({ county, personId: elder.personId });
  expect(detail.visits).toHaveLength(2);
});

test('a visit of another area’s world.worker is kept aside and shown to the world.supervisor, by codes only', async () => {
  const elder = await world.addElder({ name: '朴英子' });
  const other = await world.tablet(neighbour);
  const [answer] = await other.push([other.wrap(world.visit(elder, { note: '秘密' }))]);
  expect(answer).toMatchObject({ state: 'quarantined', reason: 'outside_duty' });
  const list = await world.app.caller(world.supervisor).attention.list({ settled: false, page: { page: 0, size: 50 } });
  const row = list.rows.find((one) => one.personId === elder.personId);
  expect(row).toMatchObject({ type: 'visit.record', says: ['02'], why: { reason: 'outside_duty' } });
  expect(JSON.stringify(list)).not.toContain('秘密');
  expect(JSON.stringify(list)).not.toContain('朴英子');
});

test('what a revoked tablet still holds arrives whole and is trusted in nothing', async () => {
  const elder = await world.addElder();
  const [answer] = await world.own.push([world.own.wrap(world.visit(elder))], { revoked: true });
  expect(answer).toMatchObject({ state: 'quarantined', reason: 'revoked_device' });
});

test('who was on duty the day before may still tell of that day, not of today', async () => {
  const elder = await world.addElder();
  const former = await world.app.createUser('worker', [testAreas.village]);
  const theirs = await world.tablet(former);
  const yesterday = new Date(world.app.now().getTime() - 24 * 3_600_000);
  await world.app.db.transact(
    { scope: { area: '22' }, actorId: null, county: '000000', at: world.app.now() },
    async (writer) => {
      await writer.tx.duty.updateMany({ where: { userId: former.id }, data: { to: yesterday } });
      await writer.audit({ action: 'test.duty', entity: 'user', entityId: former.id, detail: {} });
    },
  );
  const before = new Date(yesterday.getTime() - 3_600_000).toISOString();
  const answers = await theirs.push([
    theirs.wrap(world.visit(elder), { occurredAt: before }),
    theirs.wrap(world.visit(elder)),
  ]);
  expect(answers).toMatchObject([{ state: 'applied' }, { state: 'quarantined', reason: 'outside_duty' }]);
});

test('what the tablet of a disabled user sends is kept aside', async () => {
  const elder = await world.addElder();
  const disabled = await world.app.createUser('worker', [testAreas.village], { status: 'disabled' });
  const theirs = await world.tablet(disabled);
  const [answer] = await theirs.push([theirs.wrap(world.visit(elder))]);
  expect(answer).toMatchObject({ state: 'quarantined', reason: 'revoked_device' });
});

test('a clock three days wrong, either way, dates the visit by ours', async () => {
  for (const days of [-3, 3]) {
    const elder = await world.addElder();
    const wrong = new Date(world.app.now().getTime() + days * 24 * 3_600_000).toISOString();
    const command = world.own.wrap(world.visit(elder), { occurredAt: wrong });
    const reply = await world.app
      .deviceCaller(world.worker, world.own.deviceId)
      .sync.push({ commands: [command], deviceNow: wrong });
    expect(reply.answers).toMatchObject([{ state: 'applied', flags: [{ code: 'clock_skew', minutes: days * 1440 }] }]);
    const detail = await world.app.caller(world.supervisor).person.detail({ county, personId: elder.personId });
    expect(detail.visits).toMatchObject([{ occurredAt: world.app.now().toISOString() }]);
    // what the tablet's clock said stays with the proof that the command came
    const said = await world.app.db.read({ area: county }, (tx) =>
      tx.receipt.findUnique({ where: { county_id: { county, id: command.id } }, select: { occurredAt: true } }),
    );
    expect(said).toEqual({ occurredAt: new Date(wrong) });
  }
});

test('the id of a command that arrived, on another visit, changes nothing', async () => {
  const elder = await world.addElder();
  const command = world.own.wrap(world.visit(elder, { note: '第一' }));
  await world.own.push([command]);
  const { type: _type, ...other } = world.visit(elder, { note: '第二' });
  expect(await world.own.push([{ ...command, payload: other }])).toMatchObject([{ state: 'applied', replayed: true }]);
  const detail = await world.app.caller(world.supervisor).person.detail({ county, personId: elder.personId });
  expect(detail.visits).toMatchObject([{ note: '第一' }]);
});

test('a worker’s tablet holds the duty village and nothing of a sibling village or county', async () => {
  const mine = await world.addElder({ phone: '13904330001', idNumber: '222401194203050029' });
  const sibling = await world.addElder({ areaCode: testAreas.siblingVillage });
  const far = await world.addElder({ areaCode: testAreas.farVillage });
  const reply = await pullAll(world.worker);
  const ids = new Set(reply.upserts.map((entry) => entry.entryId));
  expect(ids.has(mine.entryId)).toBe(true);
  expect(ids.has(sibling.entryId) || ids.has(far.entryId)).toBe(false);
  expect(reply.scopeCount).toBe(ids.size);
  const row = reply.upserts.find((entry) => entry.entryId === mine.entryId);
  expect(row).toMatchObject({ phone: '13904330001', idLast4: '0029', address: '河南街 12 号' });
  expect(JSON.stringify(row)).not.toContain('222401194203050029');
  expect(reply.campaigns.map((campaign) => campaign.id)).toEqual([world.campaignId]);
  expect(reply.villages.map((village) => village.areaCode)).toEqual([testAreas.village]);
});

test('a phone looked at offline is in the trail when the tablet is back', async () => {
  const elder = await world.addElder();
  const [answer] = await world.own.push([world.own.wrap({ type: 'phone.reveal', personId: elder.personId })]);
  expect(answer).toMatchObject({ state: 'applied' });
  const rows = await world.app.db.auditQuery('SELECT FROM audit.entry WHERE action = $1 AND entity_id = $2', [
    'phone.reveal',
    elder.personId,
  ]);
  expect(rows).toHaveLength(1);
});

test('after all of this a rebuild finds no difference, and none after midnight', async () => {
  expect(await checkCounty(world.app.db, county)).toEqual([]);
  world.app.setNow(new Date('2026-11-22T16:00:01Z'));
  expect(await checkCounty(world.app.db, county)).toEqual([]);
});
