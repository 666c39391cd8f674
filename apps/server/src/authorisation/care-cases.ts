/** Care at home on online screens: the second word of a closing, incidents, certificates of staff. */
import { randomUUID } from 'node:crypto';
import { countyOf, type AreaCode } from '@qiaomen/domain/area/area-code';
import type { AefiList } from '@qiaomen/domain/aefi-desk/query';
import type { ClosingRow } from '@qiaomen/domain/care/closing-query';
import type { ConsultRow } from '@qiaomen/domain/care/consult-query';
import type { SaveCertificate } from '@qiaomen/domain/care/certificate';
import type { IncidentList } from '@qiaomen/domain/incident/query';
import type { Page } from '@qiaomen/domain/page';
import type { Json } from '@qiaomen/prisma/scoped';
import { newId } from '../entry/new-id.ts';
import { aVillage, thePlace, type Case } from './case.ts';
import type { World } from './world.ts';

/** A fact of care somebody else has told. */
const careIn = async (world: World, place: AreaCode, facts: { kind: string } & Record<string, Json>, flags: Json[]) => {
  const { county, personId } = world.personIn(place);
  const { app } = world;
  const id = newId(app.now());
  const areaCode = world.villageIn(place);
  await app.db.transact({ scope: { area: areaCode }, actorId: null, county, at: app.now() }, async (writer) => {
    const at = { county, id, areaCode, personId, userId: randomUUID(), occurredAt: app.now() };
    await writer.tx.careEvent.create({ data: { ...at, kind: facts.kind, facts, flags } });
    await writer.audit({ action: 'test.row', entity: 'care_event', entityId: id, detail: {} });
  });
  return { county, personId, id };
};

const closingIn = async (world: World, place: AreaCode) => {
  const facts = { kind: 'close.request', code: 'C4', evidence: [] };
  const { county, personId, id } = await careIn(world, place, facts, [{ code: 'evidence_missing' }]);
  return { county, personId, closeId: id };
};

const doubtIn = async (world: World, place: AreaCode) => {
  const told = { reasons: [], isLocal: false, deferredUntil: null, consult: ['componentAllergy'], ruleIds: [] };
  const facts = { kind: 'screening.record', setId: 'SCREEN-1', result: 'DEFER', ...told };
  const { county, personId, id } = await careIn(world, place, facts, []);
  return { county, personId, screeningId: id };
};

const agreementIn = async (world: World, place: AreaCode) => {
  const { closeId } = await closingIn(world, place);
  const { county, personId, id } = await careIn(world, place, { kind: 'close.agree', closeId, agreed: true }, []);
  return { county, personId, agreementId: id };
};

const reactionIn = async (world: World, place: AreaCode) => {
  const onsetAt = world.app.now().toISOString();
  const card = {
    seenOn: null,
    reactions: [],
    severity: 'serious',
    hospitalised: false,
    found: 'active',
    cluster: false,
  };
  const facts = { kind: 'aefi.report', doseId: randomUUID(), onsetAt, ...card, majorImpact: false, doseNumber: null };
  const { county, id } = await careIn(world, place, facts, []);
  return { county, aefiId: id };
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
  'care.answerConsult': {
    needs: aVillage,
    call: async (caller, place, world) => {
      const { county, ...doubt } = await doubtIn(world, place);
      const answer = { answerId: newId(world.app.now()), ...doubt, result: 'ELIGIBLE', until: null, why: '' } as const;
      return caller.care.answerConsult({ county, command: { type: 'consult.answer', ...answer } });
    },
  },
  'care.consults': {
    shows: (answer) => (answer as Page<ConsultRow>).rows.map((row) => row.areaCode),
    call: async (caller, place, world) => {
      await doubtIn(world, place);
      return caller.care.consults({ page: { page: 0, size: 50 } });
    },
  },
  'care.closings': {
    shows: (answer) => (answer as Page<ClosingRow>).rows.map((row) => row.areaCode),
    call: async (caller, place, world) => {
      await closingIn(world, place);
      return caller.care.closings({ areaCode: null, state: 'waiting', page: { page: 0, size: 50 } });
    },
  },
  'care.reopen': {
    needs: aVillage,
    call: async (caller, place, world) => {
      const { county, personId, agreementId } = await agreementIn(world, place);
      const command = { type: 'care.void' as const, eventId: agreementId, personId, why: '测试' };
      return caller.care.reopen({ county, command });
    },
  },
  'aefi.list': {
    shows: (answer) => (answer as AefiList).rows.map((row) => row.areaCode),
    call: async (caller, place, world) => {
      await reactionIn(world, place);
      return caller.aefi.list({ areaCode: null, state: 'open', page: { page: 0, size: 50 } });
    },
  },
  'aefi.step': {
    needs: aVillage,
    call: async (caller, place, world) => {
      const doneAt = world.app.now().toISOString();
      return caller.aefi.step({ ...(await reactionIn(world, place)), step: 'card', doneAt, class: null, note: '' });
    },
  },
  'aefi.takeBack': {
    needs: aVillage,
    call: async (caller, place, world) => {
      const { county, aefiId } = await reactionIn(world, place);
      const office = world.app.caller(await world.app.createUser('supervisor', [countyOf(world.villageIn(place))]));
      const doneAt = world.app.now().toISOString();
      await office.aefi.step({ county, aefiId, step: 'card', doneAt, class: null, note: '' });
      const { rows } = await office.aefi.list({ areaCode: null, state: 'open', page: { page: 0, size: 200 } });
      const stepId = rows.find((row) => row.aefiId === aefiId)?.steps[0]?.id ?? '';
      return caller.aefi.takeBack({ county, aefiId, stepId, note: '测试' });
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
  'certificate.staff': {
    call: async (caller, place, world) => {
      await staffIn(world, place);
      return caller.certificate.staff({ show: 'all', text: '', page: { page: 0, size: 50 } });
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
      return caller.certificate.withdraw({ id: row.id, userId, reason: '测试' });
    },
  },
} as const satisfies Record<string, Case>;
