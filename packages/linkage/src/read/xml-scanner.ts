/**
 * A scanner for the XML of spreadsheets, several times as fast as a general parser: it makes no object per tag. It
 * checks that tags are nested and closed, refuses document types (an office's spreadsheet has none, an attack with
 * entities has) and knows the five entities and character references of XML; namespaces are cut off element names.
 */
import { TableFault } from './table-fault.ts';

/** The attributes of the tag that is being opened; not to be kept. */
export interface Attributes {
  get(name: string): string | undefined;
}

export interface XmlHandler {
  open(name: string, attributes: Attributes): void;
  close?(name: string): void;
  text?(text: string): void;
  /** the whole content of a `c` element in one of its two usual shapes; without it they come tag by tag */
  cell?(content: string): void;
}

const lessThan = 60;
const greaterThan = 62;
const slash = 47;
const equals = 61;
const colon = 58;

/** No cell is that long; a tag or text that is was never closed. */
const longestToken = 2 ** 24;
const deepest = 64;
const mostAttributes = 64;

const damaged = (): TableFault => new TableFault({ code: 'file_damaged' });

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const decodeEntity = (_whole: string, name: string): string => {
  const known = named[name];
  if (known !== undefined) return known;
  const code = /^#x[0-9a-f]+$/i.test(name)
    ? parseInt(name.slice(2), 16)
    : /^#\d+$/.test(name)
      ? Number(name.slice(1))
      : -1;
  if (code < 0 || code > 0x10ffff) throw damaged();
  // what is no character in XML, such as &#0;, is a strange character of the cell
  return code === 0 || (code >= 0xd800 && code <= 0xdfff) ? '\uFFFD' : String.fromCodePoint(code);
};

const decode = (text: string): string => {
  const lines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  return lines.includes('&') ? lines.replace(/&([^;&]{1,10});/g, decodeEntity) : lines;
};

const isSpace = (code: number): boolean => code === 32 || code === 10 || code === 13 || code === 9;

export class XmlScanner implements Attributes {
  private text = '';
  /** start of what is not scanned yet */
  private at = 0;
  /** up to here no end was found */
  private searched = 0;
  private readonly open: string[] = [];
  private seenRoot = false;
  /** name start, name end, value start, value end of each attribute */
  private readonly places = new Int32Array(mostAttributes * 4);
  private attributeCount = 0;
  private readonly handler: XmlHandler;

  constructor(handler: XmlHandler) {
    this.handler = handler;
  }

  get(name: string): string | undefined {
    const { places, text } = this;
    for (let at = 0; at < this.attributeCount * 4; at += 4) {
      const start = places[at] ?? 0;
      if ((places[at + 1] ?? 0) - start === name.length && text.startsWith(name, start)) {
        return decode(text.slice(places[at + 2], places[at + 3]));
      }
    }
    return undefined;
  }

  write(chunk: string): void {
    this.text = this.at === this.text.length ? chunk : this.text.slice(this.at) + chunk;
    this.searched -= this.at;
    this.at = 0;
    while (this.scanToken());
    if (this.text.length - this.at > longestToken) throw damaged();
  }

  end(): void {
    if (this.text.slice(this.at).trim() !== '' || this.open.length > 0 || !this.seenRoot) throw damaged();
  }

  /** False when the token is not complete yet. */
  private scanToken(): boolean {
    const { text, at } = this;
    const start = text.indexOf('<', Math.max(at, this.searched));
    if (start === -1) {
      this.searched = text.length;
      return false;
    }
    const next = text.charCodeAt(start + 1);
    const end =
      Number.isNaN(next) || next === 33 || next === 63 ? this.skipSpecial(start) : this.tagEnd(start, next === slash);
    if (end === -1) {
      this.searched = start;
      return false;
    }
    // the text before a tag is handed on only with it, so that it comes in one piece
    if (start > at) this.handleText(text.slice(at, start));
    this.at = end;
    this.searched = end;
    if (next === 33 || next === 63) this.handleSpecial(start, end);
    else if (next === slash) this.closeTag(this.nameOf(start + 2, end - 1));
    else this.openTag(start, end);
    return true;
  }

  private handleText(text: string): void {
    if (this.open.length > 0) this.handler.text?.(decode(text));
    else if (/[^\s\uFEFF]/.test(text)) throw damaged();
  }

  /** Position after a comment, CDATA section or instruction; -1 when it goes on. */
  private skipSpecial(start: number): number {
    const { text } = this;
    const head = text.slice(start, start + 9);
    if (head.length < 9 && !/^<\?./.test(head)) return -1;
    const close = head.startsWith('<!--') ? '-->' : head === '<![CDATA[' ? ']]>' : head.startsWith('<?') ? '?>' : '';
    if (close === '') throw damaged();
    const end = text.indexOf(close, start + 2);
    return end === -1 ? -1 : end + close.length;
  }

