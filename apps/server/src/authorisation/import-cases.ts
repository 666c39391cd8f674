/** Files and links: a county's admin has no part in them, and duties over two counties do not add up to a prefecture. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import type { BatchRow } from '@qiaomen/domain/import-batch/query';
import type { PairRow, PairsTaken, TransferRow } from '@qiaomen/domain/link-pair/query';
import type { Page } from '@qiaomen/domain/page';
import { testAreas } from '../testing/test-app.ts';
import { thePrefecture, type Case } from './case.ts';

const page = { page: 0, size: 10 };
const filter = { place: null, kind: null };

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
  'linkPair.take': {
    needs: thePrefecture,
    shows: (answer) => ((answer as PairsTaken).left > 0 ? [testAreas.prefecture] : []),
    call: async (caller, place, world) => {
      await world.pairIn(place);
      return caller.linkPair.take({ filter, size: 1, except: [] });
    },
  },
  'linkPair.list': {
    needs: thePrefecture,
    shows: (answer) => ((answer as Page<PairRow>).total > 0 ? [testAreas.prefecture] : []),
    call: async (caller, place, world) => {
      await world.pairIn(place);
      return caller.linkPair.list({ state: 'pending', filter, page });
    },
  },
  'linkPair.decide': {
    needs: thePrefecture,
    call: async (caller, place, world) =>
      caller.linkPair.decide({
        ...(await world.pairIn(place)),
        answer: 'different',
        seen: null,
        withdraw: [],
        keepCounty: null,
      }),
  },
  'linkPair.decisions': { call: (caller) => caller.linkPair.decisions({ page }) },
  'linkPair.reveal': {
    needs: thePrefecture,
    call: async (caller, place, world) =>
      caller.linkPair.reveal({ ...(await world.pairIn(place)), field: 'phone', purpose: 'verify_identity' }),
  },
  'linkPair.transfers': {
    needs: thePrefecture,
    shows: (answer) => ((answer as Page<TransferRow>).total > 0 ? [testAreas.prefecture] : []),
    call: async (caller, place, world) => {
      await world.transferIn(place);
      return caller.linkPair.transfers({ state: 'proposed', page });
    },
  },
  'linkPair.settleTransfer': {
    needs: thePrefecture,
    call: async (caller, place, world) =>
      caller.linkPair.settleTransfer({ ...(await world.transferIn(place)), act: 'withdraw' }),
  },
} as const satisfies Record<string, Case>;
