/** A supervisor enters work that was kept aside, in its author's name, or leaves it out. */
import { AreaCode, CountyCode } from '@qiaomen/domain/area/area-code';
import type { SettleAttention } from '@qiaomen/domain/attention/query';
import { can } from '@qiaomen/domain/policy';
import { acceptKept } from '@qiaomen/domain/sync/accept-kept';
import type { Outcome } from '@qiaomen/domain/sync/query';
import { readItem } from '@qiaomen/domain/sync/read-item';
import type { AuditLine, Tx, Writer } from '@qiaomen/prisma/scoped';
import { refuse } from '../../errors.ts';
import { postgresTx } from '../../sync/postgres-tx.ts';
import { openReceiptBody } from '../../sync/receipts.ts';
import type { GuardedContext } from '../../trpc.ts';
import { writeAs } from '../../write-context.ts';

interface Kept {
  id: string;
  areaCode: string;
  userId: string;
  deviceId: string;
  occurredAt: Date;
  body: Uint8Array;
  outcome: Outcome;
  settled: string | null;
}

/** The row lock makes two supervisors take turns. */
const lockReceipt = async (tx: Tx, { county, receiptId }: SettleAttention): Promise<Kept> => {
  const rows = await tx.$queryRaw<Kept[]>`
    SELECT id::text, area_code AS "areaCode", user_id::text AS "userId", device_id::text AS "deviceId",
      occurred_at AS "occurredAt", body_cipher AS body, outcome, settled_act AS settled
    FROM receipt WHERE county = ${county} AND id = ${receiptId}::uuid AND state <> 'applied' FOR UPDATE`;
  return rows[0] ?? refuse({ code: 'not_found' });
};

const enter = async (ctx: GuardedContext, writer: Writer, county: string, kept: Kept): Promise<void> => {
  const { id, userId, deviceId, outcome } = kept;
  const now = writer.at.toISOString();
  const tx = postgresTx(writer, ctx.keys, county);
  const item = readItem(JSON.parse(openReceiptBody(ctx.keys, id, kept.body)));
  const occurredAt = kept.occurredAt.toISOString();
  const work = { id, county: CountyCode.parse(county), userId, deviceId, occurredAt, outcome, item };
  const accepted = await acceptKept(tx, work, now);
  if (!accepted.ok) return refuse(accepted.error);
  const { decided, context } = accepted.value;
  const areaCode = AreaCode.parse(accepted.value.areaCode);
  if (!can(ctx.actor, ctx.permission, { areaCode, at: now })) return refuse({ code: 'outside_area' });
  await tx.apply(decided, context);
  await tx.settle(id, { state: 'applied', flags: context.flags }, areaCode);
};

export const settleAttention = (ctx: GuardedContext, input: SettleAttention): Promise<null> => {
  const { county, receiptId, act } = input;
  return ctx.db.transact({ ...writeAs(ctx), county }, async (writer) => {
    // a chain of the trail is locked from its first line to the commit, so the lines are written last
    const lines: AuditLine[] = [];
    const audit = (line: AuditLine): Promise<void> => Promise.resolve(void lines.push(line));
    const { tx, at } = writer;
    const kept = await lockReceipt(tx, input);
    const target = { areaCode: AreaCode.parse(kept.areaCode), at: at.toISOString() };
    if (!can(ctx.actor, ctx.permission, target)) return refuse({ code: 'outside_area' });
    // what was left out may still be entered; nothing is left out twice
    if (kept.settled === act) return refuse({ code: 'already_decided' });
    if (act === 'accept') await enter(ctx, { ...writer, audit }, county, kept);
    const was = JSON.stringify(kept.outcome);
    await tx.$executeRaw`UPDATE receipt SET settled_act = ${act}, settled_at = ${at},
      settled_by = ${ctx.actor.userId}::uuid, settled_was = ${was}::jsonb
      WHERE county = ${county} AND id = ${receiptId}::uuid`;
    for (const line of lines) await writer.audit(line);
    const detail = { act, userId: kept.userId };
    await writer.audit({ action: 'attention.settle', entity: 'receipt', entityId: receiptId, detail });
    return null;
  });
};
