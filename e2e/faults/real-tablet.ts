/** A tablet of the product in Node: its engine, storage and network; only the browser around them is missing. */
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import type { AppRouter } from '@qiaomen/server/router';
import type { DeviceToken } from '@qiaomen/domain/sync/query';
import { createTRPCClient, httpLink } from '@trpc/client';
import { createClient, signedIn } from '../../apps/server/src/bench/client.ts';
import { compressedCall, type Call } from '../../apps/web/src/offline/compressed-call.ts';
import { judgeFailure, networkOver } from '../../apps/web/src/offline/network.ts';
import { photoNetwork } from '../../apps/web/src/offline/photo-network.ts';
import { CallError, openTablet, type Holder, type Tablet } from '../../apps/web/src/testing/tablet.ts';

/** One connection a call, so that the proxy sees each call from its first byte. */
const plainFetch = (input: URL | RequestInfo, init: RequestInit = {}): Promise<Response> =>
  new Promise((resolve, reject) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const sent = init.body instanceof ArrayBuffer ? new Uint8Array(init.body) : init.body;
    const body = typeof sent === 'string' || sent instanceof Uint8Array ? sent : '';
    const headers = Object.fromEntries(new Headers(init.headers));
    const outgoing = request(
      url,
      {
        method: init.method ?? 'POST',
        agent: false,
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('aborted', () => reject(new Error('cut')));
        incoming.on('end', () => resolve(new Response(Buffer.concat(chunks), { status: incoming.statusCode ?? 0 })));
      },
    );
    outgoing.on('error', reject);
    init.signal?.addEventListener('abort', () => outgoing.destroy(new Error('took too long')));
    outgoing.end(body);
  });

const apiAt = (url: string, extra: () => Record<string, string>, call: Call = plainFetch) =>
  createTRPCClient<AppRouter>({
    links: [
      httpLink<AppRouter>({
        url: `${url}/api/trpc`,
        methodOverride: 'POST',
        headers: () => ({ 'x-qiaomen': '1', ...extra() }),
        fetch: (url, init) => call(url, init as RequestInit),
      }),
    ],
  });

export interface RealTablet {
  holder: Holder;
  clock: { ms: number };
  /** the session's cookie; empty when it has ended */
  session: { cookie: string };
  at: Tablet;
  /** the app opened on what is stored: after a death, or in a second tab; under another owner on an empty storage */
  open(owner?: string): Promise<Tablet>;
}

/** A hanging call is given up after this long; the product waits two minutes. */
const longestMs = 2_500;
const manyTablets = 10;

const judged = <Reply>(call: Promise<Reply>): Promise<Reply> =>
  call.catch((cause: unknown) => {
    throw new CallError(judgeFailure(cause));
  });

export interface SignIn {
  userId: string;
  cookie: string;
}

export const signInAs = async (serverUrl: string, login: string): Promise<SignIn> => {
  const client = await signedIn(serverUrl, login, 1);
  client.close();
  return { userId: client.account.userId, cookie: client.cookie() };
};

/** Tablets of one worker, each with its own token and storage. */
export const enrolTablets = async (
  { userId, cookie }: SignIn,
  serverUrl: string,
  proxyUrl: string,
  count: number,
): Promise<RealTablet[]> => {
  const client = createClient(serverUrl, 1);
  const tablets: RealTablet[] = [];
  for (let n = 0; n < count; n += 1) {
    const input = { deviceId: randomUUID(), label: '测试平板', appVersion: '0.1.0' };
    const { deviceId, token, outboxKey } = await client.call<DeviceToken>('account.enrolDevice', input, { cookie });
    const session = { cookie };
    const clock = { ms: Date.now() };
    const holder = { userId, deviceId, owner: deviceId, serverKey: outboxKey };
    const network = networkOver(
      apiAt(proxyUrl, () => ({ 'x-device-token': token }), compressedCall(plainFetch)),
      apiAt(proxyUrl, () => ({ cookie: session.cookie })),
      count > manyTablets ? longestMs * 24 : longestMs,
    );
    const server = {
      push: (...call: Parameters<typeof network.push>) => judged(network.push(...call)),
      pull: (...call: Parameters<typeof network.pull>) => judged(network.pull(...call)),
      photos: photoNetwork(token, { origin: proxyUrl, call: plainFetch, longestMs }),
    };
    const open = (owner = holder.owner) => openTablet(server, clock, { ...holder, owner });
    const tablet: RealTablet = { holder, clock, session, open, at: await open() };
    tablets.push(tablet);
  }
  client.close();
  return tablets;
};
