/** A TCP proxy that harms one call at a time: what the line between a tablet and the server does in the mountains. */
import { connect, createServer, type Server, type Socket } from 'node:net';

/** Which call is harmed: sending work, reading the list, or a piece of a picture. */
export type CallKind = 'push' | 'pull' | 'photo';

export const harms = [
  'refused',
  'cutInRequest',
  'cutAtEndOfRequest',
  'cutAfterCommit',
  'halfHeaders',
  'halfReply',
  'lastByteMissing',
  'resetInReply',
  'hangsBefore',
  'hangsAfterCommit',
  'sentTwice',
  'sentTwiceLater',
  'slow',
  'narrow',
  'veryNarrow',
  'captivePortal',
  'badGateway',
  'tooLarge',
  'garbage',
  'refusesCompressed',
  'cutsCompressed',
  'losesEncoding',
] as const;
export type Harm = (typeof harms)[number];

export interface FaultProxy {
  url: string;
  /** the next `times` calls of a kind meet the harm */
  plan(kind: CallKind, harm: Harm, times: number): void;
  /** how many calls were harmed */
  met(): number;
  /** where the server is now: it may come back on another port */
  point(serverUrl: string): void;
  close(): Promise<void>;
}

const answerOf = (status: string, body: string): string =>
  `HTTP/1.1 ${status}\r\ncontent-type: text/html\r\ncontent-length: ${String(body.length)}\r\nconnection: close\r\n\r\n${body}`;
const pages: Partial<Record<Harm, string>> = {
  captivePortal: answerOf('200 OK', '<html>Please sign in to the guest network</html>'),
  badGateway: answerOf('502 Bad Gateway', '<html>502</html>'),
  tooLarge: answerOf('413 Payload Too Large', '<html>413</html>'),
  garbage: '\u0001\u0002 this is no HTTP \u0003',
};

const kindOf = (head: string): CallKind | null =>
  head.includes('/api/trpc/sync.push')
    ? 'push'
    : head.includes('/api/trpc/sync.pull')
      ? 'pull'
      : head.startsWith('PUT /api/photos/')
        ? 'photo'
        : null;

const bytesPerSecond: Partial<Record<Harm, number>> = { narrow: 125_000, veryNarrow: 16_000 };

const refusal = answerOf('415 Unsupported Media Type', '<html>415</html>');
const encoding = /content-encoding: gzip\r\n/i;
const isCompressed = (request: Buffer): boolean =>
  encoding.test(request.subarray(0, request.indexOf('\r\n\r\n') + 2).toString('latin1'));
const withoutEncoding = (request: Buffer): Buffer =>
  Buffer.from(request.toString('latin1').replace(encoding, ''), 'latin1');

/** Lets bytes through at a rate, in their order. */
const throttled = (to: Socket, rate: number): ((chunk: Buffer) => void) => {
  let free = Date.now();
  return (chunk) => {
    free = Math.max(free, Date.now()) + (chunk.length * 1000) / rate;
    setTimeout(() => to.write(chunk), free - Date.now());
  };
};

const isWhole = (request: Buffer): boolean => {
  const end = request.indexOf('\r\n\r\n');
  const length = /content-length: (\d+)/i.exec(request.subarray(0, end).toString('latin1'))?.[1];
  return end >= 0 && request.length >= end + 4 + Number(length ?? 0);
};

const sendOnce = (port: number, request: Buffer): Promise<Buffer> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const upstream = connect(port, '127.0.0.1', () => upstream.write(request));
    upstream.on('data', (chunk: Buffer) => chunks.push(chunk));
    for (const event of ['end', 'close', 'error'] as const) upstream.on(event, () => resolve(Buffer.concat(chunks)));
  });

/** The whole request is here; what becomes of it. Requests ask for `connection: close`, so a reply ends with its line. */
const relay = async (client: Socket, request: Buffer, port: number, harm: Harm | null): Promise<void> => {
  const page = harm === null ? undefined : pages[harm];
  if (page !== undefined) return void client.end(page);
  if (harm === 'refusesCompressed' && isCompressed(request)) return void client.end(refusal);
  switch (harm) {
    case 'cutsCompressed':
      if (isCompressed(request)) return void client.resetAndDestroy();
      break;
    case 'refused':
      return void client.resetAndDestroy();
    case 'cutInRequest':
    case 'cutAtEndOfRequest': {
      const upstream = connect(port, '127.0.0.1');
      upstream.on('error', () => undefined);
      const part = harm === 'cutInRequest' ? Math.floor(request.length / 2) : request.length - 1;
      upstream.write(request.subarray(0, part), () => setTimeout(() => upstream.destroy(), 50));
      return void client.destroy();
    }
    case 'hangsBefore':
      return;
    case 'slow':
      await new Promise((resolve) => setTimeout(resolve, 700));
      break;
    case 'sentTwice':
      void sendOnce(port, request);
      break;
    case 'sentTwiceLater':
      setTimeout(() => void sendOnce(port, request), 400);
      break;
    default:
  }
  const rate = harm === null ? undefined : bytesPerSecond[harm];
  if (rate !== undefined) await new Promise((resolve) => setTimeout(resolve, (request.length * 1000) / rate));
  const reply = await sendOnce(port, harm === 'losesEncoding' ? withoutEncoding(request) : request);
  const head = reply.indexOf('\r\n\r\n') + 4;
  switch (harm) {
    case 'cutAfterCommit':
      return void client.destroy();
    case 'halfHeaders':
      return void client.end(reply.subarray(0, Math.floor(head / 2)));
    case 'halfReply':
      return void client.end(reply.subarray(0, head + Math.floor((reply.length - head) / 2)));
    case 'lastByteMissing':
      return void client.end(reply.subarray(0, reply.length - 1));
    case 'resetInReply':
      client.write(reply.subarray(0, head + 1));
      return void setTimeout(() => client.resetAndDestroy(), 20);
    case 'hangsAfterCommit':
      return;
    default:
      if (rate === undefined) client.end(reply);
      else {
        const write = throttled(client, rate);
        for (let at = 0; at < reply.length; at += 4096) write(reply.subarray(at, at + 4096));
        setTimeout(() => client.end(), (reply.length * 1000) / rate + 50);
      }
  }
};

const portOf = (url: string): number => Number(new URL(url).port);

export const startProxy = async (serverUrl: string): Promise<FaultProxy> => {
  let port = portOf(serverUrl);
  let met = 0;
  let plans: { kind: CallKind; harm: Harm; left: number }[] = [];
  const open = new Set<Socket>();
  const take = (kind: CallKind | null): Harm | null => {
    const plan = plans.find((one) => one.kind === kind);
    if (plan === undefined) return null;
    met += 1;
    plan.left -= 1;
    plans = plans.filter(({ left }) => left > 0);
    return plan.harm;
  };
  const server: Server = createServer((client) => {
    open.add(client);
    client.on('close', () => open.delete(client));
    client.on('error', () => undefined);
    let request = Buffer.alloc(0);
    client.on('data', (chunk: Buffer) => {
      request = Buffer.concat([request, chunk]);
      if (!isWhole(request)) return;
      const whole = request;
      request = Buffer.alloc(0);
      void relay(client, whole, port, take(kindOf(whole.subarray(0, 200).toString('latin1'))));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const mine = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${String(mine)}`,
    plan: (kind, harm, times) => {
      plans = [...plans, { kind, harm, left: times }];
    },
    met: () => met,
    point: (url) => {
      port = portOf(url);
    },
    close: () => {
      for (const socket of open) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
};
