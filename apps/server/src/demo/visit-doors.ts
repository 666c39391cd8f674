/** Eighteen days of knocking on doors, and who asked for a visit at home on the way. */
import { countyOf } from '@qiaomen/domain/area/area-code';
import { isClosed, EntryState } from '@qiaomen/domain/register/entry-state';
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { randomStream } from '@qiaomen/synth/random';
import { newId } from '../entry/new-id.ts';
import type { JobDeps } from '../jobs/job.ts';
import type { Worker } from './demo-staff.ts';
import { askForHomeVisits } from './demo-care.ts';
import { planVisits, type Door } from './plan-visits.ts';
import { sendActs, type Act } from './send-acts.ts';

const openDoors = (deps: JobDeps, campaignId: string, { userId, areaCodes }: Worker): Promise<Door[]> => {
  const [first] = areaCodes;
  if (first === undefined) return Promise.resolve([]);
  return deps.db.read({ area: countyOf(first) }, async (tx) => {
    const entries = await tx.registerEntry.findMany({
      where: { campaignId, ownerId: userId },
      select: { personId: true, areaCode: true, state: true },
      orderBy: { serial: 'asc' },
    });
    return entries
      .filter((entry) => !isClosed(EntryState.parse(entry.state)))
      .map((entry) => ({ personId: entry.personId, areaCode: AreaCode.parse(entry.areaCode) }));
  });
};

/** An elder who is on no list, met on the stairs three days ago. */
const foundAtTheDoor = (campaignId: string, areaCode: AreaCode, at: string): Act[] => {
  const personId = newId(new Date(at));
  const county = countyOf(areaCode);
  const village = areaCode.length >= 12 ? AreaCode.parse(areaCode.slice(0, 12)) : areaCode;
  return [
    {
      at,
      county,
      command: {
        type: 'person.propose',
        proposalId: newId(new Date(at)),
        personId,
        campaignId,
        areaCode: village,
        name: '全福子',
        sex: 'female',
        birthDate: '1947-08-15',
        idNumber: null,
        phone: null,
        address: '女儿家，三单元二楼',
        language: 'ko',
      },
    },
    {
      at: new Date(Date.parse(at) + 4 * 60_000).toISOString(),
      county,
      command: {
        type: 'visit.record',
        visitId: newId(new Date(at)),
        personId,
        campaignId,
        outcome: '03',
        reasons: ['T2'],
        nextDate: null,
        note: '从女儿处得知，户口在外地，长期住在这里。',
      },
    },
  ];
};

export const visitDoors = async (
  deps: JobDeps,
  {
    campaignId,
    workers,
    doctorId,
    today,
  }: { campaignId: string; workers: readonly Worker[]; doctorId: string; today: string },
): Promise<void> => {
  for (const [index, worker] of workers.entries()) {
    const random = randomStream(1, `demo/worker${index + 1}`);
    const doors = await openDoors(deps, campaignId, worker);
    const planned = planVisits(random, doors, today);
    const visits = planned.map(({ at, door, outcome, reasons, nextDate, note }): Act => ({
      at,
      county: countyOf(door.areaCode),
      command: {
        type: 'visit.record',
        visitId: newId(new Date(at)),
        personId: door.personId,
        campaignId,
        outcome,
        reasons,
        nextDate,
        note,
      },
    }));
    const [somewhere] = doors;
    const found =
      index === 0 && somewhere !== undefined
        ? foundAtTheDoor(
            campaignId,
            somewhere.areaCode,
            new Date(Date.parse(`${today}T02:40:00Z`) - 3 * 86_400_000).toISOString(),
          )
        : [];
    const home = index === 0 ? askForHomeVisits(campaignId, planned) : { asked: [], approved: [] };
    await sendActs(
      deps,
      worker.userId,
      [...visits, ...found, ...home.asked].toSorted((left, right) => (left.at < right.at ? -1 : 1)),
    );
    await sendActs(deps, doctorId, home.approved);
  }
};
