/** Pairs of rows for people: what the engine doubts, what it must not do alone, and decisions it could not follow. */
import { randomUUID } from 'node:crypto';
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import type { BulkWriter } from '@qiaomen/prisma/scoped';
import { loadTemp } from '../../entry/load-temp.ts';
import type { LinkInput } from './link-records.ts';
import type { LinkedPair, LinkResults } from './link-results.ts';
import type { LinkedRow } from './linked-row.ts';
import type { MergeQuestion } from './propose.ts';

const ordered = ({ left, right }: { left: string; right: string }): [string, string] =>
  left < right ? [left, right] : [right, left];

export type EvidenceLine = { field: string; level: string; weight: number };

export interface ReviewPair {
  left: string;
  right: string;
  /** speaks of a row that is being imported; the others were open before */
  fresh: boolean;
  probability: number;
  evidence: EvidenceLine[];
  /** where the sides live, as far as it is known: a pair across two counties has a queue of its own */
  leftCounty: string | null;
  rightCounty: string | null;
}

const countyOf = (row: LinkedRow | undefined): string | null =>
  row?.county ??
  (row?.areaCode !== undefined && row.areaCode !== null && row.areaCode.length >= 6 ? row.areaCode.slice(0, 6) : null);

const evidenceOf = (pair: LinkedPair): EvidenceLine[] =>
  pair.evidence.map(({ field, level, weight }) => ({ field, level: level ?? 'unknown', weight: weight ?? 0 }));

/** Each pair once, the rows of a file only: elders found at the door have a queue of their own. */
export const collectReview = (
  rows: readonly LinkedRow[],
  review: readonly LinkedPair[],
  merges: readonly MergeQuestion[],
): ReviewPair[] => {
  const onFile = new Map(rows.filter((row) => row.kind !== 'door').map((row) => [row.id, row]));
  const pairs = new Map<string, ReviewPair>();
  const add = (pair: MergeQuestion, probability: number, evidence: EvidenceLine[]): void => {
    const [left, right] = ordered(pair);
    const key = `${left}|${right}`;
    const [leftRow, rightRow] = [onFile.get(left), onFile.get(right)];
    if (leftRow === undefined || rightRow === undefined || pairs.has(key)) return;
    const counties = { leftCounty: countyOf(leftRow), rightCounty: countyOf(rightRow) };
    pairs.set(key, { left, right, fresh: leftRow.fresh || rightRow.fresh, probability, evidence, ...counties });
  };
  for (const merge of merges) add(merge, 0.5, [{ field: 'person', level: 'two_persons', weight: 0 }]);
  for (const pair of review) add(pair, Math.min(1, Math.max(0, pair.probability)), evidenceOf(pair));
  return [...pairs.values()];
};

/** A pair somebody has decided about is left as it is. Answers how many of the rows being imported are in question. */
export const writeReview = async (
  b: BulkWriter,
  prefecture: AreaCode,
  pairs: readonly ReviewPair[],
): Promise<number> => {
  await loadTemp(
    b,
    'review_pair',
    {
      id: 'uuid',
      l: 'uuid',
      r: 'uuid',
      fresh: 'boolean',
      probability: 'float8',
      evidence: 'jsonb',
      left_county: 'text',
      right_county: 'text',
    },
    pairs.map((pair) => [
      randomUUID(),
      pair.left,
      pair.right,
      pair.fresh,
      pair.probability,
      { json: pair.evidence },
      pair.leftCounty,
      pair.rightCounty,
    ]),
  );
  await b.query(
    `INSERT INTO link.link_pair (id, area_code, "left", "right", probability, evidence, left_county, right_county, state, created_at)
     SELECT id, $1, l, r, probability, evidence, left_county, right_county, 'pending', $2 FROM review_pair
     ON CONFLICT ("left", "right") DO UPDATE SET probability = excluded.probability, evidence = excluded.evidence,
         left_county = excluded.left_county, right_county = excluded.right_county
       WHERE link_pair.state IN ('pending', 'skipped', 'asked')`,
    [prefecture, b.at],
  );
  const [open] = await b.query<{ count: string }>(
    `SELECT count(*) FROM link.link_pair p JOIN review_pair n ON n.l = p."left" AND n.r = p."right"
      WHERE p.state = 'pending' AND n.fresh`,
  );
  return Number(open?.count ?? 0);
};

/**
 * Decisions the result does not follow: "same" where other evidence forbids it (two valid ID numbers), "different" where
 * both hang on a third row. The decision stands; the pair says that the register shows something else.
 */
export const markContradictions = async (
  b: BulkWriter,
  decisions: LinkInput['decisions'],
  clusterOf: LinkResults['clusterOf'],
): Promise<void> => {
  const marked = decisions.map((decision) => {
    const together = clusterOf.get(decision.left) === clusterOf.get(decision.right);
    return [...ordered(decision), together !== decision.same];
  });
  await loadTemp(b, 'decided_pair', { l: 'uuid', r: 'uuid', contradicts: 'boolean' }, marked);
  const line = `'[{"field":"decision","level":"contradicts","weight":0}]'::jsonb`;
  await b.query(
    `UPDATE link.link_pair p SET evidence =
        (SELECT coalesce(jsonb_agg(e), '[]') FROM jsonb_array_elements(p.evidence) e WHERE e->>'field' <> 'decision')
        || CASE WHEN d.contradicts THEN ${line} ELSE '[]'::jsonb END
       FROM decided_pair d WHERE p."left" = d.l AND p."right" = d.r`,
  );
};
