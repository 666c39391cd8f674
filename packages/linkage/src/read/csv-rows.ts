import type { FileFormat } from '@qiaomen/domain/import-batch/query';
import { CsvSplitter, findDelimiter } from './csv-records.ts';
import { decodedText } from './encoding.ts';
import type { Limits } from './limits.ts';
import type { RawRow } from './raw-row.ts';

const headLength = 16_384;

/** The records of a CSV file, batch by batch. Blank lines come out as rows of one empty cell. */
export async function* csvRows(
  path: string,
  encoding: NonNullable<FileFormat['encoding']>,
  limits: Limits,
): AsyncGenerator<RawRow[]> {
  let head = '';
  let splitter: CsvSplitter | undefined;
  let rowNo = 0;
  const take = (current: CsvSplitter, text: string, last: boolean): RawRow[] =>
    current.take(text, last).map((cells) => ({ line: (rowNo += 1), cells, numeric: [] }));
  for await (const text of decodedText(path, encoding)) {
    if (splitter !== undefined) {
      yield take(splitter, text, false);
      continue;
    }
    head += text;
    if (head.length < headLength) continue;
    splitter = new CsvSplitter(findDelimiter(head.slice(0, headLength)), limits);
    yield take(splitter, head, false);
  }
  if (splitter === undefined) yield take(new CsvSplitter(findDelimiter(head), limits), head, true);
  else yield take(splitter, '', true);
}
