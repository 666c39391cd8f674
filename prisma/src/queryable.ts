import type { QueryResult, QueryResultRow } from 'pg';

/** A client or a pool of `pg`. */
export interface Queryable {
  query<R extends QueryResultRow>(text: string, values?: unknown[]): Promise<QueryResult<R>>;
}
