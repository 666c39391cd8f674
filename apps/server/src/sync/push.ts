/** Takes what a tablet sends. */
import { createHash } from 'node:crypto';
import { receivePush, type Reception } from '@qiaomen/domain/sync/receive';
import type { Push, PushReply } from '@qiaomen/domain/sync/query';
import type { DeviceContext } from '../trpc.ts';
import { z } from 'zod';
import { homeCountyOf } from './counties.ts';
import { postgresStore } from './postgres-store.ts';
import { pushGate } from './push-gate.ts';

/** A UUID of its own version (8) from the text alone: the same unreadable item gets the same id on every try. */
export const idOfText = (text: string): string => {
  const bytes = createHash('sha256').update(text, 'utf8').digest().subarray(0, 16);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(6) & 0x0f), 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};

/** A push of fifty holds a connection for about a second: more at once would only wait inside the database. */
const gate = pushGate({ atOnce: 8, inLine: 60 });
const comeAgainMs = { soonest: 2_000, spread: 6_000 } as const;

const Sent = z.object({ id: z.uuid() });

/** Nothing was looked at; each is to be sent again, not all at the same moment. */
const comeAgain = ({ commands }: Push, now: string): PushReply => {
  const afterMs = comeAgainMs.soonest + Math.floor(Math.random() * comeAgainMs.spread);
  const answers = commands.map((command) => ({
    state: 'retry' as const,
    afterMs,
    id: Sent.safeParse(command).data?.id ?? null,
    replayed: false,
  }));
  return { answers, serverTime: now };
};

export const push = async (ctx: DeviceContext, input: Push): Promise<PushReply> =>
  (await gate.admit(() => take(ctx, input))) ?? comeAgain(input, ctx.now().toISOString());

const take = async (ctx: DeviceContext, input: Push): Promise<PushReply> => {
  const { actor, device } = ctx;
  const areas = actor.duties.map((duty) => duty.areaCode);
  const homeCounty = await ctx.db.reference((tx) => homeCountyOf(tx, areas));
  const now = ctx.now().toISOString();
  const reception: Reception = {
    store: postgresStore(ctx.db, ctx.keys, ctx.now),
    sender: { actor, deviceId: device.deviceId, revoked: device.revoked, homeCounty },
    commands: input.commands,
    deviceNow: input.deviceNow,
    now,
    idOfText,
    onFault: (fault) => ctx.log.error({ requestId: ctx.requestId, userId: actor.userId, err: fault }, 'command failed'),
  };
  const { answers, epoch } = await receivePush(reception, input.epoch ?? null);
  return { answers, serverTime: now, ...(epoch === null ? {} : { epoch }) };
};
