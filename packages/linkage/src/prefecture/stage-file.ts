/** Turns one file of an office into records for the linkage, as tab-separated text that DuckDB reads by itself. */
import { closeSync, openSync, writeSync } from 'node:fs';
import type { SourceKind } from '@qiaomen/domain/register/query';
import { openTable, type Table } from '../read/read-table.ts';
import { proposeMapping } from './columns.ts';
import { identityReader } from './identity-reader.ts';

export interface StageJob {
  path: string;
  /** ids are `source:row` */
  source: string;
  recordsFile: string;
  today: string;
  prefecture: string;
}

export interface StagedFile {
  source: string;
  kind: SourceKind;
  rows: number;
  /** rows of which nobody could tell whose they are: they are not linked */
  nameless: number;
}

const header = 'id\tkind\tname\tsex\tbirthDate\tidNumber\tphone\tareaCode\tperson\tfresh\n';
const batch = 256 * 1024;

const sampleOf = async (table: Table): Promise<string[][]> => {
  const sample: string[][] = [];
  for await (const row of table.rows()) {
    sample.push(row.cells);
    if (sample.length === 50) break;
  }
  return sample;
};

const quotedCell = (text: string | null): string => {
  if (text === null) return '';
  return /["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

export const stageFile = async (job: StageJob): Promise<StagedFile> => {
  const table = await openTable(job.path);
  const { kind, mapping } = proposeMapping(table.headers, await sampleOf(table));
  const read = identityReader(kind, mapping, {
    today: job.today,
    prefecture: job.prefecture,
    areaExists: () => true,
  });
  const staged: StagedFile = { source: job.source, kind, rows: 0, nameless: 0 };
  const out = openSync(job.recordsFile, 'w', 0o600);
  try {
    let text = header;
    for await (const { rowNo, cells, numeric } of table.rows()) {
      staged.rows += 1;
      const identity = read(cells, numeric);
      if (identity === null) {
        staged.nameless += 1;
        continue;
      }
      const { name, sex, birthDate, idNumber, phone, areaCode } = identity;
      text += `${job.source}:${rowNo}\t${kind}\t${quotedCell(name)}\t${sex}\t${birthDate ?? ''}\t${quotedCell(idNumber)}\t${phone ?? ''}\t${areaCode ?? ''}\t\t\n`;
      if (text.length < batch) continue;
      writeSync(out, text);
      text = '';
    }
    writeSync(out, text);
  } finally {
    closeSync(out);
  }
  return staged;
};
