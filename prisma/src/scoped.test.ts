import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fenceRange } from './area-fence.ts';
import { connect, type Tx } from './scoped.ts';
import { addPerson, at, inCounty, line, refusalOf, tumen, yanji } from './testing/builders.ts';
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

describe('the fence between areas', () => {
  it('a county sees its own people and nobody else', async () => {
    const [here, there] = [await personIn(yanji), await personIn(tumen)];
    const seen = await test.db.read({ area: '222401' }, (tx) => tx.person.findMany({ select: { id: true } }));
    expect(seen.map(({ id }) => id)).toContain(here);
    expect(seen.map(({ id }) => id)).not.toContain(there);
  });

  it('a prefecture sees all its counties, a village only itself', async () => {
    const [one, two] = [await personIn(yanji), await personIn(tumen)];
    const count = (area: string): Promise<number> =>
      test.db.read({ area }, (tx) => tx.person.count({ where: { id: { in: [one, two] } } }));
    expect(await count('2224')).toBe(2);
    expect(await count(yanji)).toBe(1);
    expect(await count('222401001002')).toBe(0);
  });

  it('without a scope nobody is seen', async () => {
    await personIn(yanji);
    expect(await test.db.reference((tx) => tx.person.count())).toBe(0);
  });

  it('a person cannot be written into an area outside the scope', async () => {
    const outside = test.db.transact(inCounty('222401'), ({ tx }) => addPerson(tx, tumen));
    expect(await refusalOf(outside)).toContain('42501');
  });
});

describe('a scope', () => {
  it('ends with its transaction, on the same connection', async () => {
    const single = connect(test.urls, { poolSize: 1 });
    const id = await personIn(yanji);
    expect(await single.read({ area: '22' }, (tx) => tx.person.count({ where: { id } }))).toBe(1);
    expect(await single.reference((tx) => tx.person.count({ where: { id } }))).toBe(0);
    expect(await single.read({ area: '222402' }, (tx) => tx.person.count({ where: { id } }))).toBe(0);
    await single.close();
  });

  it('ends also when its transaction fails', async () => {
    const single = connect(test.urls, { poolSize: 1 });
    await personIn(yanji);
    await expect(single.read({ area: '22' }, () => Promise.reject(new Error('power cut')))).rejects.toThrow(
      'power cut',
    );
    await expect(single.bulk(inCounty('222401'), ({ query }) => query('SELECT 1/0'))).rejects.toThrow(
      'division by zero',
    );
    expect(await single.reference((tx) => tx.person.count())).toBe(0);
    await single.close();
  });

  it('never mixes with another one at the same time', async () => {
    const villages = ['222401001001', '222401002001', '222402001001', '222403001001'];
    const own = new Map<string, string>();
    for (const village of villages) own.set(village, await personIn(village));
    const seen = await Promise.all(
      Array.from({ length: 200 }, (_, n) => {
        const village = villages[n % villages.length] ?? yanji;
        return test.db.read({ area: village }, async (tx) => {
          const rows = await tx.person.findMany({ select: { areaCode: true } });
          return rows.length > 0 && rows.every(({ areaCode }) => areaCode === village);
        });
      }),
    );
    expect(seen.every(Boolean)).toBe(true);
  });

  it.each([['2'], ['222'], [''], ['22240'], ["22'; DROP TABLE person; --"], ['２２'], ['22\n']])(
    'of %j digits is refused before it reaches the database',
    async (area) => {
      await expect(async () => test.db.read({ area }, (tx) => tx.person.count())).rejects.toThrow(
        'a scope needs an area code',
      );
    },
  );

  it('of a user must be a UUID', async () => {
    const named = async (): Promise<number> => test.db.read({ area: '22', userId: "x'; --" }, (tx) => tx.duty.count());
    await expect(named).rejects.toThrow('names its user by UUID');
  });

  it('99 holds everything below it, though no code follows it', () => {
    expect(fenceRange('99')).toEqual({ lo: '99', hi: '9:' });
    expect(fenceRange('222409')).toEqual({ lo: '222409', hi: '222410' });
    expect(fenceRange('099999')).toEqual({ lo: '099999', hi: '100000' });
  });

  it('for reading does not write', async () => {
    expect(await refusalOf(test.db.read({ area: '222401' }, (tx) => addPerson(tx, yanji)))).toContain('25006');
  });
});

describe('what lies above or beside a scope', () => {
  const addDuty = (areaCode: string): Promise<string> =>
    test.db.transact({ ...inCounty('222401'), scope: { area: '22' } }, async ({ tx, audit }) => {
      const userId = randomUUID();
      await tx.user.create({ data: { id: userId, login: userId, name: 'x', role: 'worker', status: 'active' } });
      await tx.duty.create({ data: { id: randomUUID(), userId, areaCode, from: at } });
      await audit(line);
      return userId;
    });

  it('a user sees their own duty wherever it is, and sign-in sees all', async () => {
    const userId = await addDuty(tumen);
    const find = (tx: Tx): Promise<number> => tx.duty.count({ where: { userId } });
    expect(await test.db.read({ area: '222401' }, find)).toBe(0);
    expect(await test.db.read({ area: '222401', userId }, find)).toBe(1);
    expect(await test.db.reference(find)).toBe(1);
  });

  it('a county sees the campaign of its prefecture and draws numbers from it, but neither makes nor takes one over', async () => {
    const id = randomUUID();
    const day = new Date('2026-12-01');
    const data = {
      id, areaCode: '2224', name: 'x', legalBasis: 'x', targetRule: { minAge: 60 }, referenceDate: day, opensOn: day, deadline: day, state: 'open',
    }; // prettier-ignore
    const write = <T>(area: string, fn: (tx: Tx) => Promise<T>): Promise<T> =>
      test.db.transact({ ...inCounty('222401'), scope: { area } }, async ({ tx, audit }) => {
        await audit(line);
        return fn(tx);
      });
    expect(await refusalOf(write('222401', (tx) => tx.campaign.create({ data })))).toContain('42501');
    await write('2224', (tx) => tx.campaign.create({ data }));
    const draw = (tx: Tx): Promise<{ lastSerial: number }> =>
      tx.campaign.update({ where: { id }, data: { lastSerial: { increment: 1 } }, select: { lastSerial: true } });
    expect(await write('222401', draw)).toEqual({ lastSerial: 1 });
    expect(await test.db.read({ area: '3301' }, (tx) => tx.campaign.count({ where: { id } }))).toBe(0);
    expect(
      await refusalOf(write('222401', (tx) => tx.campaign.update({ where: { id }, data: { areaCode: '3301' } }))),
    ).toContain('42501');
  });
});
