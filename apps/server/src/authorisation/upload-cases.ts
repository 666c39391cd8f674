/** Files on their way and what is asked about a file before and after its preview. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import { testAreas, type Caller } from '../testing/test-app.ts';
import { thePrefecture, type Case } from './case.ts';

const page = { page: 0, size: 10 };
/** an upload goes to the caller's own prefecture, whatever the place asked about */
const showsNothing = () => [];

const begin = (caller: Caller) =>
  caller.import.beginUpload({ fileName: 'people.csv', bytes: 10, sha256: randomBytes(32).toString('hex') });

/** Nobody has an upload elsewhere. */
const uploadIn = async (caller: Caller, place: AreaCode): Promise<{ uploadId: string }> => {
  if (!place.startsWith(testAreas.prefecture)) return { uploadId: randomUUID() };
  const { uploadId } = await begin(caller);
  return { uploadId };
};

export const uploadCases = {
  'import.uploads': { needs: thePrefecture, shows: showsNothing, call: (caller) => caller.import.uploads() },
  'import.senders': { needs: thePrefecture, shows: showsNothing, call: (caller) => caller.import.senders() },
  'import.beginUpload': { needs: thePrefecture, shows: showsNothing, call: begin },
  'import.finishUpload': {
    needs: thePrefecture,
    call: async (caller, place) => caller.import.finishUpload(await uploadIn(caller, place)),
  },
  'import.dropUpload': {
    needs: thePrefecture,
    call: async (caller, place) => caller.import.dropUpload(await uploadIn(caller, place)),
  },
  'import.recall': {
    needs: thePrefecture,
    call: async (caller, place, world) =>
      caller.import.recall({ ...(await world.batchIn(place)), sender: '延吉市卫生健康局' }),
  },
  'import.reread': {
    needs: thePrefecture,
    call: async (caller, place, world) =>
      caller.import.reread({ ...(await world.batchIn(place)), encoding: null, sheet: null, headerRow: 2 }),
  },
  'import.resume': {
    needs: thePrefecture,
    call: async (caller, place, world) => caller.import.resume(await world.batchIn(place)),
  },
  'import.diff': {
    needs: thePrefecture,
    call: async (caller, place, world) => {
      const parent = thePrefecture(place);
      return caller.import.diff({
        ...(await world.batchIn(place)),
        parent,
        level: 'children',
        sort: 'area',
        page,
      });
    },
  },
  'import.samples': {
    needs: thePrefecture,
    call: async (caller, place, world) => caller.import.samples({ ...(await world.batchIn(place)), sort: 'new', page }),
  },
  'import.confirm': {
    needs: thePrefecture,
    call: async (caller, place, world) =>
      caller.import.confirm({ ...(await world.batchIn(place)), reason: '与报送单位电话核对过' }),
  },
} as const satisfies Record<string, Case>;
