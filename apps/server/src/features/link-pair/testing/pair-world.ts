/** Elders of two counties with rows of offices, and pairs between them as the linkage leaves them. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { DecidePair, DecideReply, PairAnswer } from '@qiaomen/domain/link-pair/query';
import type { Writer } from '@qiaomen/prisma/scoped';
import { sealBody } from '../../../jobs/import/source-body.ts';
import { fieldWorld, type Elder, type FieldWorld } from '../../../testing/field-world.ts';
import { aSourceRow } from '../../../testing/source-rows.ts';
import { testApp, testAreas, type TestApp, type TestUser } from '../../../testing/test-app.ts';

export interface Sided extends Elder {
  rowId: string;
}

export interface PairWorld {
  app: TestApp;
  field: FieldWorld;
  admin: TestUser;
  colleague: TestUser;
  /** an elder of the register with one row of an office */
  elder(draft?: { name?: string; areaCode?: string; phone?: string }): Promise<Sided>;
  /** a row nobody has published yet */
  row(): Promise<string>;
  pair(left: string, right: string, probability?: number): Promise<string>;
  decide(by: TestUser, pairId: string, answer: PairAnswer, more?: Partial<DecidePair>): Promise<DecideReply>;
}

export const everything = { place: null, kind: null };

export const pairWorld = async (): Promise<PairWorld> => {
  const app = await testApp();
  const field = await fieldWorld(app);
  const { prefecture } = testAreas;
  const write = <T>(work: (writer: Writer) => Promise<T>): Promise<T> =>
    app.db.transact({ scope: { area: prefecture }, actorId: null, county: '000000', at: app.now() }, async (writer) => {
      const made = await work(writer);
      await writer.audit({ action: 'test.row', entity: 'test', entityId: null, detail: {} });
      return made;
    });
  const batchId = await write(async ({ tx }) => {
    const id = randomUUID();
    const file = { fileName: '户籍.csv', sha256: new Uint8Array(randomBytes(32)), bytes: 1n, blobKey: '' };
    await tx.importBatch.create({
      data: {
        id,
        areaCode: prefecture,
        kind: 'population',
        state: 'approved',
        createdBy: randomUUID(),
        createdAt: app.now(),
        ...file,
      },
    });
    return id;
  });
  let rowNo = 0;
  const addRow = (said: Parameters<typeof aSourceRow>[0], of: Elder | null): Promise<string> =>
    write(async ({ tx }) => {
      const id = randomUUID();
      rowNo += 1;
      await tx.sourceRecord.create({
        data: {
          id,
          areaCode: prefecture,
          batchId,
          rowNo,
          kind: 'population',
          contentHash: new Uint8Array(randomBytes(32)),
          bodyCipher: new Uint8Array(sealBody(app.keys, id, aSourceRow(said))),
          live: of !== null,
          personId: of?.personId ?? null,
          county: of?.county ?? null,
        },
      });
      return id;
    });
  return {
    app,
    field,
    admin: await app.createUser('admin', [prefecture]),
    colleague: await app.createUser('admin', [prefecture]),
    elder: async ({ name = '金顺姬', areaCode = testAreas.village, phone = '16900000001' } = {}) => {
      const elder = await field.addElder({ name, areaCode, phone });
      const rowId = await addRow({ name, areaCode, phone, sex: 'female', birthDate: '1942-03-05' }, elder);
      return { ...elder, rowId };
    },
    row: () => addRow({ name: '金顺姫', sex: 'female', birthDate: '1942-03-15' }, null),
    pair: (one, other, probability = 0.8) =>
      write(async ({ tx }) => {
        const id = randomUUID();
        const [left = '', right = ''] = [one, other].toSorted();
        const rows = await tx.sourceRecord.findMany({ where: { id: { in: [left, right] } } });
        const countyOf = (row: string): string | null => rows.find((one) => one.id === row)?.county ?? null;
        const evidence = [
          { field: 'name', level: 'exact', weight: 6 },
          { field: 'phone', level: 'same', weight: 2 },
        ];
        const counties = { leftCounty: countyOf(left), rightCounty: countyOf(right) };
        await tx.linkPair.create({
          data: { id, areaCode: prefecture, left, right, probability, evidence, state: 'pending', ...counties },
        });
        return id;
      }),
    decide: (by, pairId, answer, more = {}) => {
      // no two decisions in one instant: lists show the last first
      app.setNow(new Date(app.now().getTime() + 1000));
      return app.caller(by).linkPair.decide({ pairId, answer, seen: null, withdraw: [], keepCounty: null, ...more });
    },
  };
};
