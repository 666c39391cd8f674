/** Proves that the audit trail is whole: every row hashes to its hash, follows its predecessor, and no number is missing. */
import { createHash } from 'node:crypto';

export interface AuditFault {
  county: string;
  chain: number;
  seq: string;
  /** hash: the row was changed · link: it does not follow its predecessor · gap: rows before it are missing */
  kind: 'hash' | 'link' | 'gap';
}

/** Anything that can read `audit.entry`: the `Database` of scoped access, which reads it as app_audit. */
export interface AuditReader {
  auditQuery<R extends Record<string, unknown>>(text: string, values?: unknown[]): Promise<R[]>;
}

interface Line extends Record<string, unknown> {
  county: string;
  chain: number;
  seq: string;
  body: string;
  prev_hash: Buffer;
  hash: Buffer;
}

// The text is put together here and not by a function of the database, which whoever changes rows could change as well.
const page = `
SELECT county, chain, seq::text, prev_hash, hash, jsonb_build_array(county, chain, seq,
  to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), to_char(written AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
  actor_id, action, entity, entity_id, detail)::text AS body
FROM audit.entry e WHERE (e.county, e.chain, e.seq) > ($1, $2::int, $3::bigint) ORDER BY e.county, e.chain, e.seq LIMIT $4`;

const sha256 = (...parts: (Buffer | string)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

interface Tail {
  county: string;
  chain: number;
  seq: bigint;
  hash: Buffer;
}

const beginning = (county: string, chain: number): Tail => ({
  county,
  chain,
  seq: 0n,
  hash: sha256(`qiaomen audit ${county} ${chain}`),
});

const faultsOf = (line: Line, tail: Tail): AuditFault['kind'][] => {
  const kinds: AuditFault['kind'][] = [];
  const expected = tail.seq + 1n === BigInt(line.seq);
  if (!expected) kinds.push('gap');
  if (expected && !line.prev_hash.equals(tail.hash)) kinds.push('link');
  if (!sha256(line.prev_hash, line.body).equals(line.hash)) kinds.push('hash');
  return kinds;
};

/** Rows cut off at the end of a chain leave no trace inside the database: compare `heads` with a copy kept elsewhere. */
export const verifyAudit = async (
  db: AuditReader,
  pageSize = 5_000,
): Promise<{
  rows: number;
  faults: AuditFault[];
  heads: { county: string; chain: number; seq: string; hash: string }[];
}> => {
  const faults: AuditFault[] = [];
  const heads: Tail[] = [];
  let rows = 0;
  let tail: Tail | undefined;
  for (;;) {
    const after = [tail?.county ?? '', tail?.chain ?? -1, String(tail?.seq ?? 0n), pageSize];
    const lines = await db.auditQuery<Line>(page, after);
    for (const line of lines) {
      if (tail?.county !== line.county || tail.chain !== line.chain) {
        if (tail) heads.push(tail);
        tail = beginning(line.county, line.chain);
      }
      const { county, chain, seq } = line;
      faults.push(...faultsOf(line, tail).map((kind) => ({ county, chain, seq, kind })));
      tail = { county, chain, seq: BigInt(seq), hash: line.hash };
    }
    rows += lines.length;
    if (lines.length < pageSize) break;
  }
  if (tail) heads.push(tail);
  return {
    rows,
    faults,
    heads: heads.map(({ county, chain, seq, hash }) => ({
      county,
      chain,
      seq: String(seq),
      hash: hash.toString('hex'),
    })),
  };
};
