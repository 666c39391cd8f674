import { DuckDBInstance } from '@duckdb/node-api';
import { quoted } from '../engine/work-database.ts';

/** Reading and sorting the rows that the engine links: the least any program must do with them. */
export const readAndSort = async (paths: readonly string[]): Promise<number> => {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  const files = paths.map(quoted).join(', ');
  const began = performance.now();
  await connection.run(
    `CREATE TABLE sorted AS SELECT * FROM read_csv([${files}], delim = '\t', quote = '"', escape = '"', header = true, all_varchar = true) ORDER BY ALL`,
  );
  const seconds = (performance.now() - began) / 1000;
  connection.closeSync();
  instance.closeSync();
  return seconds;
};
