/** Register, persons, figures, assignment and what tablets ask. */
import { randomUUID } from 'node:crypto';
import { AreaCode } from '@qiaomen/domain/area/area-code';
import type { RegisterFilter, RegisterRow } from '@qiaomen/domain/register/query';
import type { Page } from '@qiaomen/domain/page';
import type { ProposalRow } from '@qiaomen/domain/proposal/query';
import type { PullReply } from '@qiaomen/domain/sync/query';
import { newId } from '../entry/new-id.ts';
import { aVillage, thePlace, type Case } from './case.ts';
import type { World } from './world.ts';

const page = { page: 0, size: 50 };
const anything: Omit<RegisterFilter, 'areaCode'> = {
  state: null,
  band: null,
  doseStatus: null,
  ownerId: null,
  refusalReason: null,
  exactArea: false,
  figure: null,
};
const areasOf = (answer: unknown): AreaCode[] =>
  (answer as Page<RegisterRow | ProposalRow>).rows.map((row) => row.areaCode);

/** Work of somebody's tablet that was kept aside. */
const keptIn = async (world: World, place: AreaCode) => {
  const { county } = world.personIn(place);
  const { app } = world;
  const receiptId = newId(app.now());
  const areaCode = world.villageIn(place);
  await app.db.transact({ scope: { area: areaCode }, actorId: null, county, at: app.now() }, async (writer) => {
    const from = { county, id: receiptId, areaCode, deviceId: randomUUID(), userId: randomUUID(), deviceSeq: 1 };
    const outcome = { state: 'quarantined', reason: 'outside_duty' };
    const what = { type: 'visit.record', version: 1, occurredAt: app.now(), bodyCipher: new Uint8Array(1) };
    await writer.tx.receipt.create({ data: { ...from, ...what, state: 'quarantined', outcome } });
    await writer.audit({ action: 'test.row', entity: 'receipt', entityId: receiptId, detail: {} });
  });
  return { county, receiptId };
};

export const fieldCases = {
  'register.list': {
    needs: thePlace,
    shows: areasOf,
    call: (caller, place, world) =>
      caller.register.list({
        campaignId: world.personIn(place).campaignId,
        page,
        sort: 'serial',
        descending: false,
        filter: { areaCode: place, ...anything },
        text: '',
      }),
  },
  'person.detail': {
    needs: aVillage,
    call: (caller, place, world) => {
      const { county, personId } = world.personIn(place);
      return caller.person.detail({ county, personId });
    },
  },
  'person.timeline': {
    needs: aVillage,
    call: (caller, place, world) => {
      const { county, personId } = world.personIn(place);
      return caller.person.timeline({ county, personId, page: { page: 0, size: 50 } });
    },
  },
  'person.sources': {
    needs: aVillage,
    call: (caller, place, world) => {
      const { county, personId } = world.personIn(place);
      return caller.person.sources({ county, personId });
    },
  },
  'person.chooseField': {
    needs: aVillage,
    call: (caller, place, world) => {
      const { county, personId } = world.personIn(place);
      return caller.person.chooseField({ county, personId, field: 'phone', pick: { text: '' }, reason: '测试' });
    },
  },
  'person.takeBackField': {
    needs: aVillage,
    call: (caller, place, world) => {
      const { county, personId } = world.personIn(place);
      return caller.person.takeBackField({ county, personId, field: 'phone' });
    },
  },
  'person.parted': {
    needs: aVillage,
    call: (caller, place, world) => {
      const { county, personId } = world.personIn(place);
      return caller.person.parted({ county, personId });
    },
  },
  'person.giveEvent': {
    needs: aVillage,
    call: (caller, place, world) => {
      const { county, personId } = world.personIn(place);
      return caller.person.giveEvent({ county, personId, kind: 'visit', eventId: crypto.randomUUID(), to: personId });
    },
  },
  'person.reveal': {
    needs: aVillage,
    call: (caller, place, world) => {
      const { county, personId } = world.personIn(place);
      return caller.person.reveal({ county, personId, field: 'phone', purpose: 'contact' });
    },
  },
  'person.correctDose': {
    needs: aVillage,
    call: async (caller, place, world) => {
      const { county, personId, doseId } = await world.doseIn(place);
      return caller.person.correctDose({
        county,
        command: { type: 'dose.correct', doseId, personId, right: null, why: '测试' },
      });
    },
  },
  'proposal.list': {
    needs: thePlace,
    shows: areasOf,
    call: async (caller, place, world) => {
      await world.proposalIn(place);
      return caller.proposal.list({ page, state: 'pending' });
    },
  },
  'proposal.decide': {
    needs: aVillage,
    call: async (caller, place, world) =>
      caller.proposal.decide({ ...(await world.proposalIn(place)), decision: 'decline', why: '测试' }),
  },
  'progress.read': {
    needs: thePlace,
    call: (caller, place, world) =>
      caller.progress.read({ campaignId: world.personIn(place).campaignId, areaCode: place }),
  },
  'assignment.workers': {
    needs: thePlace,
    call: (caller, place) => caller.assignment.workers({ areaCode: place, page }),
    // a place wider than the own area is answered with the part of it that is
    shows: () => [],
  },
  'assignment.area': {
    needs: aVillage,
    call: async (caller, place, world) =>
      caller.assignment.area({
        campaignId: world.personIn(place).campaignId,
        // a part of the village that is nobody's own duty: taking a whole village away would change who may ask next
        areaCode: AreaCode.parse(`${world.villageIn(place)}01`),
        userId: null,
      }),
  },
  'assignment.persons': {
    needs: aVillage,
    call: async (caller, place, world) => {
      const { county, entryId, campaignId } = world.personIn(place);
      return caller.assignment.persons({ campaignId, entries: [{ county, entryId }], userId: null });
    },
  },
  'attention.list': { call: (caller) => caller.attention.list({ settled: false, page }) },
  'attention.settle': {
    needs: aVillage,
    call: async (caller, place, world) => {
      const { county, receiptId } = await keptIn(world, place);
      return caller.attention.settle({ county, receiptId, act: 'discard' });
    },
  },
  'sync.push': {
    call: (caller, _place, { app }) => caller.sync.push({ commands: [], deviceNow: app.now().toISOString() }),
  },
  'sync.pushSealed': {
    call: (caller, _place, { app }) =>
      caller.sync.pushSealed({ deviceId: randomUUID(), deviceNow: app.now().toISOString(), items: [] }),
  },
  'sync.pull': {
    call: (caller) => caller.sync.pull({ epoch: null, cursors: {}, schema: 1, resume: null }),
    shows: (answer) => {
      const { upserts, villages } = answer as PullReply;
      return [...upserts, ...villages].map((row) => row.areaCode);
    },
  },
} as const satisfies Record<string, Case>;
