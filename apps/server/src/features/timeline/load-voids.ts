/** Who declared something void, when and why: kept in the receipt of the command that did it. */
import type { FieldKeys } from '@qiaomen/prisma/field-crypto';
import type { Tx } from '@qiaomen/prisma/scoped';
import { z } from 'zod';
import { openReceiptBody } from '../../sync/receipts.ts';

export interface Void {
  at: string | null;
  userId: string | null;
  why: string | null;
}

const Spoken = z.object({ payload: z.object({ why: z.string() }) });

const whyOf = (body: string): string | null => {
  const spoken = Spoken.safeParse(JSON.parse(body));
  return spoken.success && spoken.data.payload.why !== '' ? spoken.data.payload.why : null;
};

/** The instant inside a UUIDv7: what is left where an import or a transfer declared something void. */
const instantIn = (id: string): string | null =>
  id[14] === '7' ? new Date(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toISOString() : null;

/** @param ids of commands, as `voided_by` names them */
export const loadVoids = async (
  tx: Tx,
  keys: FieldKeys,
  county: string,
  ids: readonly (string | null)[],
): Promise<(id: string | null) => Void | null> => {
  const wanted = [...new Set(ids)].filter((id) => id !== null);
  const rows = await tx.receipt.findMany({
    where: { county, id: { in: wanted } },
    select: { id: true, userId: true, occurredAt: true, bodyCipher: true },
  });
  const known = new Map(
    rows.map(({ id, userId, occurredAt, bodyCipher }): [string, Void] => [
      id,
      { at: occurredAt.toISOString(), userId, why: whyOf(openReceiptBody(keys, id, bodyCipher)) },
    ]),
  );
  return (id) => (id === null ? null : (known.get(id) ?? { at: instantIn(id), userId: null, why: null }));
};
