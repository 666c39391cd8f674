/** Files and links: a county's admin has no part in them, and duties over two counties do not add up to a prefecture. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import type { BatchRow, PairRow } from '@qiaomen/domain/import-batch/query';
import type { Page } from '@qiaomen/domain/page';
import { testAreas } from '../testing/test-app.ts';
import { thePrefecture, type Case } from './case.ts';

const page = { page: 0, size: 10 };

export const importCases = {
  'import.list': {
    needs: thePrefecture,
    // the world names each file after its prefecture
    shows: (answer) => (answer as Page<BatchRow>).rows.map((row) => AreaCode.parse(row.fileName.slice(0, 4))),
    call: async (caller, place, world) => {
      await world.batchIn(place);
      return caller.import.list({ page });
    },
  },
  'import.detail': {
    needs: thePrefecture,
    call: async (caller, place, world) => caller.import.detail(await world.batchIn(place)),
  },
  'import.faults': {
    needs: thePrefecture,
    call: async (caller, place, world) => caller.import.faults({ ...(await world.batchIn(place)), page }),
  },
  'import.start': {
    needs: thePrefecture,
    call: async (caller, place, world) =>
      caller.import.start({ ...(await world.batchIn(place)), kind: 'population', mapping: {} }),
  },
  'import.cancel': {
    needs: thePrefecture,
    call: async (caller, place, world) => caller.import.cancel(await world.batchIn(place)),
  },
  'import.discard': {
    needs: thePrefecture,
    call: async (caller, place, world) => caller.import.discard(await world.batchIn(place)),
  },
  'import.approve': {
    needs: thePrefecture,
    call: async (caller, place, world) => caller.import.approve(await world.batchIn(place)),
  },
  'import.demoFiles': { call: (caller) => caller.import.demoFiles() },
  'linkPair.list': {
    needs: thePrefecture,
    // rows whose sources are gone are counted and not shown, which is enough to know whether any was found
    shows: (answer) => ((answer as Page<PairRow>).total > 0 ? [testAreas.prefecture] : []),
    call: async (caller, place, world) => {
      await world.pairIn(place);
      return caller.linkPair.list({ state: 'pending', page });
    },
  },
  'linkPair.decide': {
    needs: thePrefecture,
    call: async (caller, place, world) =>
      caller.linkPair.decide({ ...(await world.pairIn(place)), decision: 'different' }),
  },
} as const satisfies Record<string, Case>;
