import { SaxesParser } from 'saxes';
import { TableFault } from './table-fault.ts';

export interface XmlHandler {
  open(name: string, attributes: Record<string, string>): void;
  close?(name: string): void;
  text?(text: string): void;
}

const localName = (name: string): string => {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
};

/** A parser that refuses document types: an office's spreadsheet has none, an attack with entities has. */
const parserFor = (handler: XmlHandler): SaxesParser => {
  const parser = new SaxesParser({ fragment: false, position: false });
  parser.on('doctype', () => {
    throw new TableFault({ code: 'file_damaged' });
  });
  parser.on('error', () => {
    throw new TableFault({ code: 'file_damaged' });
  });
  parser.on('opentag', (tag) => handler.open(localName(tag.name), tag.attributes as Record<string, string>));
  if (handler.close) parser.on('closetag', (tag) => handler.close?.(localName(tag.name)));
  if (handler.text) {
    parser.on('text', (text) => handler.text?.(text));
    parser.on('cdata', (text) => handler.text?.(text));
  }
  return parser;
};

/** Feeds a part to the handler; yields after every chunk so that what it collected can be passed on. */
export async function* xmlEvents(chunks: AsyncIterable<string>, handler: XmlHandler): AsyncGenerator<void> {
  const parser = parserFor(handler);
  for await (const chunk of chunks) {
    parser.write(chunk);
    yield;
  }
  parser.close();
  yield;
}

export const readXml = async (chunks: AsyncIterable<string>, handler: XmlHandler): Promise<void> => {
  for await (const _ of xmlEvents(chunks, handler));
};
