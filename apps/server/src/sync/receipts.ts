/** Receipts of commands: the proof that a command arrived, with what became of it. */
import { open, seal, type FieldKeys } from '@qiaomen/prisma/field-crypto';
import type { Tx } from '@qiaomen/prisma/scoped';
import type { Outcome } from '@qiaomen/domain/sync/query';
import type { NewReceipt, StoredReceipt } from '@qiaomen/domain/sync/store';

const bodyContext = (receiptId: string): string => `receipt.body|${receiptId}`;

export const openReceiptBody = (keys: FieldKeys, receiptId: string, cipher: Uint8Array): string =>
  open(keys, bodyContext(receiptId), cipher);

export const findReceipt = async (tx: Tx, county: string, id: string): Promise<StoredReceipt | null> => {
  const row = await tx.receipt.findUnique({
    where: { county_id: { county, id } },
    select: { deviceId: true, userId: true, outcome: true },
  });
  // written by `settleReceipt` and by nothing else
  return row === null
    ? null
    : { deviceId: row.deviceId, userId: row.userId, outcome: row.outcome as unknown as Outcome };
};

/** Waits for another transaction that holds the id; the outcome is a placeholder that nobody sees before it is settled. */
export const claimReceipt = async (
  tx: Tx,
  keys: FieldKeys,
  county: string,
  receipt: NewReceipt,
  at: Date,
): Promise<StoredReceipt | null> => {
  const body = seal(keys, bodyContext(receipt.id), receipt.body);
  const claimed = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO receipt (county, id, area_code, device_id, user_id, device_seq, type, version, occurred_at, received_at,
      body_cipher, state, outcome)
    VALUES (${county}, ${receipt.id}::uuid, ${receipt.areaCode}, ${receipt.deviceId}::uuid, ${receipt.userId}::uuid,
      ${receipt.deviceSeq}, ${receipt.type}, ${receipt.version}, ${new Date(receipt.occurredAt)}, ${at},
      ${body}, 'quarantined', '{}'::jsonb)
    ON CONFLICT (county, id) DO NOTHING RETURNING id::text`;
  if (claimed.length > 0) return null;
  const stored = await findReceipt(tx, county, receipt.id);
  if (stored === null) throw new Error('a receipt that stood in the way is gone');
  return stored;
};

export const settleReceipt = async (
  tx: Tx,
  county: string,
  id: string,
  outcome: Exclude<Outcome, { state: 'retry' }>,
  areaCode: string,
): Promise<void> => {
  await tx.$executeRaw`UPDATE receipt SET state = ${outcome.state}, outcome = ${JSON.stringify(outcome)}::jsonb,
    area_code = ${areaCode} WHERE county = ${county} AND id = ${id}::uuid`;
};
