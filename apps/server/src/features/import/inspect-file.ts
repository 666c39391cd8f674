/** Looks at an uploaded file: is it a table, how is it written, what do its columns seem to be. Keeps nothing of its rows. */
import { join } from 'node:path';
import { contentOf } from '@qiaomen/domain/import-batch/column-content';
import type { ColumnMapping, FileFormat, FoundColumn } from '@qiaomen/domain/import-batch/query';
import type { SourceKind } from '@qiaomen/domain/register/query';
import { proposeMapping } from '@qiaomen/linkage/prefecture/columns';
import { openTable, type Said } from '@qiaomen/linkage/read/read-table';
import type { FieldKeys } from '@qiaomen/prisma/field-crypto';
import { openSealed } from '../../jobs/import/sealed-file.ts';
import { withWorkFolder } from '../../jobs/import/work-folder.ts';
import { maskSample } from './mask-sample.ts';

export interface Inspection {
  format: FileFormat;
  columns: FoundColumn[];
  kind: SourceKind;
  mapping: ColumnMapping;
  rows: number;
  firstLines: { line: number; cells: string[] }[];
  sheets: string[];
}

const rowsForProposal = 200;
const samplesShown = 3;
const cellsShown = 30;

/** Reads the file to its end, so that a damaged one is refused now. Throws TableFault. */
export const inspectFile = (
  deps: { keys: FieldKeys; dataDir: string; workDir: string },
  file: { blobKey: string; fileName: string; said?: Said },
): Promise<Inspection> =>
  withWorkFolder(deps.workDir, async (folder) => {
    const path = join(folder, 'upload');
    await openSealed(deps.keys, deps.dataDir, file.blobKey, path);
    const options = { fileName: file.fileName, ...(file.said === undefined ? {} : { said: file.said }) };
    const { format, headers, rows, firstRows, sheets } = await openTable(path, options);
    const head: string[][] = [];
    let count = 0;
    for await (const { cells } of rows()) {
      count += 1;
      if (head.length < rowsForProposal) head.push(cells);
    }
    const { kind, mapping } = proposeMapping(headers, head, file.fileName);
    const columns = headers.map((header, index) => {
      const cells = head.map((row) => (row[index] ?? '').trim()).filter((cell) => cell !== '');
      return {
        index,
        // a file without a header has a person in its place
        header: maskSample(header.slice(0, 100)),
        content: contentOf(cells),
        samples: cells.slice(0, samplesShown).map(maskSample),
      };
    });
    const firstLines = firstRows.map(({ line, cells }) => ({
      line,
      cells: cells.slice(0, cellsShown).map(maskSample),
    }));
    return { format, columns, kind, mapping, rows: count, firstLines, sheets };
  });
