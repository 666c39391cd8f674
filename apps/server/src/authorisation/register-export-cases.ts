/** Copies of the register of a place. */
import { newId } from '../entry/new-id.ts';
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import type { AskExport } from '@qiaomen/domain/register-export/query';
import { thePlace, type Case } from './case.ts';
import type { World } from './world.ts';

const page = { page: 0, size: 10 };

const asked = (world: World, place: AreaCode, masked: boolean): AskExport => ({
  exportId: newId(new Date()),
  campaignId: world.personIn(place).campaignId,
  selection: {
    filter: {
      areaCode: place,
      exactArea: false,
      state: null,
      band: null,
      doseStatus: null,
      ownerId: null,
      refusalReason: null,
      figure: null,
    },
    sort: 'serial',
    descending: false,
    text: '',
  },
  format: 'csv',
  masked,
  purpose: 'verification',
  reason: '与派出所核对',
});

/** Asked for by somebody else who is responsible for exactly the place. */
const openCopyIn = async (world: World, place: AreaCode): Promise<{ exportId: string }> => {
  const { app } = world;
  const input = asked(world, place, false);
  await app.caller(await app.createUser('supervisor', [place])).registerExport.ask(input);
  return { exportId: input.exportId };
};

export const registerExportCases = {
  'registerExport.list': {
    call: async (caller, place, world) => {
      await openCopyIn(world, place);
      return caller.registerExport.list({ page });
    },
    shows: (answer) => (answer as { rows: { areaCode: AreaCode }[] }).rows.map(({ areaCode }) => areaCode),
  },
  // asked about more than the duties, a copy holds what lies in both
  'registerExport.ask': {
    needs: thePlace,
    shows: () => [],
    call: async (caller, place, world) => caller.registerExport.ask(asked(world, place, true)),
  },
  'registerExport.decide': {
    needs: thePlace,
    call: async (caller, place, world) =>
      caller.registerExport.decide({ ...(await openCopyIn(world, place)), approve: false }),
  },
  // nobody stops another person's copy; that the own one can be stopped is tested with the feature
  'registerExport.cancel': {
    needs: thePlace,
    shows: () => [],
    call: async (caller, place, world) => {
      const input = asked(world, place, false);
      await caller.registerExport.ask(input);
      return caller.registerExport.cancel({ exportId: input.exportId });
    },
  },
} as const satisfies Record<string, Case>;