  private handleSpecial(start: number, end: number): void {
    if (!this.text.startsWith('<![CDATA[', start)) return;
    if (this.open.length === 0) throw damaged();
    this.handler.text?.(this.text.slice(start + 9, end - 3));
  }

  /** Position after the tag; notes where its attributes are. */
  private tagEnd(start: number, isClosing: boolean): number {
    const { text, places } = this;
    this.attributeCount = 0;
    if (isClosing) {
      const end = text.indexOf('>', start);
      return end === -1 ? -1 : end + 1;
    }
    let at = start + 1;
    let code = text.charCodeAt(at);
    while (at < text.length && code !== greaterThan && code !== slash && !isSpace(code)) {
      if (code === lessThan) throw damaged();
      code = text.charCodeAt((at += 1));
    }
    for (;;) {
      while (isSpace(code)) code = text.charCodeAt((at += 1));
      if (at >= text.length) return -1;
      if (code === greaterThan) return at + 1;
      if (code === slash) {
        if (at + 1 >= text.length) return -1;
        if (text.charCodeAt(at + 1) !== greaterThan) throw damaged();
        return at + 2;
      }
      const nameStart = at;
      while (at < text.length && code !== equals && !isSpace(code)) {
        if (code === lessThan || code === greaterThan) throw damaged();
        code = text.charCodeAt((at += 1));
      }
      const nameEnd = at;
      while (isSpace(code)) code = text.charCodeAt((at += 1));
      if (at >= text.length) return -1;
      if (code !== equals) throw damaged();
      code = text.charCodeAt((at += 1));
      while (isSpace(code)) code = text.charCodeAt((at += 1));
      if (at >= text.length) return -1;
      if (code !== 34 && code !== 39) throw damaged();
      const valueEnd = text.indexOf(code === 34 ? '"' : "'", at + 1);
      if (valueEnd === -1) return -1;
      if (this.attributeCount === mostAttributes) throw damaged();
      const place = this.attributeCount * 4;
      places[place] = nameStart;
      places[place + 1] = nameEnd;
      places[place + 2] = at + 1;
      places[place + 3] = valueEnd;
      this.attributeCount += 1;
      code = text.charCodeAt((at = valueEnd + 1));
    }
  }

  private nameOf(start: number, limit: number): string {
    const { text } = this;
    let from = start;
    let at = start;
    for (; at < limit; at += 1) {
      const code = text.charCodeAt(at);
      if (code === colon) from = at + 1;
      else if (code === slash || isSpace(code)) break;
    }
    if (at === from) throw damaged();
    return text.slice(from, at);
  }

  private openTag(start: number, end: number): void {
    const name = this.nameOf(start + 1, end - 1);
    if (this.open.length === 0 && this.seenRoot) throw damaged();
    this.seenRoot = true;
    this.handler.open(name, this);
    if (this.text.charCodeAt(end - 2) === slash) this.handler.close?.(name);
    else if (name === 'c' && this.handler.cell !== undefined && this.wholeCell(end)) return;
    else if (this.open.push(name) > deepest) throw damaged();
  }

  /** Nearly all tags of a sheet lie in cells: `<c><v>1</v></c>` and `<c><is><t>text</t></is></c>` are read at a stroke. */
  private wholeCell(at: number): boolean {
    const { text } = this;
    const isValue = text.startsWith('<v>', at);
    if (!isValue && !text.startsWith('<is><t', at)) return false;
    const start = isValue ? at + 3 : text.indexOf('>', at + 6) + 1;
    const end = text.indexOf('<', start);
    if (start === 0 || end === -1) return false;
    const tail = isValue ? '</v></c>' : '</t></is></c>';
    if (!text.startsWith(tail, end)) return false;
    this.handler.cell?.(decode(text.slice(start, end)));
    this.at = end + tail.length;
    this.searched = this.at;
    return true;
  }

  private closeTag(name: string): void {
    if (this.open.pop() !== name) throw damaged();
    this.handler.close?.(name);
  }
}

/** Feeds a part to the handler; yields after every chunk so that what it collected can be passed on. */
export async function* xmlEvents(chunks: AsyncIterable<string>, handler: XmlHandler): AsyncGenerator<void> {
  const scanner = new XmlScanner(handler);
  for await (const chunk of chunks) {
    scanner.write(chunk);
    yield;
  }
  scanner.end();
  yield;
}

export const readXml = async (chunks: AsyncIterable<string>, handler: XmlHandler): Promise<void> => {
  for await (const _ of xmlEvents(chunks, handler));
};
