/**
 * Names the statements that come again and again, so that PostgreSQL plans them once per connection instead of every time:
 * below row-level security the plan of a short statement costs more than its run.
 */
import { createHash } from 'node:crypto';

/** Lists of different lengths make different texts; beyond so many a text is planned anew each time. */
const atMost = 400;

const unnamed = '';

export const statementNames = (): ((query: { sql: string }) => string) => {
  const names = new Map<string, string>();
  return ({ sql }) => {
    // several statements in one text, and different ones each time
    if (sql.startsWith('SET ')) return unnamed;
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= atMost) return unnamed;
    const name = `q_${createHash('sha256').update(sql).digest('hex').slice(0, 24)}`;
    names.set(sql, name);
    return name;
  };
};
