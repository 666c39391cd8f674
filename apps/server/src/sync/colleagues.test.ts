/** A team is named at a bedside without a network, so the tablet knows who may come along. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AreaCode, rangeOf } from '@qiaomen/domain/area/area-code';
import { testAreas, testApp, type TestApp } from '../testing/test-app.ts';
import { colleaguesOf } from './colleagues.ts';

let app: TestApp;
beforeAll(async () => void (app = await testApp()));
afterAll(() => app.close());

test('other vaccinators of the county are told with what they are certified for, and nobody else', async () => {
  const me = await app.createUser('vaccinator', [testAreas.village]);
  const doctor = await app.createUser('vaccinator', [testAreas.county]);
  await app.createUser('worker', [testAreas.village]);
  await app.createUser('vaccinator', [testAreas.farVillage]);
  const day = (text: string): Date => new Date(text);
  await app.db.transact({ scope: { area: '00' }, actorId: null, county: '000000', at: app.now() }, async (writer) => {
    await writer.tx.staffCertificate.create({
      data: {
        id: crypto.randomUUID(),
        userId: doctor.id,
        kind: 'doctor',
        numberCipher: new Uint8Array([1]),
        issuer: '卫生健康局',
        validFrom: day('2020-01-01'),
        validTo: day('2030-01-01'),
        trainedUntil: day('2027-01-01'),
        createdBy: doctor.id,
      },
    });
    await writer.audit({ action: 'test.certificate', entity: 'staff_certificate', entityId: null, detail: {} });
  });
  const within = [rangeOf(AreaCode.parse(testAreas.village))];
  const found = await colleaguesOf(app.db, me.id, within, app.now().toISOString());
  expect(found.map(({ userId, certificates }) => [userId, certificates.map(({ kind }) => kind)])).toEqual([
    [doctor.id, ['doctor']],
  ]);
  expect(await colleaguesOf(app.db, me.id, [], app.now().toISOString())).toEqual([]);
});
