/**
 * Several statements of one read-only snapshot, sent together and answered together: where each statement takes a fraction
 * of a millisecond, waiting for one answer before the next question costs more than all of them. The fence is the same.
 */
import pg from 'pg';
import type { Prisma } from './generated/client.ts';
import { statementNames } from './statement-names.ts';

/** Days stay `YYYY-MM-DD`, counts are numbers. */
const { builtins } = pg.types;
const asText = (value: string): string => value;
const parsers = new Map<number, (value: string) => unknown>([
  [builtins.DATE, asText],
  [builtins.INT8, Number],
]);
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    // the overloads of the library know one format at a time
    parsers.get(oid) ??
    (format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid, 'text')),
};

export interface ReadPool {
  /** `settings` are SET LOCAL statements; the rows of each statement, in order. */
  ask(settings: string, statements: readonly Prisma.Sql[]): Promise<unknown[][]>;
  end(): Promise<void>;
}

export const readPool = (connectionString: string, max: number): ReadPool => {
  const pool = new pg.Pool({ connectionString, max, types, application_name: 'qiaomen-read', pipeline: true });
  // an idle connection that the server closed is replaced at the next use
  pool.on('error', () => undefined);
  const nameOf = statementNames();
  return {
    ask: async (settings, statements) => {
      const client = await pool.connect();
      // in one piece: a write to the socket for each statement costs more than the statement
      const { stream } = client.connection;
      stream.cork();
      const asked = [
        client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${settings}`),
        ...statements.map(({ text, values }) => client.query({ name: nameOf({ sql: text }), text, values })),
        client.query('COMMIT'),
      ];
      stream.uncork();
      const answers = await Promise.allSettled(asked);
      const fault = answers.find((answer) => answer.status === 'rejected');
      // a connection on which something failed is not used again: it may lack a statement the next one counts on
      client.release(fault !== undefined);
      if (fault !== undefined) throw fault.reason;
      return answers
        .slice(1, -1)
        .map((answer) => (answer.status === 'fulfilled' ? (answer.value as pg.QueryResult).rows : []));
    },
    end: () => pool.end(),
  };
};
