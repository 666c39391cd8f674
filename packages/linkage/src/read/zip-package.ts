import type { Readable } from 'node:stream';
import { type Entry, open, type ZipFile } from 'yauzl';
import type { Limits } from './limits.ts';
import { TableFault } from './table-fault.ts';

const damaged = (): TableFault => new TableFault({ code: 'file_damaged' });

const openZip = (path: string): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    open(path, { lazyEntries: true, autoClose: false }, (error, zip) => (error ? reject(damaged()) : resolve(zip)));
  });

const listEntries = (zip: ZipFile, limits: Limits): Promise<Map<string, Entry>> =>
  new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>();
    zip.on('entry', (entry: Entry) => {
      entries.set(entry.fileName.toLowerCase(), entry);
      if (entries.size > limits.entries) reject(damaged());
      else zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', () => reject(damaged()));
    zip.readEntry();
  });

const tooLarge = (limits: Limits): TableFault =>
  new TableFault({ code: 'file_too_large', maxMegabytes: Math.floor(limits.unpackedBytes / 2 ** 20) });

/** The parts of an .xlsx, each inflated as a stream. Part names are case-insensitive (ECMA-376 part 2). */
export class ZipPackage {
  private readonly zip: ZipFile;
  private readonly entries: Map<string, Entry>;
  private readonly limits: Limits;

  private constructor(zip: ZipFile, entries: Map<string, Entry>, limits: Limits) {
    this.zip = zip;
    this.entries = entries;
    this.limits = limits;
  }

  static async open(path: string, limits: Limits): Promise<ZipPackage> {
    const zip = await openZip(path);
    try {
      const entries = await listEntries(zip, limits);
      let unpacked = 0;
      for (const entry of entries.values()) {
        if (entry.isEncrypted()) throw damaged();
        unpacked += entry.uncompressedSize;
        const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
        if (entry.uncompressedSize > limits.ratioFrom && ratio > limits.ratio) throw tooLarge(limits);
      }
      if (unpacked > limits.unpackedBytes) throw tooLarge(limits);
      return new ZipPackage(zip, entries, limits);
    } catch (error) {
      zip.close();
      throw error;
    }
  }

  has(part: string): boolean {
    return this.entries.has(part.toLowerCase());
  }

  /** The text of one part. Counts what really comes out, since the sizes in the directory can lie. */
  async *text(part: string): AsyncGenerator<string> {
    const entry = this.entries.get(part.toLowerCase());
    if (entry === undefined) throw damaged();
    const stream = await this.openEntry(entry);
    const decoder = new TextDecoder('utf-8', { fatal: true });
    let bytes = 0;
    try {
      for await (const chunk of stream) {
        bytes += (chunk as Buffer).length;
        if (bytes > this.limits.unpackedBytes) throw tooLarge(this.limits);
        if (bytes > this.limits.ratioFrom && bytes > this.limits.ratio * entry.compressedSize)
          throw tooLarge(this.limits);
        yield decoder.decode(chunk as Buffer, { stream: true });
      }
      yield decoder.decode();
    } catch (error) {
      if (error instanceof TableFault) throw error;
      throw damaged();
    } finally {
      stream.destroy();
    }
  }

  private openEntry(entry: Entry): Promise<Readable> {
    return new Promise((resolve, reject) => {
      this.zip.openReadStream(entry, (error, stream) => (error ? reject(damaged()) : resolve(stream)));
    });
  }

  close(): void {
    this.zip.close();
  }
}
