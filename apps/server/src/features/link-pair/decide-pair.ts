/**
 * What somebody answers about a pair is kept for good, with who and when, and replayed in every later run; it changes the
 * register only through an approval. An answer that does not go together with earlier ones waits until the asker has said
 * which of them is wrong.
 */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { decidePair as judge } from '@qiaomen/domain/link-pair/decide';
import { PairAnswer, type DecidePair, type DecideReply } from '@qiaomen/domain/link-pair/query';
import { can } from '@qiaomen/domain/policy';
import type { Tx, Writer } from '@qiaomen/prisma/scoped';
import { newId } from '../../entry/new-id.ts';
import { refuse } from '../../errors.ts';
import type { GuardedContext } from '../../trpc.ts';
import { writeAs } from '../../write-context.ts';
import { askAtDoor, withdrawQuestions } from './ask-at-door.ts';
import { findAnswered, standingDecisions, toDecisions } from './decisions.ts';
import { proposeTransfer, withdrawTransfers } from './transfers.ts';

export interface PairUnderReview {
  id: string;
  areaCode: AreaCode;
  left: string;
  right: string;
}

/** The pair, locked, if the asker's duties reach it: those of one county never reach a pair of the prefecture. */
export const lockPair = async (ctx: GuardedContext, tx: Tx, pairId: string): Promise<PairUnderReview> => {
  const [pair] = await tx.$queryRaw<{ id: string; areaCode: string; left: string; right: string }[]>`
    SELECT id::text, area_code AS "areaCode", "left"::text, "right"::text FROM link.link_pair
    WHERE id = ${pairId}::uuid FOR UPDATE`;
  if (pair === undefined) return refuse({ code: 'not_found' });
  const areaCode = AreaCode.parse(pair.areaCode);
  if (!can(ctx.actor, ctx.permission, { areaCode, at: ctx.now().toISOString() }))
    return refuse({ code: 'outside_area' });
  return { ...pair, areaCode };
};

const stateAfter = (answer: PairAnswer): string => (answer === 'reopened' ? 'pending' : answer);

const writeState = (tx: Tx, pairId: string, answer: PairAnswer, by: string, at: Date): Promise<unknown> => {
  const isOpen = answer === 'reopened';
  return tx.$executeRaw`UPDATE link.link_pair SET state = ${stateAfter(answer)},
      decided_by = ${isOpen ? null : by}::uuid, decided_at = ${isOpen ? null : at}
    WHERE id = ${pairId}::uuid`;
};

/** What hung on an answer goes with it: the question at a door, the transfer nobody has carried out yet. */
const undoEffects = async (writer: Writer, pairIds: readonly string[], answer: PairAnswer): Promise<void> => {
  await withdrawTransfers(writer, pairIds);
  if (answer !== 'asked') await withdrawQuestions(writer, pairIds);
};

/** Decisions the asker declared wrong: their pairs are open again, and the history says by which answer. */
const withdraw = async (writer: Writer, by: string, decisionId: string, ids: readonly string[]): Promise<string[]> => {
  if (ids.length === 0) return [];
  const rows = await writer.tx.pairDecision.findMany({ where: { id: { in: [...ids] }, supersededBy: null } });
  const pairIds = rows.map(({ pairId }) => pairId);
  await writer.tx.pairDecision.updateMany({
    where: { id: { in: rows.map(({ id }) => id) } },
    data: { supersededBy: decisionId },
  });
  for (const pairId of pairIds) await writeState(writer.tx, pairId, 'reopened', by, writer.at);
  return pairIds;
};

export const decidePair = (ctx: GuardedContext, input: DecidePair): Promise<DecideReply> =>
  ctx.db.transact(writeAs(ctx), async (writer) => {
    const { tx, at } = writer;
    const { userId } = ctx.actor;
    const { pairId, answer } = input;
    // two answers at once could each be right and together contradict
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('link_pair.decide', 0))`;
    const pair = await lockPair(ctx, tx, pairId);
    const [stored] = await standingDecisions(tx, [pairId]);
    const standing =
      stored === undefined
        ? null
        : { decisionId: stored.id, answer: PairAnswer.parse(stored.answer), userId: stored.decidedBy };
    const answered = answer === 'same' || answer === 'different' ? await findAnswered(tx, pair) : [];
    const verdict = judge(
      { userId, answer, seen: input.seen, withdraw: input.withdraw },
      { ...pair, standing, answered },
    );
    if (verdict.state === 'said_before') return { state: 'decided', decisionId: verdict.decisionId };
    if (verdict.state !== 'write') {
      const ids = verdict.state === 'overtaken' ? [verdict.decisionId] : verdict.decisionIds;
      const rows = await tx.pairDecision.findMany({ where: { id: { in: ids } } });
      const lines = await toDecisions(tx, ctx.keys, userId, rows);
      const decisions = ids.flatMap((id) => lines.find((line) => line.id === id) ?? []);
      const [first] = decisions;
      if (first === undefined) return refuse({ code: 'changed_meanwhile' });
      return verdict.state === 'overtaken' ? { state: 'overtaken', by: first } : { state: 'contradicts', decisions };
    }
    const decisionId = newId(at);
    const others = input.withdraw.filter((id) => id !== stored?.id);
    const reopened = await withdraw(writer, userId, decisionId, others);
    await tx.pairDecision.updateMany({ where: { pairId, supersededBy: null }, data: { supersededBy: decisionId } });
    await tx.pairDecision.create({
      data: { id: decisionId, areaCode: pair.areaCode, pairId, answer, decidedBy: userId, decidedAt: at },
      select: { id: true },
    });
    await writeState(tx, pairId, answer, userId, at);
    await undoEffects(writer, reopened, 'reopened');
    await undoEffects(writer, [pairId], answer);
    if (answer === 'asked') await askAtDoor(ctx, writer, pair);
    if (answer === 'same') await proposeTransfer(ctx, writer, pair, input.keepCounty);
    await tx.$executeRaw`DELETE FROM link.pair_claim WHERE pair_id = ${pairId}::uuid AND user_id = ${userId}::uuid`;
    await writer.audit({
      action: 'linkPair.decide',
      entity: 'link_pair',
      entityId: pairId,
      detail: { decisionId, answer, supersedes: stored?.id ?? null, reopened },
    });
    return { state: 'decided', decisionId };
  });
