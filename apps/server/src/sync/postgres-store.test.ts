/** The contract of every store, on PostgreSQL. */
import { randomBytes, randomUUID } from 'node:crypto';
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { bandOn } from '@qiaomen/domain/register/age';
import { foldEntry } from '@qiaomen/domain/register/fold-entry';
import { world, type StoreHarness } from '@qiaomen/domain/sync/contract-world';
import { describeSyncStore } from '@qiaomen/domain/sync/store-contract';
import { seal } from '@qiaomen/prisma/field-crypto';
import { createTestDatabase } from '@qiaomen/prisma/testing/test-database';
import { giveEntries } from '../entry/give-entries.ts';
import { lockEntriesOf } from '../entry/entry.ts';
import { writeEntry } from '../entry/write-entry.ts';
import { nameInitials } from '../entry/name-initials.ts';
import { postgresStore } from './postgres-store.ts';

const { county, campaignId, campaign } = world;
const now = (): Date => new Date(world.now);
const birthDate = '1942-03-05';

const makeHarness = async (): Promise<StoreHarness> => {
  const { db, keys, drop } = await createTestDatabase();
  const store = postgresStore(db, keys, now);
  const context = { scope: { area: county }, actorId: null, county, at: now() };
  const area = world.villageA;
  await db.transact({ ...context, scope: { area: '22' } }, async ({ tx, audit }) => {
    for (const { userId, deviceId } of [world.worker, world.other]) {
      await tx.user.create({ data: { id: userId, login: userId, name: '测试', role: 'worker', status: 'active' } });
      await tx.device.create({ data: { id: deviceId, userId, tokenHash: randomBytes(32), label: '测试' } });
    }
    await tx.campaign.create({
      data: {
        id: campaignId,
        areaCode: '2224',
        name: '测试',
        legalBasis: '测试',
        targetRule: campaign.targetRule,
        referenceDate: new Date(campaign.referenceDate),
        opensOn: new Date(campaign.opensOn),
        deadline: new Date('2027-01-01'),
        state: 'open',
        // numbers below are the harness's own
        lastSerial: 100_000,
      },
    });
    await audit({ action: 'test.world', entity: 'campaign', entityId: campaignId, detail: { area } });
  });
  let serial = 0;
  return {
    store,
    addEntry: ({ personId, entryId, areaCode, ownerId, name }) =>
      db.transact(context, async (writer) => {
        const person = { state: 'active', birthDate, deceased: false } as const;
        await writer.tx.person.create({
          data: {
            county,
            id: personId,
            areaCode,
            name,
            nameInitials: nameInitials(name),
            sex: 'female',
            birthDate: new Date(birthDate),
            language: 'zh-CN',
            origin: 'file',
            state: 'active',
          },
        });
        serial += 1;
        await writeEntry(writer, null, {
          county,
          id: entryId,
          areaCode,
          campaignId,
          personId,
          serial,
          band: bandOn(birthDate, campaign.referenceDate),
          origin: 'base',
          ownerId,
          ownerBy: ownerId === null ? null : 'area',
          rev: 1,
          ...foldEntry({ campaign, person, visits: [], doses: [], decisions: [] }),
        });
        await writer.audit({ action: 'test.entry', entity: 'entry', entityId: entryId, detail: {} });
      }),
    move: async (entryId, to, at) => {
      if (to.ownerId !== undefined) {
        const { ownerId } = to;
        await db.bulk({ ...context, at: new Date(at) }, (b) =>
          giveEntries(b, { county, entryIds: [entryId], userId: ownerId }),
        );
      }
      if (to.areaCode !== undefined) {
        const areaCode = AreaCode.parse(to.areaCode);
        await db.transact(context, async (writer) => {
          const { tx } = writer;
          const { personId } = await tx.registerEntry.findUniqueOrThrow({
            where: { county_id: { county, id: entryId } },
            select: { personId: true },
          });
          const [before] = await lockEntriesOf(tx, county, personId);
          if (before === undefined) throw new Error('no such entry');
          const moved = { areaCode, updatedAt: new Date(at) };
          await tx.person.update({ where: { county_id: { county, id: personId } }, data: moved });
          await writeEntry(writer, before, { ...before, areaCode });
          await writer.audit({ action: 'test.move', entity: 'entry', entityId: entryId, detail: {} });
        });
      }
    },
    resetVillage: async (areaCode) => {
      await db.transact(context, ({ tx }) => tx.change.create({ data: { county, areaCode, kind: 'reset' } }));
    },
    findEntry: (personId) =>
      db.transact(context, async ({ tx }) => (await lockEntriesOf(tx, county, personId))[0] ?? null),
    certify: (userId, kind) =>
      db.transact(context, async ({ tx, audit }) => {
        const id = randomUUID();
        const years = { validFrom: new Date('2024-01-01'), validTo: new Date('2028-12-31') };
        const sealed = { numberCipher: new Uint8Array(seal(keys, `staff_certificate.number|${id}`, '123')) };
        const row = { id, userId, kind, issuer: '测试', ...years, trainedUntil: years.validTo, createdBy: userId };
        await tx.staffCertificate.create({ data: { ...row, ...sealed } });
        await audit({ action: 'test.certificate', entity: 'staff_certificate', entityId: id, detail: {} });
      }),
    listVisits: (personId) =>
      db.read({ area: county }, async (tx) => {
        const rows = await tx.visit.findMany({ where: { county, personId }, select: { id: true, voidedBy: true } });
        return rows.map(({ id, voidedBy }) => ({ id, voided: voidedBy !== null }));
      }),
    close: drop,
  };
};

describeSyncStore('PostgreSQL', makeHarness);
