/** The history of answers about pairs. */
import { PairAnswer, type PairDecision } from '@qiaomen/domain/link-pair/query';
import type { AnsweredPair } from '@qiaomen/domain/link-pair/find-contradictions';
import type { FieldKeys } from '@qiaomen/prisma/field-crypto';
import type { Tx } from '@qiaomen/prisma/scoped';
import { userNames } from '../../entry/area-paths.ts';
import { openBody } from '../../jobs/import/source-body.ts';

interface DecisionRow {
  id: string;
  pairId: string;
  answer: string;
  decidedBy: string;
  decidedAt: Date;
  supersededBy: string | null;
}

/** Names of the two rows of each pair, in the order of the pair. */
const namesOf = async (tx: Tx, keys: FieldKeys, pairIds: readonly string[]): Promise<Map<string, [string, string]>> => {
  const pairs = await tx.linkPair.findMany({
    where: { id: { in: [...pairIds] } },
    select: { id: true, left: true, right: true },
  });
  const rows = await tx.sourceRecord.findMany({
    where: { id: { in: pairs.flatMap(({ left, right }) => [left, right]) } },
    select: { id: true, bodyCipher: true },
  });
  const names = new Map(rows.map((row) => [row.id, openBody(keys, row.id, row.bodyCipher).name]));
  return new Map(pairs.map(({ id, left, right }) => [id, [names.get(left) ?? '', names.get(right) ?? '']]));
};

export const toDecisions = async (
  tx: Tx,
  keys: FieldKeys,
  userId: string,
  rows: readonly DecisionRow[],
): Promise<PairDecision[]> => {
  if (rows.length === 0) return [];
  const users = await userNames(
    tx,
    rows.map((row) => row.decidedBy),
  );
  const names = await namesOf(
    tx,
    keys,
    rows.map((row) => row.pairId),
  );
  return rows.map((row) => ({
    id: row.id,
    pairId: row.pairId,
    answer: PairAnswer.parse(row.answer),
    by: users.get(row.decidedBy) ?? '',
    isMine: row.decidedBy === userId,
    at: row.decidedAt.toISOString(),
    names: names.get(row.pairId) ?? ['', ''],
    superseded: row.supersededBy !== null,
  }));
};

/** What holds now: of each pair the answer that no later one superseded. */
export const standingDecisions = (tx: Tx, pairIds: readonly string[]): Promise<DecisionRow[]> =>
  tx.pairDecision.findMany({ where: { pairId: { in: [...pairIds] }, supersededBy: null } });

/** Answers "same" and "different" that hang together with the two rows along answers "same". */
export const findAnswered = (tx: Tx, pair: { id: string; left: string; right: string }): Promise<AnsweredPair[]> =>
  tx.$queryRaw<AnsweredPair[]>`
    WITH RECURSIVE reached (id) AS (
      SELECT unnest(ARRAY[${pair.left}::uuid, ${pair.right}::uuid])
      UNION
      SELECT CASE WHEN p."left" = r.id THEN p."right" ELSE p."left" END
      FROM reached r JOIN link.link_pair p ON p.state = 'same' AND r.id IN (p."left", p."right") AND p.id <> ${pair.id}::uuid
    )
    SELECT DISTINCT d.id::text AS "decisionId", p."left"::text, p."right"::text, p.state = 'same' AS same
    FROM reached r
    JOIN link.link_pair p ON p.state IN ('same', 'different') AND r.id IN (p."left", p."right") AND p.id <> ${pair.id}::uuid
    JOIN link.pair_decision d ON d.pair_id = p.id AND d.superseded_by IS NULL
    ORDER BY 1`;
