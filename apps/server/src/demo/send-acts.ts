/** Acts of the demo's staff, sent as a tablet sends them: envelopes, one dispatch, the same rules. */
import { randomBytes } from 'node:crypto';
import { AreaCode, type CountyCode } from '@qiaomen/domain/area/area-code';
import type { Command, Envelope } from '@qiaomen/domain/command';
import { maxPushBatch } from '@qiaomen/domain/sync/query';
import { receive } from '@qiaomen/domain/sync/receive';
import { newId } from '../entry/new-id.ts';
import { findIdentity } from '../identity/identity.ts';
import { writeFor } from '../jobs/import/steps.ts';
import type { JobDeps } from '../jobs/job.ts';
import { postgresStore } from '../sync/postgres-store.ts';
import { idOfText } from '../sync/push.ts';

export interface Act {
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

export const sendActs = async (deps: JobDeps, userId: string, acts: readonly Act[]): Promise<void> => {
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
