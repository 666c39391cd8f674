/** Rules are written for a place, by an admin of all of it. */
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import { cnCovid19 } from '@qiaomen/domain/forecast/cn-covid19';
import { thePlace, type Case } from './case.ts';
import type { World } from './world.ts';

const name = cnCovid19.name;
const body = { kind: 'schedule', table: { ...cnCovid19 } } as const;

/** A draft of somebody else's, of a table of its own. */
const draftIn = async ({ app }: World, place: AreaCode): Promise<{ versionId: string }> => {
  const author = app.caller(await app.createUser('admin', [place]));
  const own = { kind: 'schedule', table: { ...cnCovid19, name: `test-${crypto.randomUUID()}` } } as const;
  const { versionId } = await author.ruleVersion.save({ place, body: own, note: '', baseVersion: 0 });
  return { versionId };
};

export const ruleVersionCases = {
  'ruleVersion.list': { needs: thePlace, call: (caller, place) => caller.ruleVersion.list({ place }) },
  'ruleVersion.detail': { needs: thePlace, call: (caller, place) => caller.ruleVersion.detail({ place, name }) },
  'ruleVersion.shifts': {
    needs: thePlace,
    call: async (caller, place, world) =>
      caller.ruleVersion.shifts({ ...(await draftIn(world, place)), within: null, page: { page: 0, size: 10 } }),
  },
  'ruleVersion.save': {
    needs: thePlace,
    call: (caller, place) => caller.ruleVersion.save({ place, body, note: '', baseVersion: 0 }),
  },
  'ruleVersion.count': {
    needs: thePlace,
    call: async (caller, place, world) =>
      caller.ruleVersion.count({ ...(await draftIn(world, place)), day: '2026-11-22' }),
  },
  'ruleVersion.stopCount': {
    needs: thePlace,
    call: async (caller, place, world) => caller.ruleVersion.stopCount(await draftIn(world, place)),
  },
  'ruleVersion.publish': {
    needs: thePlace,
    call: async (caller, place, world) => caller.ruleVersion.publish(await draftIn(world, place)),
  },
  'ruleVersion.discard': {
    needs: thePlace,
    call: async (caller, place, world) => caller.ruleVersion.discard(await draftIn(world, place)),
  },
} as const satisfies Record<string, Case>;
