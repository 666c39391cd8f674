import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type DuckDBAppender,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBValue,
  INTEGER,
} from '@duckdb/node-api';

/** The rows of one chunk of DuckDB. */
const chunkRows = 2048;

const quoted = (path: string): string => `'${path.replaceAll("'", "''")}'`;

/**
 * The database of one run, on disk in the work folder. There are two connections, because an appender that flushes ends
 * an open stream on its own connection without an error: reading uses one, appending the other.
 */
export class WorkDatabase {
  private readonly instance: DuckDBInstance;
  private readonly reading: DuckDBConnection;
  private readonly appending: DuckDBConnection;
  private readonly files: string[];

  private constructor(
    instance: DuckDBInstance,
    reading: DuckDBConnection,
    appending: DuckDBConnection,
    files: string[],
  ) {
    this.instance = instance;
    this.reading = reading;
    this.appending = appending;
    this.files = files;
  }

  static async open(folder: string, memory: string): Promise<WorkDatabase> {
    const path = join(folder, 'link.duckdb');
    const spill = join(folder, 'spill');
    const files = [path, `${path}.wal`, spill];
    await Promise.all(files.map((file) => rm(file, { recursive: true, force: true })));
    const instance = await DuckDBInstance.create(':memory:', { memory_limit: memory, temp_directory: spill });
    const reading = await instance.connect();
    const appending = await instance.connect();
    // with a small table joined twice the optimiser makes records x records; the joins here are written in their order
    await reading.run("SET disabled_optimizers = 'join_order'");
    await reading.run('SET preserve_insertion_order = false');
    return new WorkDatabase(instance, reading, appending, files);
  }

  async run(sql: string): Promise<void> {
    await this.reading.run(sql);
  }

  async rows(sql: string): Promise<DuckDBValue[][]> {
    return (await this.reading.runAndReadAll(sql)).getRows();
  }

  /** The same by column: a fraction of the time for long results. */
  async columns(sql: string): Promise<DuckDBValue[][]> {
    return (await this.reading.runAndReadAll(sql)).getColumns();
  }

  /**
   * Whole numbers, weights and flags of a long result by column, in the order of the rows; null is -1. Answers the
   * number of rows.
   */
  async readNumbers(sql: string, columns: readonly (Int32Array | Float64Array | Uint8Array)[]): Promise<number> {
    const result = await this.reading.stream(sql);
    let at = 0;
    for (;;) {
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) return at;
      const rows = chunk.rowCount;
      for (const [index, column] of columns.entries()) {
        const vector = chunk.getColumnVector(index);
        for (let row = 0; row < rows; row += 1) column[at + row] = Number(vector.getItem(row) ?? -1);
      }
      at += rows;
    }
  }

  /**
   * Whole numbers by column, each at the place that the first column of its row says; null is 0. Answers the number of
   * rows.
   */
  async placeNumbers(sql: string, columns: readonly (Int32Array | Uint32Array | Uint8Array)[]): Promise<number> {
    const result = await this.reading.stream(sql);
    const places = new Int32Array(chunkRows);
    let seen = 0;
    for (;;) {
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) return seen;
      const rows = chunk.rowCount;
      const placeVector = chunk.getColumnVector(0);
      for (let row = 0; row < rows; row += 1) places[row] = Number(placeVector.getItem(row));
      for (const [index, column] of columns.entries()) {
        const vector = chunk.getColumnVector(index + 1);
        for (let row = 0; row < rows; row += 1) column[places[row] ?? 0] = Number(vector.getItem(row) ?? 0);
      }
      seen += rows;
    }
  }

  /** Appends columns of integers, in chunks; whoever appends asserts the sum at the end. */
  async appendIntegers(target: string, columns: readonly Int32Array[]): Promise<void> {
    const appender = await this.appending.createAppender(target);
    const count = columns[0]?.length ?? 0;
    const types = columns.map(() => INTEGER);
    for (let from = 0; from < count; from += chunkRows) {
      const rows = Math.min(chunkRows, count - from);
      const chunk = DuckDBDataChunk.create(types, rows);
      for (const [index, column] of columns.entries()) {
        const vector = chunk.getColumnVector(index);
        for (let row = 0; row < rows; row += 1) vector.setItem(row, column[from + row] ?? null);
        vector.flush();
      }
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
  }

  /** First column of the first row as a number. */
  async number(sql: string): Promise<number> {
    return Number((await this.rows(sql))[0]?.[0] ?? 0);
  }

  /** Reads the rows while `each` may append to another table; then asserts that none got lost on the way. */
  async transform(
    source: { sql: string; count: string },
    target: string,
    each: (row: DuckDBValue[], append: (values: readonly AppendValue[]) => void) => void,
  ): Promise<void> {
    const expected = await this.number(source.count);
    const result = await this.reading.stream(source.sql);
    const appender = await this.appending.createAppender(target);
    const append = (values: readonly AppendValue[]): void => appendRow(appender, values);
    let seen = 0;
    for (;;) {
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) break;
      for (const row of chunk.getRows()) each(row, append);
      seen += chunk.rowCount;
    }
    appender.closeSync();
    if (seen !== expected) throw new Error(`link: ${target} read ${seen} of ${expected} rows`);
  }

  async append(target: string, rows: Iterable<readonly AppendValue[]>): Promise<void> {
    const appender = await this.appending.createAppender(target);
    let count = 0;
    for (const row of rows) {
      appendRow(appender, row);
      count += 1;
    }
    appender.closeSync();
    await this.expectRows(target, count);
  }

  /** Some rows of many: whoever appends in parts asserts the sum at the end. */
  async appendRows(target: string, rows: readonly (readonly AppendValue[])[]): Promise<void> {
    const appender = await this.appending.createAppender(target);
    for (const row of rows) appendRow(appender, row);
    appender.closeSync();
  }

  async expectRows(table: string, expected: number): Promise<void> {
    const found = await this.number(`SELECT count(*) FROM ${table}`);
    if (found !== expected) throw new Error(`link: ${table} has ${found} rows instead of ${expected}`);
  }

  /** One text column as the lines of a file, in the order of the statement. */
  async copyLines(sql: string, path: string): Promise<void> {
    await this.reading.run('SET preserve_insertion_order = true');
    await this.reading.run(
      `COPY (${sql}) TO ${quoted(path)} (FORMAT csv, HEADER false, DELIMITER '\x01', QUOTE '\x02', ESCAPE '\x02')`,
    );
    await this.reading.run('SET preserve_insertion_order = false');
  }

  /** Closes and removes everything that lay on disk. */
  async close(): Promise<void> {
    this.appending.closeSync();
    this.reading.closeSync();
    this.instance.closeSync();
    await Promise.all(this.files.map((file) => rm(file, { recursive: true, force: true })));
  }
}

export type AppendValue = string | number | boolean | null;

const appendRow = (appender: DuckDBAppender, values: readonly AppendValue[]): void => {
  for (const value of values) {
    if (value === null) appender.appendNull();
    else if (typeof value === 'string') appender.appendVarchar(value);
    else if (typeof value === 'boolean') appender.appendBoolean(value);
    else appender.appendInteger(value);
  }
  appender.endRow();
};

export { quoted };
