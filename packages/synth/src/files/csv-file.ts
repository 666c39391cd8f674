import { closeSync, openSync, writeSync } from 'node:fs';
import iconv from 'iconv-lite';
import { cellText, type Cell, type Sink } from './sink.ts';

export interface CsvStyle {
  encoding: 'utf-8' | 'utf-8-bom' | 'gb18030';
  newline: '\n' | '\r\n';
  quoteAll: boolean;
}

const flushAt = 1 << 16;

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

export const csvLine = (cells: readonly Cell[], quoteAll: boolean): string =>
  cells
    .map(cellText)
    .map((text) => (quoteAll || /[",\r\n]/.test(text) ? quoted(text) : text))
    .join(',');

export const openCsv = (path: string, style: CsvStyle): Sink => {
  const file = openSync(path, 'w');
  let pending = style.encoding === 'utf-8-bom' ? '\uFEFF' : '';
  const flush = (): void => {
    if (pending === '') return;
    const bytes = style.encoding === 'gb18030' ? iconv.encode(pending, 'gb18030') : Buffer.from(pending, 'utf8');
    for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written);
    pending = '';
  };
  const line = (text: string): void => {
    pending += text + style.newline;
    if (pending.length >= flushAt) flush();
  };
  return {
    row: (cells) => {
      line(csvLine(cells, style.quoteAll));
    },
    blank: () => {
      line('');
    },
    drained: () => Promise.resolve(),
    close: () => {
      flush();
      closeSync(file);
      return Promise.resolve();
    },
  };
};
