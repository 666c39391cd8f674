import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { DuckDBInstance } from '@duckdb/node-api';

/** DuckDB reads UTF-8 only: what it takes to decode the file and let it read every cell as text. */
export const duckdbReads = async (path: string, utf8: string): Promise<number> => {
  const startedAt = performance.now();
  const decoder = new TextDecoder('gb18030');
  const decoded = async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
    for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  };
  await pipeline(createReadStream(path, { highWaterMark: 2 ** 20 }), decoded, createWriteStream(utf8));
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const db = await instance.connect();
  try {
    await db.run(`CREATE TABLE rows AS SELECT * FROM read_csv('${utf8}', all_varchar = true, header = true, skip = 1,
        delim = ',', quote = '"', strict_mode = false, null_padding = true)`);
    return (performance.now() - startedAt) / 1000;
  } finally {
    db.closeSync();
    instance.closeSync();
  }
};
