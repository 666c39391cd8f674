/** A browser's way of speaking to the product: a cookie, JSON by POST, a fixed number of connections. */
import { Agent, request } from 'node:http';
import type { Account } from '@qiaomen/domain/account/query';
import type { Campaign } from '@qiaomen/domain/campaign/query';
import { demoPassword } from '../install/demo-users.ts';

export interface Client {
  call<Answer>(path: string, input?: unknown, headers?: Record<string, string>): Promise<Answer>;
  put(path: string, body: Uint8Array): Promise<{ status: number; text: string }>;
  /** what it is signed in with */
  cookie(): string;
  close(): void;
}

interface Reply {
  status: number;
  text: string;
  cookies: string[];
}

export const createClient = (baseUrl: string, connections: number): Client => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  // by name, as a browser keeps them: a tablet has one beside the session's
  const jar = new Map<string, string>();
  const cookies = (): string => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');

  const send = (method: string, path: string, body: Uint8Array | string, headers: Record<string, string>) =>
    new Promise<Reply>((resolve, reject) => {
      const outgoing = request(
        new URL(path, baseUrl),
        {
          method,
          agent,
          headers: { 'x-qiaomen': '1', cookie: cookies(), 'content-length': Buffer.byteLength(body), ...headers },
        },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('error', reject);
          incoming.on('end', () =>
            resolve({
              status: incoming.statusCode ?? 0,
              text: Buffer.concat(chunks).toString('utf8'),
              cookies: incoming.headers['set-cookie'] ?? [],
            }),
          );
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });

  return {
    async call<Answer>(path: string, input: unknown = null, headers: Record<string, string> = {}): Promise<Answer> {
      const body = input === null ? '' : JSON.stringify(input);
      const reply = await send('POST', `/api/trpc/${path}`, body, { 'content-type': 'application/json', ...headers });
      for (const line of reply.cookies) {
        const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
        jar.set(name, value);
      }
      if (reply.status !== 200) throw new Error(`${path}: ${reply.status} ${reply.text.slice(0, 300)}`);
      return (JSON.parse(reply.text) as { result: { data: Answer } }).result.data;
    },
    async put(path, body) {
      const { status, text } = await send('PUT', path, body, { 'content-type': 'application/octet-stream' });
      return { status, text };
    },
    cookie: cookies,
    close: () => agent.destroy(),
  };
};

export const signedIn = async (
  baseUrl: string,
  login: string,
  connections = 20,
): Promise<Client & { account: Account }> => {
  const client = createClient(baseUrl, connections);
  await client.call('account.signIn', { login, password: demoPassword, totp: null });
  return { ...client, account: await client.call<Account>('account.me') };
};

/** The campaign the demo plays in. */
export const openCampaign = async (client: Client): Promise<Campaign> => {
  const campaigns = await client.call<Campaign[]>('campaign.list');
  const campaign = campaigns.find(({ state, isTest }) => state === 'open' && !isTest);
  if (campaign === undefined) throw new Error('the demo has no open campaign');
  return campaign;
};
