/** Builders for tests of this package. */
import { randomUUID } from 'node:crypto';
import type { Tx, WriteContext } from '../scoped.ts';

export const yanji = '222401001001';
export const tumen = '222402001001';
export const at = new Date('2026-11-22T02:00:00Z');
export const line = { action: 'person.propose', entity: 'person', entityId: null, detail: { rows: 1 } };

export const inCounty = (county: string): WriteContext => ({
  scope: { area: county },
  actorId: randomUUID(),
  county,
  at,
});

export const addPerson = async (tx: Tx, areaCode: string): Promise<string> => {
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

/** PostgreSQL's code of a refused statement, wherever Prisma put it. */
export const refusalOf = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.then(
    () => new Error('was not refused'),
    (caught: unknown) => caught,
  );
  return JSON.stringify(error, Object.getOwnPropertyNames(error));
};
