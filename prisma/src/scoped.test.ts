import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UnloggedChange, type Tx, type WriteContext } from './scoped.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

const yanji = '222401001001';
const tumen = '222402001001';
const at = new Date('2026-11-22T02:00:00Z');

const inCounty = (county: string): WriteContext => ({ scope: { area: county }, actorId: randomUUID(), county, at });
const line = { action: 'person.propose', entity: 'person', entityId: null, detail: { rows: 1 } };

const addPerson = async (tx: Tx, areaCode: string): Promise<string> => {
  const id = randomUUID();
  await tx.person.create({
    data: {
      county: areaCode.slice(0, 6),
      id,
      areaCode,
      name: '金顺子',
      nameInitials: 'jsz',
      sex: 'female',
      language: 'ko',
      origin: 'file',
      state: 'active',
    },
  });
  return id;
};

const personIn = (areaCode: string): Promise<string> =>
  test.db.transact(inCounty(areaCode.slice(0, 6)), async ({ tx, audit }) => {
    const id = await addPerson(tx, areaCode);
    await audit({ ...line, entityId: id });
    return id;
  });

/** PostgreSQL's code of a refused statement, wherever Prisma put it. */
const refusalOf = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.then(
    () => new Error('was not refused'),
    (caught: unknown) => caught,
  );
  return JSON.stringify(error, Object.getOwnPropertyNames(error));
};

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

describe('the trail', () => {
  it('a change that nobody logged is undone', async () => {
    const silent = test.db.transact(inCounty('222401'), ({ tx }) => addPerson(tx, yanji));
    await expect(silent).rejects.toThrow(UnloggedChange);
  });
});
