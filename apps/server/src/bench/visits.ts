/** Commands as a tablet makes them: one visit at each of the doors. */
import { setTimeout as pause } from 'node:timers/promises';
import { addDays, shanghaiDay } from '@qiaomen/domain/register/day';
import type { PushReply, ReplicaEntry } from '@qiaomen/domain/sync/query';
import { backoffMs } from '@qiaomen/domain/sync/outbox';
import { newId } from '../entry/new-id.ts';
import type { Client } from './client.ts';

export type Door = Pick<ReplicaEntry, 'county' | 'personId' | 'campaignId'>;

interface Sender {
  deviceId: string;
  userId: string;
  /** how many commands the tablet has numbered already */
  after: number;
}

export const visitsOf = (doors: readonly Door[], { deviceId, userId, after }: Sender): object[] =>
  doors.map(({ county, personId, campaignId }, index) => ({
    id: newId(new Date()),
    v: 1,
    type: 'visit.record',
    county,
    deviceId,
    userId,
    deviceSeq: after + index + 1,
    occurredAt: new Date().toISOString(),
    tz: 'Asia/Shanghai',
    elapsedMs: 1000,
    deps: [],
    attachments: [],
    payload: {
      type: 'visit.record',
      visitId: newId(new Date()),
      personId,
      campaignId,
      outcome: '08',
      reasons: [],
      nextDate: addDays(shanghaiDay(new Date()), 2),
      note: '',
    },
  }));

/** Sends them until each was answered with "applied", waiting as tablets wait; how often some were to be sent again. */
export const pushed = async (
  client: Client,
  commands: readonly object[],
  token: string,
  attempts = 1,
): Promise<number> => {
  const headers = { 'x-device-token': token };
  const reply = await client.call<PushReply>('sync.push', { commands, deviceNow: new Date().toISOString() }, headers);
  const again = commands.filter((_, at) => reply.answers[at]?.state === 'retry');
  const lost = reply.answers.filter(({ state }) => state !== 'applied' && state !== 'retry').length;
  if (lost > 0 || reply.answers.length !== commands.length) throw new Error(`${lost} visits were not applied`);
  if (again.length === 0) return 0;
  const asked = reply.answers.map((one) => (one.state === 'retry' ? one.afterMs : 0));
  await pause(Math.max(...asked, backoffMs(attempts, Math.random())));
  return 1 + (await pushed(client, again, token, attempts + 1));
};
