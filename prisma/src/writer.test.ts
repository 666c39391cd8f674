import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, UnloggedChange, type Tx } from './scoped.ts';
import { addPerson, at, inCounty, line, refusalOf, yanji } from './testing/builders.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

const personIn = (areaCode: string): Promise<string> =>
  test.db.transact(inCounty(areaCode.slice(0, 6)), async ({ tx, audit }) => {
    const id = await addPerson(tx, areaCode);
    await audit({ ...line, entityId: id });
    return id;
  });

describe('the trail', () => {
  it('a change that nobody logged is undone', async () => {
    let id = '';
    const silent = test.db.transact(inCounty('222401'), async ({ tx }) => {
      id = await addPerson(tx, yanji);
    });
    await expect(silent).rejects.toThrow(UnloggedChange);
    expect(await test.db.read({ area: '22' }, (tx) => tx.person.count({ where: { id } }))).toBe(0);
  });

  it('a change made in SQL or in bulk counts as well', async () => {
    const id = await personIn(yanji);
    const raw = test.db.transact(
      inCounty('222401'),
      ({ tx }) => tx.$executeRaw`UPDATE person SET name = 'x' WHERE id = ${id}::uuid`,
    );
    await expect(raw).rejects.toThrow(UnloggedChange);
    const bulk = test.db.bulk(inCounty('222401'), ({ query }) =>
      query('UPDATE person SET name = $1 WHERE id = $2', ['x', id]),
    );
    await expect(bulk).rejects.toThrow(UnloggedChange);
  });

  it('reading, locking and housekeeping need no line', async () => {
    const id = await personIn(yanji);
    await test.db.transact(inCounty('222401'), async ({ tx }) => {
      await tx.$queryRaw`SELECT id FROM person WHERE id = ${id}::uuid FOR UPDATE`;
      await tx.change.create({ data: { county: '222401', areaCode: yanji, kind: 'entry' } });
    });
  });

  it('does not blame a transaction for what its connection changed before', async () => {
    const single = connect(test.urls, { poolSize: 1 });
    const id = await single.transact(inCounty('222401'), async ({ tx, audit }) => {
      await audit(line);
      return addPerson(tx, yanji);
    });
    await single.transact(
      inCounty('222401'),
      ({ tx }) => tx.$queryRaw`SELECT id FROM person WHERE id = ${id}::uuid FOR UPDATE`,
    );
    const silent = single.transact(inCounty('222401'), ({ tx }) => addPerson(tx, yanji));
    await expect(silent).rejects.toThrow(UnloggedChange);
    await single.close();
  });

  it('holds the line if and only if the change was committed', async () => {
    const lines = async (): Promise<unknown> => {
      const rows = await test.db.auditQuery<{ n: number }>(
        'SELECT count(*)::int AS n FROM audit.entry WHERE county = $1',
        ['222499'],
      );
      return rows[0]?.n;
    };
    const write = (fail: boolean): Promise<void> =>
      test.db.transact(inCounty('222499'), async ({ audit }) => {
        await audit(line);
        if (fail) throw new Error('after the line');
      });
    await expect(write(true)).rejects.toThrow('after the line');
    expect(await lines()).toBe(0);
    await write(false);
    expect(await lines()).toBe(1);
  });
});

describe('jobs', () => {
  it('exist if and only if the change that asks for them was committed, and once per key', async () => {
    const jobs = new pg.Client({ connectionString: test.urls.jobsUrl });
    await jobs.connect();
    const ask = (fail: boolean): Promise<void> =>
      test.db.transact(inCounty('222401'), async ({ enqueue }) => {
        await enqueue('fold-figures', { county: '222401' }, { jobKey: 'fold-222401' });
        if (fail) throw new Error('after the job');
      });
    const waiting = async (): Promise<unknown> =>
      (await jobs.query<{ n: number }>('SELECT count(*)::int AS n FROM graphile_worker.jobs')).rows[0]?.n;
    await expect(ask(true)).rejects.toThrow('after the job');
    expect(await waiting()).toBe(0);
    await ask(false);
    await ask(false);
    expect(await waiting()).toBe(1);
    await jobs.end();
  });
});

describe('events', () => {
  it('a visit may be voided or move with its person, but not be rewritten or deleted', async () => {
    const personId = await personIn(yanji);
    const where = { county_id: { county: '222401', id: randomUUID() } };
    const write = <T>(fn: (tx: Tx) => Promise<T>): Promise<T> =>
      test.db.transact(inCounty('222401'), async ({ tx, audit }) => {
        await audit(line);
        return fn(tx);
      });
    await write((tx) =>
      tx.visit.create({
        data: {
          ...where.county_id, areaCode: yanji, personId, campaignId: randomUUID(), userId: randomUUID(), occurredAt: at, outcome: '02',
        }, // prettier-ignore
      }),
    );
    await write((tx) => tx.visit.update({ where, data: { voidedBy: randomUUID() } }));
    expect(await refusalOf(write((tx) => tx.visit.update({ where, data: { outcome: '04' } })))).toContain('42501');
    expect(await refusalOf(write((tx) => tx.visit.delete({ where })))).toContain('42501');
    expect(
      await refusalOf(write((tx) => tx.person.delete({ where: { county_id: { county: '222401', id: personId } } }))),
    ).toContain('42501');
    // the deferred key lets person and visit move one after the other, and only together
    const next = '222401001002';
    const movePerson = (tx: Tx): Promise<number> =>
      tx.$executeRaw`UPDATE person SET area_code = ${next} WHERE id = ${personId}::uuid`;
    expect(await refusalOf(write(movePerson))).toContain('ForeignKeyConstraintViolation');
    await write(async (tx) => {
      await movePerson(tx);
      await tx.$executeRaw`UPDATE visit SET area_code = ${next} WHERE person_id = ${personId}::uuid`;
    });
    expect(await test.db.read({ area: next }, (tx) => tx.visit.count({ where: { personId } }))).toBe(1);
  });
});
