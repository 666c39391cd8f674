/** Vaccination at home as it is planned, and the hospitals behind it. */
import { countyOf, type AreaCode } from '@qiaomen/domain/area/area-code';
import type { BackupRow, RoundList, SaveBackup, WaitingList } from '@qiaomen/domain/home-plan/query';
import type { Page } from '@qiaomen/domain/page';
import { newId } from '../entry/new-id.ts';
import { aVillage, type Case } from './case.ts';
import type { World } from './world.ts';

const page = { page: 0, size: 50 };

const aBackup = (world: World, place: AreaCode): SaveBackup => ({
  id: newId(world.app.now()),
  areaCode: world.villageIn(place),
  hospital: '测试医院',
  level: 2,
  means: ['ambulance'],
  contactName: '测试',
  contactPhone: '0433-2222222',
  distanceKm: 1,
  minutes: 5,
  fromOn: '2026-11-01',
  toOn: '2026-12-01',
});

const backupIn = async (world: World, place: AreaCode) => {
  const row = aBackup(world, place);
  const county = countyOf(row.areaCode);
  const office = world.app.caller(await world.app.createUser('supervisor', [county]));
  await office.homePlan.saveBackup(row);
  return { county, id: row.id };
};

export const homePlanCases = {
  'homePlan.waiting': {
    shows: (answer) => (answer as WaitingList).rows.map((row) => row.areaCode),
    call: (caller, place, world) => {
      const { campaignId } = world.personIn(place);
      return caller.homePlan.waiting({ campaignId, areaCode: null, stage: 'assess', page });
    },
  },
  'homePlan.rounds': {
    shows: (answer) => (answer as RoundList).rows.map((row) => row.areaCode),
    call: (caller, place, world) => {
      const { campaignId } = world.personIn(place);
      return caller.homePlan.rounds({ campaignId, onlyUnbacked: false, page });
    },
  },
  'homePlan.backups': {
    shows: (answer) => (answer as Page<BackupRow>).rows.map((row) => row.areaCode),
    call: async (caller, place, world) => {
      await backupIn(world, place);
      return caller.homePlan.backups({ ended: false, page });
    },
  },
  'homePlan.saveBackup': {
    needs: aVillage,
    call: (caller, place, world) => caller.homePlan.saveBackup(aBackup(world, place)),
  },
  'homePlan.endBackup': {
    needs: aVillage,
    call: async (caller, place, world) => caller.homePlan.endBackup(await backupIn(world, place)),
  },
} as const satisfies Record<string, Case>;
