/** Key places that lie exactly in a village of the place, their residents, and the names of rosters. */
import { randomUUID } from 'node:crypto';
import { countyOf, type AreaCode, type CountyCode } from '@qiaomen/domain/area/area-code';
import type { SavePlace } from '@qiaomen/domain/key-place/query';
import { aVillage, thePlace, thePrefecture, type Case } from './case.ts';
import type { World } from './world.ts';

const page = { page: 0, size: 200 };

const draft = (areaCode: AreaCode): SavePlace => ({
  county: countyOf(areaCode),
  placeId: randomUUID(),
  areaCode,
  kind: 'nursing_home',
  name: '测试敬老院',
  code: '',
  address: '',
  contactName: '',
  contactPhone: '',
  rev: 0,
});

const placeIn = async (world: World, place: AreaCode): Promise<{ county: CountyCode; placeId: string }> => {
  const { app } = world;
  const village = world.villageIn(place);
  const input = draft(village);
  await app.caller(await app.createUser('supervisor', [village])).keyPlace.save(input);
  return { county: input.county, placeId: input.placeId };
};

const stayIn = async (world: World, place: AreaCode): Promise<{ county: CountyCode; stayId: string }> => {
  const { app } = world;
  const { county, placeId } = await placeIn(world, place);
  const [stayId, areaCode] = [randomUUID(), world.villageIn(place)];
  const context = { scope: { area: county }, actorId: null, county, at: app.now() };
  await app.db.transact(context, async (writer) => {
    const stay = {
      county,
      id: stayId,
      areaCode,
      placeId,
      personCounty: county,
      personId: randomUUID(),
      origin: 'hand',
    };
    await writer.tx.placeStay.create({ data: stay });
    await writer.audit({ action: 'test.stay', entity: 'place_stay', entityId: stayId, detail: {} });
  });
  return { county, stayId };
};

const institutionIn = async ({ app }: World, place: AreaCode): Promise<string> => {
  const [id, areaCode] = [randomUUID(), thePrefecture(place)];
  const context = { scope: { area: areaCode }, actorId: null, county: '000000', at: app.now() };
  await app.db.transact(context, async (writer) => {
    await writer.tx.placeInstitution.create({ data: { id, areaCode, key: id, name: '测试', code: '', residents: 1 } });
    await writer.audit({ action: 'test.institution', entity: 'place_institution', entityId: id, detail: {} });
  });
  return id;
};

export const keyPlaceCases = {
  'keyPlace.list': {
    needs: thePlace,
    call: async (caller, place, world) => {
      await placeIn(world, place);
      const { campaignId } = world.personIn(place);
      return caller.keyPlace.list({ campaignId, areaCode: place, kind: null, text: '', closed: false, page });
    },
    shows: (answer) => (answer as { rows: { areaCode: AreaCode }[] }).rows.map(({ areaCode }) => areaCode),
  },
  'keyPlace.read': {
    needs: aVillage,
    call: async (caller, place, world) =>
      caller.keyPlace.read({ ...(await placeIn(world, place)), campaignId: world.personIn(place).campaignId }),
  },
  'keyPlace.residents': {
    needs: aVillage,
    call: async (caller, place, world) => {
      const { campaignId } = world.personIn(place);
      return caller.keyPlace.residents({ ...(await placeIn(world, place)), campaignId, past: false, page });
    },
  },
  'keyPlace.save': {
    needs: aVillage,
    call: async (caller, place, world) => caller.keyPlace.save(draft(world.villageIn(place))),
  },
  'keyPlace.close': {
    needs: aVillage,
    call: async (caller, place, world) =>
      caller.keyPlace.close({ ...(await placeIn(world, place)), closedOn: '2026-11-01' }),
  },
  'keyPlace.moveIn': {
    needs: aVillage,
    call: async (caller, place, world) => {
      const { county: personCounty, personId } = world.personIn(place);
      const stay = { stayId: randomUUID(), personCounty: countyOf(personCounty as AreaCode), personId, room: '' };
      return caller.keyPlace.moveIn({ ...(await placeIn(world, place)), ...stay, fromOn: '2026-11-01' });
    },
  },
  'keyPlace.moveOut': {
    needs: aVillage,
    call: async (caller, place, world) =>
      caller.keyPlace.moveOut({ ...(await stayIn(world, place)), toOn: '2026-11-01' }),
  },
  'keyPlace.institutions': {
    call: async (caller, place, world) => {
      await institutionIn(world, place);
      return caller.keyPlace.institutions({ unmatched: true, page });
    },
  },
  'keyPlace.map': {
    needs: thePrefecture,
    call: async (caller, place, world) =>
      caller.keyPlace.map({ institutionId: await institutionIn(world, place), place: null }),
  },
  'keyPlace.takeRosters': {
    needs: thePrefecture,
    shows: () => [],
    call: async (caller) => caller.keyPlace.takeRosters(),
  },
} as const satisfies Record<string, Case>;
