import { pipeline, type Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { type Entry, open, type ZipFile } from 'yauzl';
import type { Limits } from './limits.ts';
import { TableFault } from './table-fault.ts';

const pieceBytes = 2 ** 16;

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

  /** The bytes of one part. Counts what really comes out, since the sizes in the directory can lie. */
  async *bytes(part: string): AsyncGenerator<Buffer> {
    const entry = this.entries.get(part.toLowerCase());
    if (entry === undefined) throw damaged();
    const stream = await this.openEntry(entry);
    let bytes = 0;
    try {
      for await (const chunk of stream) {
        bytes += (chunk as Buffer).length;
        if (bytes > this.limits.unpackedBytes) throw tooLarge(this.limits);
        if (bytes > this.limits.ratioFrom && bytes > this.limits.ratio * entry.compressedSize)
          throw tooLarge(this.limits);
        yield chunk as Buffer;
      }
    } catch (error) {
      throw error instanceof TableFault ? error : damaged();
    } finally {
      stream.destroy();
    }
  }

  async *text(part: string): AsyncGenerator<string> {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    try {
      for await (const chunk of this.bytes(part)) yield decoder.decode(chunk, { stream: true });
      yield decoder.decode();
    } catch (error) {
      throw error instanceof TableFault ? error : damaged();
    }
  }

  /** Inflated here and not by yauzl, whose pieces of 16 KB cost more than the inflating. */
  private openEntry(entry: Entry): Promise<Readable> {
    return new Promise((resolve, reject) => {
      const isDeflated = entry.compressionMethod === 8;
      const take = (error: Error | null, stream: Readable | undefined): void => {
        if (error !== null || stream === undefined) reject(damaged());
        else if (isDeflated) resolve(pipeline(stream, createInflateRaw({ chunkSize: pieceBytes }), () => undefined));
        else resolve(stream);
      };
      if (isDeflated) {
        this.zip.openReadStream(entry, { decompress: false, decrypt: null, start: null, end: null }, take);
      } else this.zip.openReadStream(entry, take);
    });
  }

  close(): void {
    this.zip.close();
  }
}
