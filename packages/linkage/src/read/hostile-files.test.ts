/** Nothing an office or an attacker sends ends in anything but rows with their faults, or one fault with a name. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { proposeMapping } from '../prefecture/columns.ts';
import { readRow } from '../prefecture/read-row.ts';
import type { HostileFile } from '../testing/hostile-books.ts';
import { hostileFiles } from '../testing/hostile-files.ts';
import { openTable } from './read-table.ts';
import { TableFault } from './table-fault.ts';

const places = new Set(['2224', '222401', '222401001', '222401001001']);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qiaomen-hostile-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** As the import does it: open, propose the columns, read row by row as a population file. */
const readAll = async (path: string, name: string): Promise<HostileFile['gets']> => {
  try {
    const { headers, rows } = await openTable(path, { fileName: name });
    const faults: Record<string, number> = {};
    let count = 0;
    const sample: string[][] = [];
    for await (const { cells } of rows()) if (sample.push(cells) === 50) break;
    const { mapping } = proposeMapping(headers, sample);
    const context = { today: '2022-12-21', prefecture: '2224', areaExists: (code: string) => places.has(code) };
    for await (const { cells, numeric } of rows()) {
      count += 1;
      const read = readRow('population', mapping, cells, numeric, { ...context, columnCount: headers.length });
      for (const { code } of read.faults) faults[code] = (faults[code] ?? 0) + 1;
    }
    return { rows: count, faults, headers };
  } catch (error) {
    if (error instanceof TableFault) return { fault: error.code };
    throw error;
  }
};

describe('hostile files', () => {
  test('there are at least fifty, each with its own story', () => {
    expect(hostileFiles.length).toBeGreaterThanOrEqual(50);
    expect(new Set(hostileFiles.map(({ what }) => what)).size).toBe(hostileFiles.length);
  });

  test.each(hostileFiles.map((file, index) => ({ ...file, index })))('$what', async ({ index, name, write, gets }) => {
    const path = join(folder, String(index));
    await write(path);
    const before = process.memoryUsage().rss;
    const got = await readAll(path, name);
    expect((process.memoryUsage().rss - before) / 2 ** 20).toBeLessThan(300);
    await rm(path);
    expect(got).toMatchObject(gets);
    if ('faults' in gets && 'faults' in got) expect(got.faults).toEqual(gets.faults);
  });
});
