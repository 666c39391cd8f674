/** Care at home on online screens: the second word of a closing, incidents, certificates of staff. */
import { randomUUID } from 'node:crypto';
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import type { SaveCertificate } from '@qiaomen/domain/care/certificate';
import type { IncidentList } from '@qiaomen/domain/incident/query';
import { newId } from '../entry/new-id.ts';
import { aVillage, thePlace, type Case } from './case.ts';
import type { World } from './world.ts';

/** Somebody else has asked for this closing, and it has a flag. */
const closingIn = async (world: World, place: AreaCode) => {
  const { county, personId } = world.personIn(place);
  const { app } = world;
  const closeId = newId(app.now());
  const areaCode = world.villageIn(place);
  const facts = { kind: 'close.request', code: 'C4', evidence: [] };
  await app.db.transact({ scope: { area: areaCode }, actorId: null, county, at: app.now() }, async (writer) => {
    const at = { county, id: closeId, areaCode, personId, userId: randomUUID(), occurredAt: app.now() };
    await writer.tx.careEvent.create({
      data: { ...at, kind: facts.kind, facts, flags: [{ code: 'evidence_missing' }] },
    });
    await writer.audit({ action: 'test.row', entity: 'care_event', entityId: closeId, detail: {} });
  });
  return { county, personId, closeId };
};

const staffIn = async ({ app }: World, place: AreaCode): Promise<string> =>
  (await app.createUser('vaccinator', [place])).id;

const aCertificate = (userId: string, { app }: World): SaveCertificate => ({
  id: newId(app.now()),
  userId,
  kind: 'vaccinator',
  number: '12345678',
  issuer: '测试',
  validFrom: '2025-01-01',
  validTo: '2027-12-31',
  trainedUntil: '2027-06-30',
});

const recordOf = (world: World, place: AreaCode) => {
  const { county, personId } = world.personIn(place);
  return { county, personId };
};

export const careCases = {
  'vaccinationRecord.read': {
    needs: aVillage,
    call: (caller, place, world) => caller.vaccinationRecord.read(recordOf(world, place)),
  },
  'vaccinationRecord.download': {
    needs: aVillage,
    call: (caller, place, world) => caller.vaccinationRecord.download(recordOf(world, place)),
  },
  'vaccinationRecord.open': {
    needs: aVillage,
    call: (caller, place, world) => caller.vaccinationRecord.open({ ...recordOf(world, place), purpose: 'contact' }),
  },
  'vaccinationRecord.downloadOpen': {
    needs: aVillage,
    call: (caller, place, world) =>
      caller.vaccinationRecord.downloadOpen({ ...recordOf(world, place), purpose: 'contact' }),
  },
  'care.agreeClose': {
    needs: aVillage,
    call: async (caller, place, world) => {
      const { county, personId, closeId } = await closingIn(world, place);
      const agreement = { agreementId: newId(world.app.now()), closeId, personId, agreed: false, why: '' };
      return caller.care.agreeClose({ county, command: { type: 'close.agree', ...agreement } });
    },
  },
  'incident.list': {
    shows: (answer) => (answer as IncidentList).rows.map((row) => row.areaCode),
    call: async (caller, place, world) => {
      await closingIn(world, place);
      return caller.incident.list({ areaCode: null, state: 'open', flag: null, page: { page: 0, size: 50 } });
    },
  },
  'incident.act': {
    needs: aVillage,
    call: async (caller, place, world) => {
      const { county, closeId } = await closingIn(world, place);
      return caller.incident.act({ county, eventId: closeId, act: 'acknowledged', note: '' });
    },
  },
  'certificate.list': {
    needs: thePlace,
    call: async (caller, place, world) => caller.certificate.list({ userId: await staffIn(world, place) }),
  },
  'certificate.save': {
    needs: thePlace,
    call: async (caller, place, world) => caller.certificate.save(aCertificate(await staffIn(world, place), world)),
  },
  'certificate.withdraw': {
    needs: thePlace,
    call: async (caller, place, world) => {
      const userId = await staffIn(world, place);
      const row = aCertificate(userId, world);
      const admin = await world.app.createUser('admin', [place]);
      await world.app.caller(admin).certificate.save(row);
      return caller.certificate.withdraw({ id: row.id, userId });
    },
  },
} as const satisfies Record<string, Case>;
