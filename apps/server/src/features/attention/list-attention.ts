/** Commands kept aside or refused in the reader's area. */
import { SettleAct, type AttentionRow, type ListAttention } from '@qiaomen/domain/attention/query';
import type { Command } from '@qiaomen/domain/command';
import type { Page } from '@qiaomen/domain/page';
import type { Outcome } from '@qiaomen/domain/sync/query';
import { readItem } from '@qiaomen/domain/sync/read-item';
import type { FieldKeys } from '@qiaomen/prisma/field-crypto';
import { areaPaths, userNames } from '../../entry/area-paths.ts';
import { openReceiptBody } from '../../sync/receipts.ts';
import { ranges, type GuardedContext } from '../../trpc.ts';

export const listAttention = (ctx: GuardedContext, input: ListAttention): Promise<Page<AttentionRow>> => {
  const where = {
    ...(input.settled ? { settledAct: { not: null } } : { state: { in: waiting }, settledAct: null }),
    OR: ranges(ctx).map(({ gte, lt }) => ({ areaCode: { gte, lt } })),
  };
  return ctx.db.read({ area: ctx.fence, userId: ctx.actor.userId }, async (tx) => {
    const total = await tx.receipt.count({ where });
    const rows = await tx.receipt.findMany({
      where,
      orderBy: [input.settled ? { settledAt: 'desc' } : { receivedAt: 'desc' }, { id: 'asc' }],
      skip: input.page.page * input.page.size,
      take: input.page.size,
    });
    const names = await userNames(
      tx,
      rows.flatMap(({ userId, settledBy }) => (settledBy === null ? [userId] : [userId, settledBy])),
    );
    const pathOf = await areaPaths(
      tx,
      rows.map((row) => row.areaCode),
    );
    return {
      total,
      rows: rows.map((row): AttentionRow => ({
        county: row.county,
        receiptId: row.id,
        type: row.type,
        userName: names.get(row.userId) ?? null,
        ...describe(ctx.keys, row),
        areaPath: pathOf(row.areaCode),
        occurredAt: row.occurredAt.toISOString(),
        receivedAt: row.receivedAt.toISOString(),
        // written by the receiver of commands and by nobody else
        why: whyOf((row.settledWas ?? row.outcome) as unknown as Outcome),
        settled: settledOf(row, names),
      })),
    };
  });
};

const waiting = ['quarantined', 'refused', 'conflict'];

const whyOf = (outcome: Outcome): AttentionRow['why'] => {
  if (outcome.state === 'conflict') return { state: 'conflict' };
  if (outcome.state !== 'quarantined' && outcome.state !== 'refused')
    throw new Error('a receipt of this outcome needs nobody');
  return outcome;
};

const settledOf = (
  { settledAct, settledAt, settledBy }: { settledAct: string | null; settledAt: Date | null; settledBy: string | null },
  names: ReadonlyMap<string, string>,
): AttentionRow['settled'] =>
  settledAct === null || settledAt === null
    ? null
    : { act: SettleAct.parse(settledAct), userName: names.get(settledBy ?? '') ?? null, at: settledAt.toISOString() };

/** Codes and an id only: names, numbers and notes of the sealed text stay in it. */
const describe = (
  keys: FieldKeys,
  receipt: { id: string; bodyCipher: Uint8Array },
): Pick<AttentionRow, 'says' | 'personId'> => {
  const item = readItem(JSON.parse(openReceiptBody(keys, receipt.id, receipt.bodyCipher)));
  if (item.kind !== 'command') return { says: [], personId: null };
  return { says: codesOf(item.command), personId: item.command.personId };
};

const codesOf = (command: Command): string[] => {
  switch (command.type) {
    case 'visit.record':
      return [command.outcome, ...command.reasons];
    case 'dose.correct':
      return command.right === null ? [] : [command.right.product];
    case 'dose.record':
      return [command.product];
    case 'visit.void':
    case 'visit.reschedule':
    case 'landmark.note':
    case 'contact.correct':
    case 'person.propose':
    case 'phone.reveal':
    case 'homeVisit.request':
    case 'assessment.record':
    case 'screening.record':
    case 'homeVisit.approve':
    case 'consent.record':
    case 'observation.end':
    case 'followUp.record':
    case 'aefi.report':
    case 'close.request':
    case 'close.agree':
    case 'consult.answer':
    case 'care.void':
      return [];
  }
};
