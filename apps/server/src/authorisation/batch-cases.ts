/** Batches of an area inside a county, or of the place itself where only looking is asked. */
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import { aVillage, thePlace, type Case } from './case.ts';

export const batchCases = {
  'batch.list': {
    needs: thePlace,
    call: async (caller, place, world) =>
      caller.batch.list({ campaignId: world.personIn(place).campaignId, areaCode: place }),
  },
  'batch.unknown': {
    needs: thePlace,
    call: async (caller, place, world) =>
      caller.batch.unknown({
        campaignId: world.personIn(place).campaignId,
        areaCode: place,
        crowd: 'old',
        page: { page: 0, size: 200 },
      }),
    shows: (answer) => (answer as { rows: { areaCode: AreaCode }[] }).rows.map(({ areaCode }) => areaCode),
  },
  'batch.close': {
    needs: aVillage,
    call: async (caller, place, world) =>
      caller.batch.close({
        campaignId: world.personIn(place).campaignId,
        areaCode: world.villageIn(place),
        crowd: 'old',
      }),
  },
} as const satisfies Record<string, Case>;
