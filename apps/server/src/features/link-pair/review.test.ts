/** Two admins review at once; what they answer is kept, contradictions are settled aloud, and undo puts a pair back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalOf, testAreas } from '../../testing/test-app.ts';
import { everything, pairWorld, type PairWorld } from './testing/pair-world.ts';

let world: PairWorld;
beforeAll(async () => {
  world = await pairWorld();
});
afterAll(() => world.app.close());

const take = (by: 'admin' | 'colleague', size: number, place: string | null = null) =>
  world.app.caller(world[by]).linkPair.take({ filter: { ...everything, place }, size, except: [] });

describe('the queue', () => {
  it('shows two people at once different pairs, and lets one go after some minutes', async () => {
    const rows = await Promise.all([world.row(), world.row(), world.row(), world.row()]);
    await world.pair(rows[0] ?? '', rows[1] ?? '', 0.9);
    await world.pair(rows[2] ?? '', rows[3] ?? '', 0.7);
    const [mine, theirs] = [await take('admin', 1), await take('colleague', 2)];
    expect(mine.rows.map(({ probability }) => probability)).toEqual([0.9]);
    expect(theirs.rows.map(({ probability }) => probability)).toEqual([0.7]);
    expect(theirs).toMatchObject({ left: 2, withOthers: 1 });
    world.app.setNow(new Date(world.app.now().getTime() + 11 * 60_000));
    expect((await take('colleague', 2)).rows).toHaveLength(2);
    world.app.setNow(new Date(world.app.now().getTime() + 11 * 60_000));
  });

  it('asks first about people who are visited twice, with all their rows, masked, and how common their phone is', async () => {
    const phone = '16900000009';
    const [one, other, third] = [
      await world.elder({ phone }),
      await world.elder({ phone }),
      await world.elder({ phone }),
    ];
    const likely = await world.pair(await world.row(), await world.row(), 0.99);
    const twice = await world.pair(one.rowId, other.rowId, 0.6);
    const { rows } = await take('admin', 5);
    expect(rows[0]?.id).toBe(twice);
    expect(rows.findIndex(({ id }) => id === likely)).toBe(1);
    expect(rows[0]?.evidence.find(({ field }) => field === 'phone')?.shared).toBe(3);
    expect(rows[0]?.left.person).toMatchObject({ county: third.county, entryState: 'to_visit' });
    expect(rows[0]?.left.rows[0]).toMatchObject({ fileName: '户籍.csv', phoneMasked: expect.stringContaining('*') });
    expect(JSON.stringify(rows)).not.toContain(phone);
    world.app.setNow(new Date(world.app.now().getTime() + 11 * 60_000));
  });

  it('is not held up by somebody whose counties do not make the prefecture', async () => {
    const pairId = await world.pair(await world.row(), await world.row(), 0.999);
    const counties = await world.app.createUser('admin', [testAreas.county, testAreas.otherCounty]);
    const { rows } = await world.app.caller(counties).linkPair.take({ filter: everything, size: 5, except: [pairId] });
    expect(rows).toEqual([]);
    expect((await take('admin', 20)).rows.map(({ id }) => id)).toContain(pairId);
    world.app.setNow(new Date(world.app.now().getTime() + 11 * 60_000));
  });

  it('reveals both numbers for a purpose, counted and in the trail', async () => {
    const [one, other] = [await world.elder({ phone: '16900000010' }), await world.elder({ phone: '16900000011' })];
    const pairId = await world.pair(one.rowId, other.rowId);
    const ask = { pairId, field: 'phone', purpose: 'verify_identity' } as const;
    const shown = await world.app.caller(world.admin).linkPair.reveal(ask);
    expect([shown.left, shown.right].toSorted()).toEqual(['16900000010', '16900000011']);
    expect(shown.leftToday).toBe(28);
    const again = await world.app
      .caller(world.admin)
      .person.reveal({ county: one.county, personId: one.personId, field: 'phone', purpose: 'contact' });
    expect(again.leftToday).toBe(27);
  });

  it('finds the pairs across two counties, and of one county', async () => {
    const [here, there] = [await world.elder(), await world.elder({ areaCode: testAreas.farVillage })];
    const cross = await world.pair(here.rowId, there.rowId);
    expect((await take('admin', 10, 'cross')).rows.map(({ id }) => id)).toEqual([cross]);
    expect((await take('admin', 10, testAreas.otherCounty)).rows.map(({ id }) => id)).toEqual([cross]);
  });
});

describe('answers of two admins', () => {
  it('the opposite of a colleague’s answer is shown with who and when, and stands only when theirs is withdrawn', async () => {
    const pairId = await world.pair(await world.row(), await world.row());
    const first = await world.decide(world.colleague, pairId, 'different');
    if (first.state !== 'decided') throw new Error('not decided');
    const objection = await world.decide(world.admin, pairId, 'same');
    expect(objection).toMatchObject({
      state: 'contradicts',
      decisions: [
        {
          id: first.decisionId,
          answer: 'different',
          isMine: false,
          at: expect.stringMatching(/^2026-11-22T/),
          by: '测试 admin',
        },
      ],
    });
    const settled = await world.decide(world.admin, pairId, 'same', { withdraw: [first.decisionId] });
    if (settled.state !== 'decided') throw new Error('not settled');
    const history = await world.app.db.read({ area: testAreas.prefecture }, (tx) =>
      tx.pairDecision.findMany({ where: { pairId }, orderBy: { answer: 'asc' } }),
    );
    expect(history.map(({ answer, supersededBy }) => [answer, supersededBy])).toEqual([
      ['different', settled.decisionId],
      ['same', null],
    ]);
  });

  it('A = B and B = C by one, A ≠ C by another: all three are named, and one has to give way', async () => {
    const [a, b, c] = [await world.row(), await world.row(), await world.row()];
    const [ab, bc, ac] = [await world.pair(a, b), await world.pair(b, c), await world.pair(a, c)];
    await world.decide(world.colleague, ab, 'same');
    await world.decide(world.colleague, bc, 'same');
    const objection = await world.decide(world.admin, ac, 'different');
    if (objection.state !== 'contradicts') throw new Error('no objection');
    expect(objection.decisions.map(({ pairId }) => pairId).toSorted()).toEqual([ab, bc].toSorted());
    const wrong = objection.decisions.find(({ pairId }) => pairId === bc)?.id ?? '';
    expect(await world.decide(world.admin, ac, 'different', { withdraw: [wrong] })).toMatchObject({ state: 'decided' });
    const states = await world.app.db.read({ area: testAreas.prefecture }, (tx) =>
      tx.linkPair.findMany({ where: { id: { in: [ab, bc, ac] } }, select: { id: true, state: true } }),
    );
    const stateOf = (id: string) => states.find((row) => row.id === id)?.state;
    expect([stateOf(ab), stateOf(bc), stateOf(ac)]).toEqual(['same', 'pending', 'different']);
  });

  it('a lost race is said, and nothing is written twice', async () => {
    const pairId = await world.pair(await world.row(), await world.row());
    const both = await Promise.all([
      world.decide(world.admin, pairId, 'same'),
      world.decide(world.colleague, pairId, 'same'),
    ]);
    expect(both.map(({ state }) => state).toSorted()).toEqual(['decided', 'overtaken']);
  });

  it('a decision is taken back from the list of my answers', async () => {
    const pairId = await world.pair(await world.row(), await world.row());
    await world.decide(world.admin, pairId, 'different');
    const caller = world.app.caller(world.admin);
    const [last] = (await caller.linkPair.decisions({ page: { page: 0, size: 5 } })).rows;
    expect(last).toMatchObject({ pairId, answer: 'different', superseded: false });
    await world.decide(world.admin, pairId, 'reopened', { seen: last?.id ?? null });
    const [taken, before] = (await caller.linkPair.decisions({ page: { page: 0, size: 5 } })).rows;
    expect([taken?.answer, before?.superseded]).toEqual(['reopened', true]);
  });

  it('what stands is always what the history says', async () => {
    const rows = await world.app.db.read(
      { area: testAreas.prefecture },
      (tx) => tx.$queryRaw<{ state: string; answer: string }[]>`
      SELECT p.state, coalesce(d.answer, 'reopened') AS answer FROM link.link_pair p
      LEFT JOIN link.pair_decision d ON d.pair_id = p.id AND d.superseded_by IS NULL`,
    );
    expect(rows.length).toBeGreaterThan(5);
    for (const { state, answer } of rows) expect(state).toBe(answer === 'reopened' ? 'pending' : answer);
  });

  it('an admin with duties in two counties has no part in the prefecture’s pairs', async () => {
    const scattered = await world.app.createUser('admin', [testAreas.county, testAreas.otherCounty]);
    const pairId = await world.pair(await world.row(), await world.row());
    const caller = world.app.caller(scattered);
    expect((await caller.linkPair.take({ filter: everything, size: 5, except: [] })).rows).toEqual([]);
    const ask = { pairId, answer: 'same', seen: null, withdraw: [], keepCounty: null } as const;
    expect(await refusalOf(caller.linkPair.decide({ ...ask, withdraw: [] }))).toEqual({ code: 'outside_area' });
  });
});
