/** Eighteen days of knocking on doors, sent as a tablet sends it: envelopes, one dispatch, the same rules. */
import { randomBytes } from 'node:crypto';
import { countyOf, type CountyCode } from '@qiaomen/domain/area/area-code';
import type { Command, Envelope } from '@qiaomen/domain/command';
import { isClosed, EntryState } from '@qiaomen/domain/register/entry-state';
import { maxPushBatch } from '@qiaomen/domain/sync/query';
import { receive } from '@qiaomen/domain/sync/receive';
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { randomStream } from '@qiaomen/synth/random';
import { newId } from '../entry/new-id.ts';
import { findIdentity } from '../identity/identity.ts';
import { writeFor } from '../jobs/import/steps.ts';
import type { JobDeps } from '../jobs/job.ts';
import { postgresStore } from '../sync/postgres-store.ts';
import { idOfText } from '../sync/push.ts';
import type { Worker } from './demo-staff.ts';
import { planVisits, type Door } from './plan-visits.ts';

interface Act {
  /** ISO instant */
  at: string;
  county: CountyCode;
  command: Command;
}

const createTablet = async ({ db, now }: JobDeps, userId: string): Promise<string> => {
  const deviceId = newId(now());
  await db.transact(writeFor(AreaCode.parse('2224'), userId, now()), async ({ tx, at, audit }) => {
    // its token is known to nobody: the tablet of the story, not one somebody could use
    await tx.device.create({
      data: { id: deviceId, userId, tokenHash: new Uint8Array(randomBytes(32)), label: '演示平板', createdAt: at },
      select: { id: true },
    });
    await audit({ action: 'account.enrolDevice', entity: 'device', entityId: deviceId, detail: {} });
  });
  return deviceId;
};

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

const send = async (deps: JobDeps, userId: string, acts: readonly Act[]): Promise<void> => {
  const identity = await findIdentity(deps.db, userId, deps.now(), true);
  const home = acts[0]?.county;
  if (identity === undefined || home === undefined) return;
  const deviceId = await createTablet(deps, userId);
  const envelopes = acts.map(({ at, county, command }, index): Envelope => ({
    id: newId(new Date(at)),
    v: 1,
    type: command.type,
    county,
    deviceId,
    userId,
    deviceSeq: index + 1,
    occurredAt: at,
    tz: 'Asia/Shanghai',
    elapsedMs: 60_000 + index,
    deps: [],
    attachments: [],
    payload: command,
  }));
  // every evening what was done that day
  for (const [day, commands] of Map.groupBy(envelopes, ({ occurredAt }) => occurredAt.slice(0, 10))) {
    const evening = new Date(Math.min(Date.parse(`${day}T11:30:00Z`), deps.now().getTime()));
    for (let start = 0; start < commands.length; start += maxPushBatch) {
      const answers = await receive({
        store: postgresStore(deps.db, deps.keys, () => evening),
        sender: { actor: identity.actor, deviceId, revoked: false, homeCounty: home },
        commands: commands.slice(start, start + maxPushBatch),
        deviceNow: evening.toISOString(),
        now: evening.toISOString(),
        idOfText,
        onFault: (fault) => deps.log.error({ step: 'demo.visits', err: fault }, 'demo visit failed'),
      });
      if (answers.some(({ state }) => state !== 'applied')) throw new Error('a visit of the demo was not accepted');
    }
  }
};

export const visitDoors = async (
  deps: JobDeps,
  { campaignId, workers, today }: { campaignId: string; workers: readonly Worker[]; today: string },
): Promise<void> => {
  for (const [index, worker] of workers.entries()) {
    const random = randomStream(1, `demo/worker${index + 1}`);
    const doors = await openDoors(deps, campaignId, worker);
    const visits = planVisits(random, doors, today).map(({ at, door, outcome, reasons, nextDate, note }): Act => ({
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
    await send(
      deps,
      worker.userId,
      [...visits, ...found].toSorted((left, right) => (left.at < right.at ? -1 : 1)),
    );
  }
};
